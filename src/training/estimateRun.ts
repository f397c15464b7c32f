import path from 'node:path';
import type { RunConfig } from '../protocol/run';
import type { RunEstimate } from '../protocol/trainerCommands';
import { hubFolder, hubSettings } from './hub';
import { parameterShapes, sizeOf } from './model/parameters';
import { type OpenStudent, openStudent } from './openStudent';
import { StepBatches } from './stepBatches';
import { pretrainedStudent } from './studentSource';
import { tagSentences } from './tagSentences';
import { readTrainingData } from './trainingData';

/** Sentences that are tagged to know how long an evaluation takes, and steps whose batches are measured. */
const taggedSentences = 64;
const measuredBatches = 20;

/**
 * Makes three steps of a run, at its beginning, middle and end, and tags some sentences, to tell what the whole would take.
 * Writes nothing. The first step is not counted: engines prepare themselves in it.
 * @throws Error saying why the run cannot be made
 */
export async function estimateRun(config: RunConfig, signal: AbortSignal): Promise<RunEstimate> {
  const data = await readTrainingData(config);
  const source = await pretrainedStudent(await folderOf(config.model, signal), data.labels, config.seed);
  const student = await openStudent(config, source);
  try {
    const batches = new StepBatches(config, data, student.wordPieces, student.maxLength);
    const secondsPerPiece = await timeSteps(student, batches, config);
    const secondsPerStep = secondsPerPiece * meanPieces(batches, config.steps);
    const perSentence = data.dev ?? data.test;
    const secondsPerSentence = perSentence ? await timeTagging(student, perSentence.sentences, signal) : 0;
    const secondsPerEvaluation = secondsPerSentence * (data.dev?.sentences.length ?? 0);
    const evaluations = data.dev ? Math.ceil(config.steps / config.evaluateEvery) : 0;
    // What a checkpoint takes: runs write them as often as they evaluate.
    await student.executor.state();
    const testing = secondsPerSentence * (data.test?.sentences.length ?? 0);
    return {
      device: student.executor.device,
      seconds: config.steps * secondsPerStep + evaluations * secondsPerEvaluation + testing,
      secondsPerStep,
      ...(data.dev && { secondsPerEvaluation }),
      memory: process.resourceUsage().maxRSS * 1024,
      parameters: [...parameterShapes(source.model.config).values()].reduce((sum, shape) => sum + sizeOf(shape), 0),
    };
  } finally {
    student.executor.dispose();
  }
}

/** An estimate downloads nothing. */
async function folderOf(model: string, signal: AbortSignal): Promise<string> {
  if (path.isAbsolute(model)) return model;
  return (await hubFolder(model, undefined, { settings: { ...hubSettings(), offline: true }, signal })).folder;
}

async function timeSteps({ executor }: OpenStudent, batches: StepBatches, config: RunConfig): Promise<number> {
  const { steps, learningRate, weightDecay, clipNorm } = config;
  let seconds = 0;
  let pieces = 0;
  for (const [index, at] of [0, Math.floor((steps - 1) / 2), steps - 1].entries()) {
    const drawn = batches.at(at);
    const before = performance.now();
    await executor.step(drawn.batch, { step: index + 1, learningRate, weightDecay, clipNorm });
    if (index === 0) continue;
    seconds += (performance.now() - before) / 1000;
    pieces += drawn.pieces;
  }
  return seconds / pieces;
}

function meanPieces(batches: StepBatches, steps: number): number {
  const count = Math.min(measuredBatches, steps);
  const pieces = Array.from({ length: count }, (_, index) => batches.at(Math.floor((index * steps) / count)).pieces);
  return pieces.reduce((sum, each) => sum + each, 0) / count;
}

async function timeTagging(
  student: OpenStudent,
  sentences: readonly { readonly tokens: readonly string[] }[],
  signal: AbortSignal,
): Promise<number> {
  const stride = Math.max(1, Math.floor(sentences.length / taggedSentences));
  const some = sentences.filter((_, index) => index % stride === 0).slice(0, taggedSentences);
  const before = performance.now();
  await tagSentences(
    student,
    some.map(({ tokens }) => tokens),
    signal,
  );
  return (performance.now() - before) / 1000 / some.length;
}
