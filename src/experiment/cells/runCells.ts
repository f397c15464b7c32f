import { rm } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import type { RunConfig, RunReport } from '../../protocol/run';
import { runFiles } from '../../protocol/runFolder';
import type { Cell } from '../grid/cells';
import { hasRun } from './cellRun';
import { cellState } from './cellState';

/** A cell with all that its run needs. */
export interface PreparedCell {
  readonly cell: Cell;
  readonly runFolder: string;
  readonly config: RunConfig;
}

/** Who trains; the terminal and VS Code start trainers each in their way. */
export interface Trainers {
  /** Makes the run folder `config.name` in `runsFolder`. */
  prepare(config: RunConfig, runsFolder: string): Promise<unknown>;
  /** Starts a trainer on a prepared run folder: a new run, or one to go on with. */
  start(runFolder: string): { readonly ended: Promise<{ readonly crash?: string }>; stop(): void };
}

export type CellOutcome =
  | { readonly kind: 'done'; readonly report: RunReport; readonly seconds: number }
  | { readonly kind: 'failed'; readonly error: string }
  /** By the signal; it can go on. */
  | { readonly kind: 'stopped' };

export interface RunCellsOptions {
  /** How many at once. */
  readonly jobs: number;
  readonly keepStudents: boolean;
  readonly trainers: Trainers;
  /** Aborted: trainers save and end, no other cell begins. */
  readonly signal: AbortSignal;
  readonly onBegin?: (cell: Cell) => void;
  readonly onEnd?: (cell: Cell, outcome: CellOutcome) => void;
}

/** Runs cells in their order. One that fails does not stop the others. @returns what became of each */
export async function runCells(
  cells: readonly PreparedCell[],
  options: RunCellsOptions,
): Promise<ReadonlyMap<string, CellOutcome>> {
  const { jobs, signal, onBegin, onEnd } = options;
  const outcomes = new Map<string, CellOutcome>();
  const limit = pLimit(jobs);
  await Promise.all(
    cells.map((prepared) =>
      limit(async () => {
        if (signal.aborted) return;
        onBegin?.(prepared.cell);
        const outcome = await runCell(prepared, options);
        outcomes.set(prepared.cell.name, outcome);
        onEnd?.(prepared.cell, outcome);
      }),
    ),
  );
  return outcomes;
}

/** Runs one cell, or goes on with it. Never throws: a cell's failure is an outcome. */
export async function runCell(
  { runFolder, config }: PreparedCell,
  { trainers, signal, keepStudents }: Pick<RunCellsOptions, 'trainers' | 'signal' | 'keepStudents'>,
): Promise<CellOutcome> {
  const began = performance.now();
  try {
    if (!(await hasRun(runFolder, config))) {
      // A folder without a config is what a process that was killed left behind.
      await rm(runFolder, { recursive: true, force: true });
      await trainers.prepare(config, path.dirname(runFolder));
    }
    const trainer = trainers.start(runFolder);
    const stop = () => trainer.stop();
    signal.addEventListener('abort', stop);
    const { crash } = await trainer.ended;
    signal.removeEventListener('abort', stop);
    const state = await cellState(runFolder);
    if (state.kind === 'done') {
      if (!keepStudents) await rm(path.join(runFolder, runFiles.checkpoint), { recursive: true, force: true });
      return { kind: 'done', report: state.report, seconds: (performance.now() - began) / 1000 };
    }
    if (state.kind === 'failed') return { kind: 'failed', error: state.error };
    if (signal.aborted) return { kind: 'stopped' };
    return { kind: 'failed', error: `the trainer ended unexpectedly (${crash ?? 'without a word'})` };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}
