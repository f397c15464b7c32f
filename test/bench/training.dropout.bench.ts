import { interleave, round } from './interleave';
import type { BenchResult } from './result';
import { minilm } from './shapes';
import { ourWorker } from './worker';

/** What dropout 0.1 costs: its share of a step's time. */
export default async function* trainingDropout(): AsyncGenerator<BenchResult> {
  const commands = [0.1, 0].map((dropout) =>
    ourWorker('step', JSON.stringify({ device: 'onnx-cpu', shape: { ...minilm, dropout }, threads: 2 })),
  );
  const [dropping, keeping] = await interleave(commands, { cores: [0, 1], rounds: 8, steps: 4 });
  if (!dropping || !keeping) return;
  yield {
    name: 'training.dropout',
    value: round(100 * (1 - keeping.median / dropping.median)),
    unit: '% of a step',
    note: `${dropping.how}; 6 x 384`,
  };
}
