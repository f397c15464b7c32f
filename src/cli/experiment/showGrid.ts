import type { Cell, CellOutcome } from '../../experiment';
import { duration } from '../../protocol/duration';
import { percent } from '../../tables';
import { createProgress } from '../progress';

export interface GridView {
  begin(cell: Cell): void;
  end(cell: Cell, outcome: CellOutcome): void;
  /** The cells that failed so far, each with why. */
  readonly failed: readonly string[];
  close(): void;
}

/** The progress of a grid: the cells that are done and at work, F1 of each, and the time that is left. */
export function showGrid(name: string, cells: number, jobs: number): GridView {
  const progress = createProgress(name, cells);
  const failed: string[] = [];
  const seconds: number[] = [];
  const atWork = new Set<string>();
  const update = () => {
    const ended = failed.length + seconds.length;
    const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
    const left = (mean * (cells - ended)) / jobs;
    progress.update(ended, [...(Number.isNaN(left) ? [] : [`about ${duration(left)} left`]), ...atWork]);
  };
  return {
    failed,
    begin(cell) {
      atWork.add(cell.name);
      update();
    },
    end(cell, outcome) {
      atWork.delete(cell.name);
      if (outcome.kind === 'stopped') return;
      if (outcome.kind === 'failed') {
        failed.push(`${cell.name}: ${outcome.error}`);
        progress.say(`${cell.name} FAILED: ${outcome.error}`);
      } else {
        seconds.push(outcome.seconds);
        const f1 = percent(outcome.report.test?.micro.f1 ?? Number.NaN);
        progress.say(`${cell.name}: F1 ${f1} (${duration(outcome.seconds)})`);
      }
      update();
    },
    close: () => progress.stop(),
  };
}
