/** Many steps of a tiny model, its batches of many shapes: `{steps}` -> MB after them. */
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { createExecutor } from '../../../src/training/executors';
import { batchOf, minilm, modelOf, type Shape } from '../shapes';
import { serve } from '../worker';

const tiny: Shape = {
  ...minilm,
  layers: 2,
  hidden: 32,
  heads: 2,
  intermediate: 64,
  vocabulary: 500,
  rows: 2,
  length: 32,
};

async function main(): Promise<void> {
  const { executor } = await createExecutor('onnx-cpu', modelOf(tiny), { dropout: 0.1, seed: 1, microBatch: 96 });
  let step = 0;
  await serve(async ({ steps }: { steps: number }) => {
    for (let count = 0; count < steps; count++) {
      const shape = { ...tiny, rows: 1 + (step % 5), length: 32 + (step % 7) };
      await executor.step(batchOf(shape, step), { step: ++step, learningRate: 1e-5, weightDecay: 0.01, clipNorm: 1 });
      if (step % 50 === 0) await executor.logits(batchOf(shape, step));
      await turnOfOthers();
    }
    global.gc?.();
    await turnOfOthers();
    global.gc?.();
    const { rss, heapTotal, heapUsed } = process.memoryUsage();
    return { used: (rss - heapTotal + heapUsed) / 2 ** 20, resident: rss / 2 ** 20 };
  });
}

main();
