import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { interleave, round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { minilm, tokensOf } from './shapes';
import { workerOn } from './worker';

/**
 * Tokens/s of a step on WebAssembly, the fallback where no native engine runs, with PyTorch in turns: one pinned thread.
 * On the Node of the newest VS Code, which trains where the extension runs, and on the terminal's, if that is older.
 */
export default async function* trainingWasm(): AsyncGenerator<BenchResult> {
  const { python, reason } = peers();
  if (python === undefined) console.error(`The ratio to PyTorch is left out: ${reason}`);
  const task = JSON.stringify({ device: 'tfjs-wasm', shape: minilm });
  const commands = [nodeOfVscode(), process.execPath].map((node) => workerOn(node, 'step', task));
  if (python) commands.push(peerWorker(python, 'step.py', JSON.stringify({ ...minilm, threads: 1 })));
  const [inVscode, inTerminal, theirs] = await interleave(commands, { cores: [0], rounds: 4, steps: 3 });
  for (const [name, ours] of [['', inVscode] as const, ['.terminal', inTerminal] as const]) {
    if (!ours) continue;
    yield {
      name: `training.wasm.6x384${name}`,
      value: round(tokensOf(minilm) / ours.median),
      unit: 'tokens/s',
      ...(theirs && { peer: 'PyTorch', ratio: round(theirs.median / ours.median) }),
      note: [ours.how, ...(theirs ? [`peer: ${theirs.how}`] : [])].join('; '),
    };
  }
}

function nodeOfVscode(): string {
  const output = execFileSync(process.execPath, ['scripts/get-vscode.mjs', 'latest'], { encoding: 'utf8' });
  return z.object({ node: z.string() }).parse(JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')).node;
}
