/** Our side of a step: `{steps}` -> `{seconds, peak, how}`. Started with a JSON of {device, shape, threads}. */
import { writeFileSync } from 'node:fs';
import { createExecutor } from '../../../src/training/executors';
import { batchOf, modelOf, type Shape } from '../shapes';
import { serve } from '../worker';

interface Task {
  readonly device: 'onnx-cpu' | 'tfjs-wasm' | 'tfjs-tensorflow';
  readonly shape: Shape;
  readonly threads?: number;
}

async function main({ device, shape, threads }: Task): Promise<void> {
  const options = { dropout: shape.dropout, seed: 1, ...(threads !== undefined && { threads }) };
  const { executor } = await createExecutor(device, modelOf(shape), options);
  let step = 0;
  const once = async () => {
    const batch = batchOf(shape, step);
    const before = performance.now();
    await executor.step(batch, { step: ++step, learningRate: 1e-4, weightDecay: 0.01, clipNorm: 1 });
    return (performance.now() - before) / 1000;
  };
  // The first step allocates.
  await once();
  await serve(async ({ steps }: { steps: number }) => {
    const seconds: number[] = [];
    for (let count = 0; count < steps; count++) seconds.push(await once());
    return {
      seconds,
      peak: process.resourceUsage().maxRSS / 1024,
      how: `${executor.device}, Node ${process.versions.node}`,
    };
  });
}

main(JSON.parse(process.argv[2] ?? '')).catch((error) => {
  writeFileSync(2, `${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
