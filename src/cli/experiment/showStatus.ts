import {
  ArrayJobs,
  type CellState,
  cellState,
  ExperimentError,
  gridCells,
  runFolderOf,
  type TrainingExperiment,
} from '../../experiment';
import { plainText, type Row } from '../../tables';
import { writeOutput } from '../output';
import type { OpenExperiment } from './openExperiment';

/** How far each cell is, with its micro F1 where it is done. */
export async function showStatus({ experiment, folder }: OpenExperiment<TrainingExperiment>): Promise<void> {
  const rows: Row[] = [];
  const counts = new Map<string, number>();
  const jobs = new ArrayJobs(folder);
  const sent = (await jobs.submissions()).length > 0;
  const tasks = sent ? await jobs.tasks().catch(withoutSlurm) : undefined;
  for (const cell of gridCells(experiment)) {
    const state = await cellState(runFolderOf(folder, cell));
    const word = wordOf(state);
    counts.set(word, (counts.get(word) ?? 0) + 1);
    const task = tasks?.get(cell.name);
    rows.push([
      cell.name,
      word,
      detailOf(state),
      ...(sent ? [task && [`${task.job}_${task.index}`, task.state, task.reason ?? ''].join(' ').trim()] : []),
      state.kind === 'done' ? state.report.test?.micro.f1 : undefined,
    ]);
  }
  const summary = [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
  const table = plainText({
    columns: [
      { title: 'cell' },
      { title: 'state' },
      { title: 'step' },
      ...(sent ? [{ title: 'Slurm' }] : []),
      { title: 'micro F1', format: 'percent' },
    ],
    groups: [rows],
  });
  await writeOutput('-', `${table}\n${rows.length} cells in ${folder}: ${summary}\n`);
}

/** The run folders can be looked at from anywhere. */
function withoutSlurm(error: unknown): undefined {
  if (!(error instanceof ExperimentError)) throw error;
  process.stderr.write(`Slurm was not asked: ${error.message}\n`);
}

function wordOf(state: CellState): string {
  return state.kind === 'begun' ? (state.alive ? 'running' : 'stopped') : state.kind;
}

function detailOf(state: CellState): string | undefined {
  switch (state.kind) {
    case 'begun':
      return `${state.step} of ${state.steps}`;
    case 'done':
      return String(state.report.steps);
    case 'failed':
      return state.error;
    default:
      return undefined;
  }
}
