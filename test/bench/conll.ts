import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readDataFile } from '../../src/training/dataFile';
import { labelsOf } from '../../src/training/labels';
import type { TrainingData } from '../../src/training/trainingData';
import { readBertFolder, writeSafetensors } from '../../src/training/weights';

/** CoNLL-2003, whose texts are not ours to ship: benchmarks on it are left out where it is not beside the project. */
const folder = path.resolve('../shared/data/conll2003-iob2');
export const trainFile = path.join(folder, 'train.txt');
export const validFile = path.join(folder, 'valid.txt');
export const hasConll = existsSync(trainFile) && existsSync(validFile);
export const withoutConll = 'CoNLL-2003 is not in ../shared/data';

export const embeddedStudent = path.resolve('media/models/minilm-l6');

/** Once through CoNLL-2003's 14,041 sentences at batch 32, as peers/trainer.py does it. */
export const epoch = { steps: 439, learningRate: 1e-4 };

/** As a run reads it. */
export async function readConll(): Promise<TrainingData> {
  const [train, dev] = [await readDataFile(trainFile), await readDataFile(validFile)];
  const labels = labelsOf(
    train.sentences.flatMap(({ tags }) => tags.filter((tag) => tag !== 'O').map((t) => t.slice(2))),
  );
  return { original: train.sentences, distilled: [], dev, labels, warnings: [], fingerprint: '' };
}

/**
 * The embedded student as transformers reads it, in float32, and the data with tags as label indices, for the peer.
 * @returns the folder of both
 */
export async function writeForPeer({ original, dev, labels }: TrainingData): Promise<string> {
  const target = path.resolve('.cache/bench/student');
  await mkdir(target, { recursive: true });
  const { parameters, config } = await readBertFolder(embeddedStudent, { numLabels: labels.length, seed: 1 });
  const shapes = new Map([...parameters].map(([name, data]) => [name, shapeOf(name, data, config.hiddenSize)]));
  const tensors = new Map([...parameters].map(([name, data]) => [name, { shape: shapes.get(name) ?? [], data }]));
  for (const name of [...tensors.keys()]) if (name.startsWith('classifier.')) tensors.delete(name);
  const handle = await open(path.join(target, 'model.safetensors'), 'w');
  await writeSafetensors(handle, tensors);
  await handle.close();
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    await writeFile(path.join(target, name), await readFile(path.join(embeddedStudent, name)));
  }
  const sets = { train: original, dev: dev?.sentences ?? [] };
  await writeFile(path.join(target, 'data.json'), JSON.stringify({ labels, ...sets }));
  return target;
}

function shapeOf(name: string, data: Float32Array, hidden: number): number[] {
  if (name.endsWith('.bias') || name.includes('LayerNorm')) return [data.length];
  const inputs = name.endsWith('output.dense.weight') && data.length > hidden * hidden ? data.length / hidden : hidden;
  return [data.length / inputs, inputs];
}
