import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { round } from './interleave';
import type { BenchResult } from './result';

const root = process.cwd();
const starts = 3;

/** How long VS Code's extension host is busy with loading and activating us: the median of fresh starts of a real VS Code. */
export default async function* activation(): AsyncGenerator<BenchResult> {
  if (!existsSync(path.join(root, 'dist/extension.js'))) {
    return console.error('extension.activation is left out: dist/ is not built (npm run build)');
  }
  const measured = Array.from({ length: starts }, () =>
    Number(execFileSync(process.execPath, [path.join(root, 'test/host/measureActivation.mjs')], { encoding: 'utf8' })),
  ).sort((a, b) => a - b);
  yield {
    name: 'extension.activation',
    value: round(measured[Math.floor(starts / 2)] ?? Number.NaN),
    unit: 'ms',
    note: `${starts} starts: ${measured.map((value) => value.toFixed(0)).join(', ')} ms`,
  };
}
