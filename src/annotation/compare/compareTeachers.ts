import { encodeEntities } from '../../dataset';
import {
  bootstrapF1,
  compareF1,
  type EvaluationReport,
  evaluate,
  type F1Intervals,
  type Significance,
} from '../../evaluation';
import type { AnnotationError } from '../annotationError';
import { dollarsOf } from '../cost/price';
import { type AnnotationJobOptions, annotateSentences } from '../job/annotateSentences';
import { selectSentences } from '../select/selectSentences';
import type { Teacher } from '../teacher';

export interface GoldSentence {
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
}

/** A teacher's row in the paper's phase-1 table. */
export interface ComparedTeacher {
  readonly label: string;
  readonly report: EvaluationReport;
  readonly intervals: F1Intervals;
  /** Against the first teacher; absent for the first. */
  readonly significance?: Significance;
  /** What its answers cost, whenever they were paid for, in US dollars; absent where the price is not known. */
  readonly dollars?: number;
  /** For a sentence that was asked for now; absent where all were known. */
  readonly secondsEach?: number;
  readonly rejected: number;
  /** Of each sentence, in IOB2; `O` where asking failed. */
  readonly tags: readonly (readonly string[])[];
  readonly failures: readonly AnnotationError[];
}

export interface CompareOptions extends Omit<AnnotationJobOptions, 'teacher' | 'sentences' | 'onProgress'> {
  readonly gold: readonly GoldSentence[];
  readonly teachers: readonly Teacher[];
  readonly resamples?: number;
  readonly seed?: number;
  readonly onProgress?: (teacher: Teacher, done: number, total: number) => void;
}

/**
 * Gold sentences to compare with, drawn by a seed; all of them, also those that stand there twice, where there are no more than `count`.
 * @returns in their order
 */
export async function sampleGold<T extends GoldSentence>(
  all: readonly T[],
  count: number,
  seed: number,
): Promise<readonly T[]> {
  if (count >= all.length) return all;
  const sentences = all.map(({ tokens }) => tokens);
  const chosen = new Set(await selectSentences(sentences, { by: 'random', count, seed }));
  return all.filter((_, index) => chosen.has(index));
}

/**
 * Lets teachers annotate gold sentences and scores them: the paper's phase 1. Answers come from and go to the same file as
 * any other's.
 * @throws AnnotationError as annotateSentences
 */
export async function compareTeachers(options: CompareOptions): Promise<ComparedTeacher[]> {
  const { gold, teachers, resamples, seed, onProgress, ...job } = options;
  const draws = { ...(resamples !== undefined && { resamples }), ...(seed !== undefined && { seed }) };
  const goldTags = gold.map(({ tags }) => tags);
  const compared: ComparedTeacher[] = [];
  let budget = options.budget;
  for (const teacher of teachers) {
    const done = await annotateSentences({
      ...job,
      ...(budget !== undefined && { budget }),
      teacher,
      sentences: gold.map(({ tokens }) => tokens),
      onProgress: (progress) => onProgress?.(teacher, progress.done, progress.total),
    });
    if (budget !== undefined) budget = Math.max(Number.MIN_VALUE, budget - (done.dollars ?? 0));
    const annotations = await done.annotations();
    const tags = annotations.map((annotation, index) =>
      encodeEntities(annotation?.entities ?? [], gold[index]?.tokens.length ?? 0, 'iob2'),
    );
    const price = teacher.cost?.price;
    const cost = price && annotations.reduce((sum, one) => sum + (one?.usage ? dollarsOf(one.usage, price) : 0), 0);
    const [first] = compared;
    compared.push({
      label: teacher.label,
      report: evaluate(goldTags, tags),
      intervals: bootstrapF1(goldTags, tags, draws),
      ...(first && { significance: compareF1(goldTags, first.tags, tags, draws) }),
      ...(cost !== undefined && { dollars: cost }),
      ...(done.asked > 0 && { secondsEach: done.seconds / done.asked }),
      rejected: done.rejected,
      tags,
      failures: done.failures.map(({ error }) => error),
    });
  }
  return compared;
}
