import { DEFAULT_RUN } from '../../src/protocol/runDefaults';
import { openStudent } from '../../src/training/openStudent';
import { scoreStudent } from '../../src/training/scoreStudent';
import { StepBatches } from '../../src/training/stepBatches';
import { pretrainedStudent } from '../../src/training/studentSource';
import { embeddedStudent, hasConll, readConll, withoutConll } from './conll';
import { median, round } from './interleave';
import type { BenchResult } from './result';

const stepsATurn = 20;

/** Evaluating on a sentence of CoNLL-2003's valid, next to training on one of train, in turns. */
export default async function* trainingEvaluation(): AsyncGenerator<BenchResult> {
  const data = hasConll ? await readConll() : undefined;
  if (!data?.dev) return console.error(`training.evaluation is left out: ${withoutConll}`);
  const { dev } = data;
  const student = await openStudent(DEFAULT_RUN, await pretrainedStudent(embeddedStudent, data.labels, 1));
  const steps = 4 * stepsATurn;
  const config = { ...DEFAULT_RUN, blend: { name: 'original' }, steps } as const;
  const batches = new StepBatches(config, data, student.wordPieces, student.maxLength);
  const perSentence = { training: [] as number[], evaluation: [] as number[] };
  for (let step = 1; step <= steps; step++) {
    const before = performance.now();
    const { batch } = batches.at(step - 1);
    await student.executor.step(batch, { step, learningRate: 1e-4, weightDecay: 0.01, clipNorm: 1 });
    perSentence.training.push((performance.now() - before) / DEFAULT_RUN.batchSize);
    if (step % stepsATurn > 0) continue;
    const started = performance.now();
    await scoreStudent(student, dev, new AbortController().signal);
    perSentence.evaluation.push((performance.now() - started) / dev.sentences.length);
  }
  const value = median(perSentence.evaluation);
  yield {
    name: 'training.evaluation',
    value: round(value),
    unit: 'ms a sentence',
    peer: 'training on a sentence',
    ratio: round(value / median(perSentence.training)),
    note: student.executor.device,
  };
}
