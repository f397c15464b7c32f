import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunReport } from '../../protocol/run';
import { parseRunReport, parseRunStatus, runFiles } from '../../protocol/runFolder';

/** How far a cell is, as its run folder tells. */
export type CellState =
  | { readonly kind: 'waiting' }
  /** Begun, and not at its end: it goes on from its checkpoint. `alive`: a trainer has told of itself just now. */
  | { readonly kind: 'begun'; readonly step: number; readonly steps: number; readonly alive: boolean }
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'done'; readonly report: RunReport };

/** Milliseconds. A trainer renews its status every few seconds. */
const silence = 60_000;

/** @throws RunFolderError when a file of the run folder is damaged */
export async function cellState(runFolder: string): Promise<CellState> {
  const reportFile = path.join(runFolder, runFiles.report);
  const report = await readIfThere(reportFile);
  if (report !== undefined) return { kind: 'done', report: parseRunReport(report, reportFile) };
  const statusFile = path.join(runFolder, runFiles.status);
  const text = await readIfThere(statusFile);
  if (text === undefined) return { kind: 'waiting' };
  const { state, step, steps, updated, error } = parseRunStatus(text, statusFile);
  if (state === 'failed') return { kind: 'failed', error: error ?? 'the training failed' };
  const alive = state !== 'stopped' && Date.now() - Date.parse(updated) < silence;
  return { kind: 'begun', step, steps, alive };
}

/** The text of a file; undefined where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
