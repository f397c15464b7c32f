import { interleave, round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { bertBase, minilm, operationsOf, type Shape, tokensOf } from './shapes';
import { ourWorker } from './worker';

/**
 * Tokens/s of a training step (forward, backward, clipping, AdamW, dropout 0.1; 1,024 tokens in rows of 128) on the CPU, with
 * PyTorch in turns: one pinned thread, and two.
 */
export default async function* trainingStep(): AsyncGenerator<BenchResult> {
  const { python, reason } = peers();
  if (python === undefined) console.error(`The ratios to PyTorch are left out: ${reason}`);
  for (const [name, shape, effort] of [
    ['6x384', minilm, { rounds: 6, steps: 4 }],
    ['12x768', bertBase, { rounds: 4, steps: 2 }],
  ] as const satisfies [string, Shape, object][]) {
    for (const cores of [[0], [0, 1]]) {
      const task = { device: 'onnx-cpu', shape, threads: cores.length };
      const commands = [ourWorker('step', JSON.stringify(task))];
      if (python) commands.push(peerWorker(python, 'step.py', JSON.stringify({ ...shape, threads: cores.length })));
      const [ours, theirs] = await interleave(commands, { cores, ...effort });
      if (!ours) continue;
      const gigaflops = round(operationsOf(shape) / ours.median / 1e9);
      yield {
        name: `training.step.${name}.t${cores.length}`,
        value: round(tokensOf(shape) / ours.median),
        unit: 'tokens/s',
        ...(theirs && { peer: 'PyTorch', ratio: round(theirs.median / ours.median) }),
        note: [ours.how, `${gigaflops} GFLOP/s`, ...(theirs ? [`peer: ${theirs.how}`] : [])].join('; '),
      };
    }
  }
}
