import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { hasConll, trainFile, withoutConll } from './conll';
import { median } from './interleave';

/** What test/host/measureViews.mjs prints; times are of the epoch in milliseconds. */
interface Measured {
  readonly seen: readonly { readonly file: string; readonly text: number; readonly box?: number }[];
  /** When files were asked for, and their reading views. */
  readonly opened: readonly number[];
  readonly read: readonly number[];
  /** Milliseconds of the extension's host for each drawing. */
  readonly scrolls: readonly number[];
  readonly painted: readonly { readonly began: number; readonly painted: number }[];
  readonly scrolled: { readonly frames: readonly number[]; readonly bare: number };
}

/** @returns nothing, having said why, where it cannot be */
export async function measureViews(name: string): Promise<Measured | undefined> {
  const isBuilt = existsSync(path.resolve('dist/extension.js'));
  if (!hasConll || !isBuilt) {
    console.error(`${name} is left out: ${isBuilt ? withoutConll : 'dist/ is not built (npm run build)'}`);
    return undefined;
  }
  const script = path.resolve('test/host/measureViews.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, trainFile], { maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

/** The value that a share of the others does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export { median };
