import { interleave, round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { bertBase } from './shapes';
import { ourWorker } from './worker';

/** The trainer's resident memory at its highest with BERT base at 1,024 tokens a step. */
export default async function* trainingMemory(): AsyncGenerator<BenchResult> {
  const { python, reason } = peers();
  if (python === undefined) console.error(`The ratio to PyTorch is left out: ${reason}`);
  const commands = [ourWorker('step', JSON.stringify({ device: 'onnx-cpu', shape: bertBase, threads: 2 }))];
  if (python) commands.push(peerWorker(python, 'step.py', JSON.stringify({ ...bertBase, threads: 2 })));
  const [ours, theirs] = await interleave(commands, { cores: [0, 1], rounds: 1, steps: 5 });
  if (!ours) return;
  yield {
    name: 'training.memory.12x768',
    value: round(ours.peak),
    unit: 'MB',
    ...(theirs && { peer: 'PyTorch', ratio: round(ours.peak / theirs.peak) }),
    note: ours.how,
  };
}
