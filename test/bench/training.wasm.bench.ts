import { interleave, round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { minilm, tokensOf } from './shapes';
import { ourWorker } from './worker';

/** Tokens/s of a step on WebAssembly, the fallback where no native engine runs, with PyTorch in turns: one pinned thread. */
export default async function* trainingWasm(): AsyncGenerator<BenchResult> {
  const { python, reason } = peers();
  if (python === undefined) console.error(`The ratio to PyTorch is left out: ${reason}`);
  const cores = [0];
  const commands = [ourWorker('step', JSON.stringify({ device: 'tfjs-wasm', shape: minilm }))];
  if (python) commands.push(peerWorker(python, 'step.py', JSON.stringify({ ...minilm, threads: 1 })));
  const [ours, theirs] = await interleave(commands, { cores, rounds: 4, steps: 3 });
  if (!ours) return;
  yield {
    name: 'training.wasm.6x384',
    value: round(tokensOf(minilm) / ours.median),
    unit: 'tokens/s',
    ...(theirs && { peer: 'PyTorch', ratio: round(theirs.median / ours.median) }),
    note: [ours.how, ...(theirs ? [`peer: ${theirs.how}`] : [])].join('; '),
  };
}
