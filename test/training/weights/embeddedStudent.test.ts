import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Batch, createExecutor } from '../../../src/training/executors';
import { readBertFolder, readSafetensors } from '../../../src/training/weights';
import { relativeError } from '../executors/pytorch';

const root = path.resolve(import.meta.dirname, '../../..');
const reference = path.join(root, 'test/fixtures/student');

function oneSentence(ids: readonly number[]): Batch {
  return {
    rows: 1,
    length: ids.length,
    ids: Int32Array.from(ids),
    positions: Int32Array.from(ids.keys()),
    segments: new Int32Array(ids.length),
    labels: new Int32Array(ids.length).fill(-1),
  };
}

it('the embedded int8 student has the hidden states of the fp32 original, to 4 % of their norm', async () => {
  const student = await readBertFolder(path.join(root, 'media/models/minilm-l6'), { numLabels: 384, seed: 1 });
  // With the identity for a classifier, logits are hidden states.
  const identity = Float32Array.from({ length: 384 * 384 }, (_, index) => (index % 385 === 0 ? 1 : 0));
  const parameters = new Map([...student.parameters, ['classifier.weight', identity]]);
  const { executor } = await createExecutor('onnx-cpu', { ...student, parameters }, { dropout: 0, seed: 1 });
  const { ids }: { ids: number[][] } = JSON.parse(await readFile(path.join(reference, 'reference.json'), 'utf8'));
  const hidden = await readSafetensors(path.join(reference, 'reference.safetensors'));
  for (const [index, sentence] of ids.entries()) {
    const states = await executor.logits(oneSentence(sentence));
    expect(relativeError(states, hidden.get(String(index))?.data ?? []), `sentence ${index}`).toBeLessThan(0.04);
  }
  executor.dispose();
});
