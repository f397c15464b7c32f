import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type AnnotationJob,
  annotateSentences,
  answeredTags,
  answerWeight,
  estimateAnnotation,
  GoldScores,
  inDollars,
  type Teacher,
} from '../../annotation';
import { detectScheme } from '../../dataset';
import { duration } from '../../protocol/duration';
import { interruptible } from '../interruptible';
import { refuseMixedOutput, writeJson, writeOutput } from '../output';
import { createProgress } from '../progress';
import { refuseReplacing, writeTags } from '../writeTags';
import { type AnnotationFile, type Destination, type ReadingOptions, readAnnotationFiles } from './annotationFiles';
import {
  type AnnotationOutcome,
  describeAnnotation,
  describeEstimate,
  filesWithFailures,
  type PlacedRejection,
  rejectionsOf,
  sentencesOf,
} from './annotationReport';
import { askInBatch } from './askInBatch';
import { openTeacher } from './openTeacher';
import type { TeacherOptions } from './teacherOptions';

export interface AnnotateOptions extends TeacherOptions, Destination, ReadingOptions {
  readonly teacher: string;
  /** The name of one, or its file. */
  readonly prompt: string;
  readonly concurrency?: number;
  readonly cache: string;
  readonly append?: boolean;
  readonly minConfidence?: number;
  readonly weights?: boolean;
  readonly budget?: number;
  readonly batch?: boolean;
  readonly cancelBatch?: boolean;
  /** Seconds. */
  readonly poll: number;
  readonly json?: boolean;
}

/** The verb `annotate`: one job over all files, so that they share cache, pace and budget. */
export async function annotateFiles(inputs: readonly string[], options: AnnotateOptions): Promise<void> {
  const { teacher, close } = await openTeacher(options.teacher, options.prompt, options);
  try {
    await annotateWith(teacher, inputs, options);
  } finally {
    close();
  }
}

async function annotateWith(teacher: Teacher, inputs: readonly string[], options: AnnotateOptions): Promise<void> {
  const { json, append = false, cache } = options;
  const files = await readAnnotationFiles(inputs, options, options);
  if (files.length === 1 && !options.estimate) refuseMixedOutput(files[0]?.output ?? '-', json);
  if (!append) for (const file of files) refuseReplacing(file);
  const estimate = await estimateAnnotation(teacher, sentencesOf(files), cache);
  if (options.estimate) {
    const nothing = {
      sentences: sentencesOf(files).length,
      cached: 0,
      usage: { promptTokens: 0, completionTokens: 0 },
    };
    if (json) return writeJson({ teacher: teacher.label, ...(estimate ?? { ...nothing, dollars: 0 }) });
    return writeOutput('-', estimate ? describeEstimate(estimate) : `${teacher.label} costs nothing.\n`);
  }
  if (estimate) process.stderr.write(describeEstimate(estimate));
  const job = await ask(options.batch ? await askInBatch(teacher, files, options, estimate) : teacher, files, options);
  const incomplete = filesWithFailures(files, job);
  const gold = new GoldScores();
  const rejections: PlacedRejection[] = [];
  let first = 0;
  for (const file of files) {
    const { sentences } = file.document;
    const annotations = await job.annotations(first, first + sentences.length);
    first += sentences.length;
    gold.add(sentences, annotations);
    rejections.push(...rejectionsOf(file, annotations));
    if (incomplete.has(file)) continue;
    const scheme = detectScheme(sentences.map(({ tags }) => tags));
    const tags = answeredTags(sentences, annotations, scheme, !append, options.minConfidence);
    const weights = annotations.map((annotation) => answerWeight(annotation, options.minConfidence));
    await write(file, writeTags(file, tags, { append, ...(options.weights && { weights }) }));
  }
  const outcome = { teacher, job, estimate, rejections, scores: gold.report() };
  process.stderr.write(describeAnnotation(files.length, outcome));
  if (json) await writeReport(files, outcome);
  if (incomplete.size > 0) throw new Error([...incomplete.values()].join('\n'));
}

function writeReport(
  files: readonly AnnotationFile[],
  { teacher, job, estimate, rejections, scores }: AnnotationOutcome,
): Promise<void> {
  const { annotations, failures, ...counts } = job;
  return writeJson({
    teacher: teacher.label,
    ...counts,
    failed: failures.length,
    estimate,
    scores,
    files: files.map(({ input, output, document }) => ({ input, output, sentences: document.sentences.length })),
    rejections,
  });
}

async function write({ output }: AnnotationFile, content: Uint8Array): Promise<void> {
  if (output !== '-') await mkdir(path.dirname(output), { recursive: true });
  await writeOutput(output, content);
}

/** Ctrl-C ends the job; what was answered until then is in the cache. */
async function ask(
  teacher: Teacher,
  files: readonly AnnotationFile[],
  options: AnnotateOptions,
): Promise<AnnotationJob> {
  const sentences = sentencesOf(files);
  const progress = createProgress('annotate', sentences.length);
  const stopped = `Stopped. The answers so far are kept in ${options.cache}: run the same command to go on.`;
  try {
    return await interruptible(stopped, (signal) =>
      annotateSentences({
        teacher,
        sentences,
        cacheFile: options.cache,
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
        ...(options.budget !== undefined && { budget: options.budget }),
        signal,
        onProgress: ({ done, cached, rejected, dollars, perSecond, secondsLeft }) =>
          progress.update(done, [
            teacher.label,
            `${cached} from the cache`,
            `${rejected} rejected`,
            ...(dollars === undefined ? [] : [inDollars(dollars)]),
            ...(perSecond === undefined ? [] : [`${perSecond.toFixed(1)} sentences/s`]),
            ...(secondsLeft ? [`${duration(secondsLeft)} left`] : []),
          ]),
      }),
    );
  } finally {
    progress.stop();
  }
}
