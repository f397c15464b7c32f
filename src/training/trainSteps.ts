import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { learningRateAt } from '../protocol/learningRate';
import type { RunConfig } from '../protocol/run';
import { runFiles } from '../protocol/runFolder';
import { Divergence } from './divergence';
import type { OpenStudent } from './openStudent';
import { isOver, type RunPosition } from './runs/runPosition';
import { scoreStudent } from './scoreStudent';
import { StepBatches } from './stepBatches';
import type { Run } from './train';
import { TrainingError } from './trainingError';

/**
 * Makes a run's steps from where it stands, evaluating on dev and saving a checkpoint as often as its config says and
 * after the last step.
 * @returns where it stands when all steps are made or it is stopped early, or when the signal stopped it: saved in both cases
 */
export async function trainSteps(run: Run, student: OpenStudent, from: RunPosition): Promise<RunPosition> {
  const { config, data, progress, checkpoints, signal } = run;
  const batches = new StepBatches(config, data, student.wordPieces, student.maxLength);
  const divergence = new Divergence(data.labels.length);
  const began = performance.now();
  let position = from;
  const save = async () => {
    position = { ...position, seconds: from.seconds + (performance.now() - began) / 1000 };
    const state = await student.executor.state();
    await progress.whenThereIsRoom(() => checkpoints.save(position, state, student.tokenizerFolder));
  };
  await progress.enter('training', position.step);
  while (true) {
    if (isDue(position, config)) {
      const evaluated = await evaluateOnDev(run, student, position);
      position = evaluated ?? position;
      await save();
      if (!evaluated) return position;
    }
    if (isOver(position, config)) return position;
    // A step may block the thread: let messages and signals in.
    await turnOfOthers();
    if (signal.aborted) {
      await save();
      return position;
    }
    const { batch, pieces, sentences, blend, realisedBlend } = batches.at(position.step);
    const learningRate = learningRateAt(position.step, config);
    const { weightDecay, clipNorm } = config;
    const step = position.step + 1;
    const before = performance.now();
    const { loss, gradientNorm } = await student.executor.step(batch, { step, learningRate, weightDecay, clipNorm });
    const after = performance.now();
    const problem = divergence.problemOf(loss, gradientNorm);
    if (problem !== undefined) {
      run.warn(`The sentences of step ${step}: ${sentences.join(', ')}`);
      throw new TrainingError(adviceOn(problem, step, learningRate));
    }
    const tokensPerSecond = pieces / ((after - before) / 1000);
    const elapsed = after - began;
    await progress.measured({
      kind: 'step',
      step,
      loss,
      learningRate,
      gradientNorm,
      blend,
      realisedBlend,
      tokensPerSecond,
      elapsed,
      memory: process.memoryUsage.rss(),
    });
    position = { ...position, step };
    await progress.stepped(step);
  }
}

/** Whether dev is to be evaluated, and a checkpoint saved, before the next step. */
function isDue({ step, evaluated }: RunPosition, { steps, evaluateEvery }: RunConfig): boolean {
  return step > evaluated && (step % evaluateEvery === 0 || step === steps);
}

/** @returns where the run stands after it; undefined when the signal stopped it: to be done again on resuming */
async function evaluateOnDev(run: Run, student: OpenStudent, position: RunPosition): Promise<RunPosition | undefined> {
  const { step } = position;
  if (!run.data.dev) return { ...position, evaluated: step };
  await run.progress.enter('evaluating', step);
  const scored = await scoreStudent(student, run.data.dev, run.signal);
  if (!scored) return undefined;
  const { report } = scored;
  await run.progress.measured({ kind: 'dev', step, report });
  await run.progress.enter('training', step);
  const isBest = !position.best || report.micro.f1 > position.best.report.micro.f1;
  const last = { step, report };
  return { ...position, evaluated: step, last, ...(isBest && { best: last }) };
}

function adviceOn(problem: string, step: number, learningRate: number): string {
  return (
    `At step ${step} ${problem}: the training diverged. ` +
    `Start a new run with a lower learning rate (here ${learningRate}) or a longer warm-up. ` +
    `The sentences of this step are listed in ${runFiles.log}.`
  );
}
