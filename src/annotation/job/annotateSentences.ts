import { setMaxListeners } from 'node:events';
import { AnnotationError } from '../annotationError';
import { AnswerCache, cacheKey } from '../answers/answerCache';
import { AnswerReader, type LinePlace } from '../answers/answerFile';
import { Budget } from '../cost/budget';
import { dollarsOf } from '../cost/price';
import type { Annotation, RejectionReason, Teacher, Usage } from '../teacher';
import { Pace } from './pace';
import type { PauseSwitch } from './pauseSwitch';
import { Stopwatch } from './stopwatch';

export interface AnnotationProgress {
  readonly done: number;
  readonly total: number;
  /** Of those done, had before and not asked again. */
  readonly cached: number;
  readonly rejected: number;
  /** US dollars that the sentences asked for until now cost; absent where the price is not known. */
  readonly dollars?: number;
  /** Sentences asked for in a second, and the seconds that the rest will take at that rate; absent until one is answered. */
  readonly perSecond?: number;
  readonly secondsLeft?: number;
}

export interface AnnotationJobOptions {
  readonly teacher: Teacher;
  /** Tokens of each sentence. */
  readonly sentences: readonly (readonly string[])[];
  /** JSONL; made where absent. */
  readonly cacheFile: string;
  /** The most sentences asked for at once; how many really are follows what the server bears. */
  readonly concurrency?: number;
  /** US dollars that it may spend; the job stops by itself before it would spend more. */
  readonly budget?: number;
  /** Held by it, the job asks nothing new; answers under way still come. */
  readonly pauseSwitch?: PauseSwitch;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: AnnotationProgress) => void;
}

export interface AnnotationFailure {
  /** Index into `sentences`. */
  readonly sentence: number;
  readonly error: AnnotationError;
}

export interface AnnotationJob {
  readonly sentences: number;
  /** The answers to a part of the sentences, or to all, in order; undefined where asking failed. They are read from disk. */
  annotations(from?: number, to?: number): Promise<(Annotation | undefined)[]>;
  readonly failures: readonly AnnotationFailure[];
  /** Sentences asked for now, and those whose answers were had before. */
  readonly asked: number;
  readonly cached: number;
  readonly entities: number;
  readonly repaired: number;
  /** Sentences whose first answer could not be used as it was, so that they were asked for twice. */
  readonly reasked: number;
  readonly rejected: number;
  readonly rejectedBy: Readonly<Partial<Record<RejectionReason, number>>>;
  /** Of the sentences asked for now. */
  readonly usage: Usage;
  /** US dollars that they cost; absent where the price is not known. */
  readonly dollars?: number;
  readonly seconds: number;
}

/**
 * Lets a teacher annotate sentences. Each answer is on disk before it counts, so that whatever happens, nothing is paid
 * for twice: a sentence whose answer is known, or that stands twice in the job, is asked for once.
 * @throws AnnotationError when it is cancelled, or when no other sentence could succeed either (a wrong key, no network)
 */
export async function annotateSentences(options: AnnotationJobOptions): Promise<AnnotationJob> {
  const { teacher, sentences, cacheFile, concurrency, signal, onProgress } = options;
  const money = options.budget === undefined ? undefined : new Budget(options.budget, teacher);
  const cache = await AnswerCache.open(cacheFile);
  const stop = new AbortController();
  // Each question under way listens; Node warns of a leak at ten.
  setMaxListeners(0, stop.signal);
  const cancel = () => stop.abort(new AnnotationError('cancelled', 'The annotation was cancelled.'));
  stop.signal.addEventListener('abort', () => pace.hurry());
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  const pace = new Pace(concurrency);
  const release = options.pauseSwitch?.onChange((paused) => pace.hold(paused));
  const began = performance.now();
  const stopwatch = new Stopwatch();
  const places = new Array<LinePlace | undefined>(sentences.length).fill(undefined);
  const counts = new Counts();
  const failures: AnnotationFailure[] = [];
  const usage = { promptTokens: 0, completionTokens: 0 };
  let cached = 0;
  let asked = 0;
  const finish = (indices: readonly number[], key: string, answer: Annotation | undefined): void => {
    for (const index of indices) places[index] = cache.placeOf(key);
    if (answer) counts.add(answer, indices.length);
    const done = cached + asked;
    onProgress?.({
      done,
      total: sentences.length,
      cached,
      rejected: counts.rejected,
      ...spent(teacher, usage),
      ...stopwatch.forecast(asked, sentences.length - done),
    });
  };

  try {
    for (const [key, indices] of byKey(teacher, sentences)) {
      const known = await cache.get(key);
      if (known) {
        cached += indices.length;
        finish(indices, key, known);
        continue;
      }
      const tokens = sentences[indices[0] ?? 0] ?? [];
      const ask = async (): Promise<void> => {
        if (stop.signal.aborted) return;
        let pay: ((usage: Usage | undefined) => void) | undefined;
        try {
          pay = await money?.reserve(tokens);
          const asking = performance.now();
          stopwatch.start(asking);
          const answer = await teacher.annotate(tokens, stop.signal);
          pace.answered(performance.now() - asking);
          pay?.(answer.usage);
          pay = undefined;
          await cache.add(key, teacher, tokens, answer);
          usage.promptTokens += answer.usage?.promptTokens ?? 0;
          usage.completionTokens += answer.usage?.completionTokens ?? 0;
          asked++;
          cached += indices.length - 1;
          finish(indices, key, answer);
        } catch (error) {
          pay?.(undefined);
          if (error instanceof AnnotationError && error.code === 'rate-limit' && pace.refused(error.retryAfter)) {
            pace.again(ask);
            return;
          }
          if (!(error instanceof AnnotationError) || error.stopsJob) {
            if (!stop.signal.aborted) stop.abort(error);
            return;
          }
          failures.push(...indices.map((sentence) => ({ sentence, error })));
          asked += indices.length;
          finish(indices, key, undefined);
        }
      };
      await pace.add(ask);
      if (stop.signal.aborted) break;
    }
    await pace.idle();
    if (stop.signal.aborted) throw stop.signal.reason;
  } finally {
    signal?.removeEventListener('abort', cancel);
    release?.();
    await pace.idle();
    await cache.close();
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    sentences: sentences.length,
    annotations: (from, to) => readAnnotations(cacheFile, places.slice(from, to)),
    failures,
    asked,
    cached,
    usage,
    ...spent(teacher, usage),
    seconds,
    ...counts,
  };
}

function spent({ cost }: Teacher, usage: Usage): { dollars?: number } {
  return cost?.price ? { dollars: dollarsOf(usage, cost.price) } : {};
}

/** Sentences of equal tokens share a key, and so one question. */
function byKey(teacher: Teacher, sentences: readonly (readonly string[])[]): Map<string, number[]> {
  const indices = new Map<string, number[]>();
  sentences.forEach((tokens, index) => {
    const key = cacheKey(teacher, tokens);
    const same = indices.get(key);
    if (same) same.push(index);
    else indices.set(key, [index]);
  });
  return indices;
}

async function readAnnotations(
  file: string,
  places: readonly (LinePlace | undefined)[],
): Promise<(Annotation | undefined)[]> {
  const reader = await AnswerReader.open(file);
  try {
    const annotations: (Annotation | undefined)[] = [];
    for (const place of places) annotations.push(place && (await reader.read(place))?.annotation);
    return annotations;
  } finally {
    await reader.close();
  }
}

/** What a job's answers come to. */
class Counts {
  entities = 0;
  repaired = 0;
  reasked = 0;
  rejected = 0;
  rejectedBy: Partial<Record<RejectionReason, number>> = {};

  /** @param times sentences that the answer is for */
  add({ entities, rejections, reasked }: Annotation, times: number): void {
    this.entities += times * entities.length;
    this.repaired += times * entities.filter(({ repaired }) => repaired).length;
    this.reasked += reasked ? times : 0;
    this.rejected += times * rejections.length;
    for (const { reason } of rejections) this.rejectedBy[reason] = (this.rejectedBy[reason] ?? 0) + times;
  }
}
