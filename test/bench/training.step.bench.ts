import type { DeviceChoice } from '../../src/protocol/run';
import { type Batch, createExecutor, type Executor } from '../../src/training/executors';
import type { BertConfig } from '../../src/training/model/config';
import { parameterShapes, sizeOf } from '../../src/training/model/parameters';
import { normalNumbers } from '../../src/training/weights/normalNumbers';
import type { BenchResult } from './result';

/** The embedded student's shape. */
const config: BertConfig = {
  vocabSize: 30_522,
  hiddenSize: 384,
  numHiddenLayers: 6,
  numAttentionHeads: 12,
  intermediateSize: 1536,
  maxPositionEmbeddings: 512,
  typeVocabSize: 2,
  layerNormEps: 1e-12,
  hiddenAct: 'gelu',
  numLabels: 9,
};
const rows = 8;
const length = 128;
const tokens = rows * length;
const dropout = 0.1;
/** Milliseconds to measure a device for, after its first step. */
const patience = 6000;

/** A step of 1,024 tokens, packed and with dropout, on each device that runs here: tokens/s and GFLOP/s. */
export default async function* trainingStep(): AsyncGenerator<BenchResult> {
  const batch = packedBatch();
  const parameters = new Map(
    [...parameterShapes(config)].map(([name, shape]) => [name, normalNumbers(1, sizeOf(shape), 0.02)]),
  );
  const devices: DeviceChoice[] = ['onnx-cpu', 'tfjs-tensorflow', 'tfjs-wasm'];
  for (const device of devices) {
    let executor: Executor;
    try {
      ({ executor } = await createExecutor(device, { config, parameters }, { dropout, seed: 1 }));
    } catch (error) {
      console.error(`training.step.${device} is left out: ${error instanceof Error ? error.message : error}`);
      continue;
    }
    const seconds = await medianStep(executor, batch);
    const note = `${executor.device}; 6 x 384, ${rows} packed rows of ${length}, dropout ${dropout}`;
    executor.dispose();
    yield { name: `training.step.${device}`, value: round(tokens / seconds), unit: 'tokens/s', note };
    const gigaflops = (6 * denseParameters() * tokens) / seconds / 1e9;
    yield { name: `training.step.${device}.gflops`, value: round(gigaflops), unit: 'GFLOP/s', note };
  }
}

/** Seconds. The first step, which allocates, is not counted. */
async function medianStep(executor: Executor, batch: Batch): Promise<number> {
  const options = { learningRate: 1e-4, weightDecay: 0.01, clipNorm: 1 };
  await executor.step(batch, { step: 1, ...options });
  const times: number[] = [];
  const until = performance.now() + patience;
  for (let step = 2; step <= 3 || performance.now() < until; step++) {
    const before = performance.now();
    await executor.step(batch, { step, ...options });
    times.push((performance.now() - before) / 1000);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Parameters that every token is multiplied by, there and back twice: 6 operations each. */
function denseParameters(): number {
  return [...parameterShapes(config)]
    .filter(([name]) => !name.includes('_embeddings'))
    .reduce((sum, [, shape]) => sum + sizeOf(shape), 0);
}

/** Four sentences of 32 word pieces a row, two thirds of them labelled. */
function packedBatch(): Batch {
  const pieces = Array.from({ length: tokens }, (_, index) => index);
  return {
    rows,
    length,
    ids: Int32Array.from(pieces, (piece) => 1 + ((piece * 7919) % (config.vocabSize - 1))),
    positions: Int32Array.from(pieces, (piece) => piece % 32),
    segments: Int32Array.from(pieces, (piece) => Math.floor((piece % length) / 32)),
    labels: Int32Array.from(pieces, (piece) => (piece % 3 === 2 ? -1 : piece % config.numLabels)),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
