import { expect, it } from 'vitest';
import { createExecutor } from '../../../src/training/executors';
import { recordStep } from '../../../src/training/executors/onnx/recordGraph';
import { type DropoutRates, dropoutEverywhere } from '../../../src/training/model/config';
import { expectedBatch, readTinyBert, relativeErrorOfAll } from './pytorch';

async function tinyBert(dropout: DropoutRates) {
  const { config, parameters } = await readTinyBert();
  return { config: { ...config, dropout }, parameters };
}

async function gradients(device: 'onnx-cpu' | 'tfjs-wasm', rates: DropoutRates, override?: number) {
  const options = { seed: 7, ...(override !== undefined && { dropout: override }) };
  const { executor } = await createExecutor(device, await tinyBert(rates), options);
  const result = await executor.gradients(expectedBatch(), 3);
  executor.dispose();
  return result;
}

it('drops with the probability that the model has at each place', async () => {
  const { config } = await tinyBert({ hidden: 0.1, attention: 0.2, classifier: 0.3 });
  const layer = [0.2, 0.1, 0.1];
  expect(recordStep(config, { plain: false }).masks.map(({ rate }) => rate)).toEqual([0.1, ...layer, ...layer, 0.3]);
  const { config: without } = await tinyBert({ hidden: 0, attention: 0.2, classifier: 0 });
  expect(recordStep(without, { plain: false }).masks.map(({ rate }) => rate)).toEqual([0.2, 0.2]);
  expect(recordStep((await tinyBert(dropoutEverywhere(0))).config, { plain: false }).masks).toEqual([]);
});

it('takes a probability for all places instead', async () => {
  const own = await gradients('onnx-cpu', dropoutEverywhere(0.1));
  expect(await gradients('onnx-cpu', { hidden: 0.3, attention: 0, classifier: 0.2 }, 0.1)).toEqual(own);
  expect(await gradients('onnx-cpu', dropoutEverywhere(0.1), 0)).not.toEqual(own);
});

it('drops the same on every executor', async () => {
  for (const rates of [
    { hidden: 0.1, attention: 0, classifier: 0.4 },
    { hidden: 0, attention: 0.3, classifier: 0 },
  ]) {
    const [reference, actual] = [await gradients('onnx-cpu', rates), await gradients('tfjs-wasm', rates)];
    expect(Math.abs(actual.loss - reference.loss)).toBeLessThan(1e-5);
    expect(relativeErrorOfAll(actual.gradients, reference.gradients)).toBeLessThan(1e-5);
  }
});
