import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { type Cell, CellFiles, cellConfig, type TrainingExperiment } from '../../experiment';
import type { StepMetrics } from '../../protocol/run';
import { readConll } from '../input';
import { embeddedStudent } from '../runConfig';
import { runTrainer } from '../runTrainer';
import { sourcesOf } from './annotateSources';

const probeSteps = 6;
/** A forward pass is about a third of a training step's arithmetic: the backward pass has two products for each of its one. */
const forwardShare = 1 / 3;

/** Of the processor, for each of several trainers side by side; all for one alone. */
export function threadsOf(jobs: number): number | undefined {
  return jobs > 1 ? Math.max(1, Math.floor(availableParallelism() / jobs)) : undefined;
}

/**
 * About how long one cell takes here, told from a few steps on the original set.
 * @throws Error with the trainer's last words when it cannot train at all
 */
export async function probeGrid(
  experiment: TrainingExperiment,
  jobs: number,
): Promise<{ readonly secondsEach: number; readonly device: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'conll-distill-probe-'));
  try {
    const [size = 'all'] = experiment.grid.sizes;
    const cell: Cell = {
      name: 'probe',
      blend: { name: 'original' },
      size,
      extra: false,
      learningRateSchedule: 'constant',
      seed: 1,
    };
    const files = await CellFiles.open(folder, experiment, sourcesOf(experiment, folder));
    const testFile = await files.test(experiment.data);
    const { dev, test, ...config } = cellConfig(
      experiment,
      cell,
      { ...(await files.of(cell)), test: testFile },
      embeddedStudent(),
    );
    const { prepareRun } = await import('../../training');
    const runFolder = await prepareRun({ ...config, steps: probeSteps, evaluateEvery: probeSteps }, folder);
    const steps: StepMetrics[] = [];
    let device = '';
    const began = performance.now();
    const { crash } = await runTrainer(runFolder, {
      threads: threadsOf(jobs),
      onMessage: (message) => {
        if (message.type !== 'metrics') return;
        if (message.line.kind === 'step') steps.push(message.line);
        else if (message.line.kind === 'device') device = message.line.device;
      },
    }).ended;
    const [first] = steps;
    const last = steps.at(-1);
    if (!first || !last || steps.length < 2) throw new Error(`No step could be timed: ${crash ?? 'the trainer ended'}`);
    const step = (last.elapsed - first.elapsed) / 1000 / (steps.length - 1);
    const around = (performance.now() - began - (last.elapsed - first.elapsed)) / 1000;
    const pieces = Math.max(...steps.map(({ tokensPerSecond }) => tokensPerSecond));
    const tokens = (await readConll(testFile)).document.sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const testing = (tokens * forwardShare) / pieces;
    return { secondsEach: around + step * experiment.run.steps + testing, device };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
