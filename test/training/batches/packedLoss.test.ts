import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { labelWindow, packBatch } from '../../../src/training/batches/packBatch';
import { OnnxExecutor } from '../../../src/training/executors/onnx/onnxExecutor';
import { type BertConfig, dropoutEverywhere } from '../../../src/training/model/config';
import { parameterShapes, sizeOf } from '../../../src/training/model/parameters';

const config: BertConfig = {
  vocabSize: 50,
  hiddenSize: 16,
  numHiddenLayers: 2,
  numAttentionHeads: 2,
  intermediateSize: 24,
  maxPositionEmbeddings: 160,
  typeVocabSize: 2,
  layerNormEps: 1e-12,
  hiddenAct: 'gelu',
  dropout: dropoutEverywhere(0),
  numLabels: 5,
};

/** Some function of the index that looks like noise, from -0.5 to 0.5. */
const noise = (index: number) => ((Math.sin(index * 12.9898) * 43758.5453) % 1) / 2;

const parameters = new Map(
  [...parameterShapes(config)].map(([name, shape], tensor) => [
    name,
    Float32Array.from({ length: sizeOf(shape) }, (_, index) =>
      name.endsWith('LayerNorm.weight') ? 1 : noise(index + 1000 * tensor),
    ),
  ]),
);

const executor = new OnnxExecutor({ config, parameters }, { seed: 1, threads: 1 });
afterAll(() => executor.dispose());

const sentence = fc.array(fc.integer({ min: 4, max: 49 }), { minLength: 1, maxLength: 150 }).map((pieces) => {
  const ids = Int32Array.from([2, ...pieces, 3]);
  // Every other piece begins a token.
  const tokens = ids.map((_, piece) => (piece % 2 === 1 && piece < ids.length - 1 ? (piece - 1) / 2 : -1));
  return labelWindow(
    { ids, tokens },
    Array.from(ids, (id) => id % config.numLabels),
  );
});

/** One row for each window, padded to the longest: how batches are usually made. */
const padded = (windows: readonly ReturnType<typeof labelWindow>[]) =>
  packBatch(windows, 0, {
    rows: windows.map((_, index) => [index]),
    length: Math.max(...windows.map(({ ids }) => ids.length)),
  });

describe('a packed batch', () => {
  it('has the loss and the gradients of the padded batch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { minLength: 1, maxLength: 10 }), async (windows) => {
        const packed = await executor.gradients(packBatch(windows, 0), 1);
        const reference = await executor.gradients(padded(windows), 1);
        expect(Math.abs(packed.loss - reference.loss)).toBeLessThan(1e-5);
        let difference = 0;
        let norm = 0;
        for (const [name, gradient] of reference.gradients) {
          gradient.forEach((value, index) => {
            difference += ((packed.gradients.get(name)?.[index] ?? Number.NaN) - value) ** 2;
            norm += value ** 2;
          });
        }
        expect(Math.sqrt(difference / norm)).toBeLessThan(1e-5);
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it('has the logits of each of its sentences alone', async () => {
    const windows = fc.sample(sentence, { numRuns: 12, seed: 7 });
    const packed = packBatch(windows, 0);
    const logits = await executor.logits(packed);
    for (const [index, window] of windows.entries()) {
      const alone = await executor.logits(packBatch([window], 0));
      const offset = (packed.offsets[index] ?? 0) * config.numLabels;
      for (let value = 0; value < window.ids.length * config.numLabels; value++) {
        expect(Math.abs((logits[offset + value] ?? Number.NaN) - (alone[value] ?? Number.NaN))).toBeLessThan(1e-4);
      }
    }
  });
});
