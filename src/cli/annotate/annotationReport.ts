import {
  type Annotation,
  type AnnotationJob,
  type CostEstimate,
  inDollars,
  PRICES_AS_OF,
  type Rejection,
  type Teacher,
} from '../../annotation';
import type { Sentence } from '../../dataset';
import { type EvaluationReport, scoreTable } from '../../evaluation';
import { plainText } from '../../tables';
import type { AnnotationFile } from './annotationFiles';

/** An answer that was not used, with the sentence's first line counted from 1. */
export interface PlacedRejection {
  readonly file: string;
  readonly line: number;
  readonly reason: Rejection['reason'];
  readonly message: string;
}

const shownRejections = 10;

/** Tokens of all sentences of all files, as a job has them. */
export function sentencesOf(files: readonly AnnotationFile[]): (readonly string[])[] {
  return files.flatMap(({ document }) => document.sentences.map(({ tokens }) => tokens));
}

/** Each sentence of a job, with its file. */
function placesOf(files: readonly AnnotationFile[]): { file: AnnotationFile; sentence: Sentence }[] {
  return files.flatMap((file) => file.document.sentences.map((sentence) => ({ file, sentence })));
}

/** A sentence without an answer would look like one without entities: its file is not written. */
export function filesWithFailures(
  files: readonly AnnotationFile[],
  { failures }: AnnotationJob,
): ReadonlyMap<AnnotationFile, string> {
  const places = placesOf(files);
  const first = new Map<AnnotationFile, string>();
  for (const { sentence: index, error } of failures) {
    const { file, sentence } = places[index] ?? {};
    if (!file || !sentence || first.has(file)) continue;
    const count = failures.filter((failure) => places[failure.sentence]?.file === file).length;
    first.set(
      file,
      `${count} of ${file.document.sentences.length} sentences got no answer, so nothing was written${files.length > 1 ? ` for ${file.name}` : ''}. The first begins at ${file.name}, line ${(sentence.lines[0] ?? 0) + 1}: ${error.message} The answers of the others are kept: run the same command again to ask for the missing ones.`,
    );
  }
  return first;
}

export function rejectionsOf(
  { name, document }: AnnotationFile,
  annotations: readonly (Annotation | undefined)[],
): PlacedRejection[] {
  return document.sentences.flatMap(({ lines: [first = 0] }, index) =>
    (annotations[index]?.rejections ?? []).map(({ reason, message }) => ({
      file: name,
      line: first + 1,
      reason,
      message,
    })),
  );
}

export function describeEstimate({ sentences, cached, usage, dollars }: CostEstimate): string {
  const calls = sentences - cached;
  const number = (value: number) => value.toLocaleString('en');
  const money =
    dollars === undefined
      ? 'price not known (give it with --price)'
      : `about ${inDollars(dollars)} (OpenAI's list prices of ${PRICES_AS_OF}, unless given with --price)`;
  return `estimate: ${number(sentences)} sentences, ${number(cached)} from the cache, ${number(calls)} calls, ${number(usage.promptTokens)} + ${number(usage.completionTokens)} tokens, ${money}\n`;
}

export interface AnnotationOutcome {
  readonly teacher: Teacher;
  readonly job: AnnotationJob;
  readonly estimate: CostEstimate | undefined;
  readonly rejections: readonly PlacedRejection[];
  readonly scores: EvaluationReport | undefined;
}

/** What was done, and what a teacher answered that was not used, for the terminal. */
export function describeAnnotation(files: number, outcome: AnnotationOutcome): string {
  const { teacher, job, rejections, scores } = outcome;
  const { sentences, entities, repaired, reasked, rejected, cached, failures } = job;
  const facts = [
    `${entities} entities in ${sentences} sentences${files > 1 ? ` of ${files} files` : ''}`,
    `${cached} sentences from the cache`,
    ...(repaired > 0 ? [`${repaired} repaired`] : []),
    ...(reasked > 0 ? [`${reasked} sentences asked for twice`] : []),
    `${rejected} rejected`,
    ...(failures.length > 0 ? [`${failures.length} sentences without an answer`] : []),
    ...costs(outcome),
  ];
  const shown = rejections
    .slice(0, shownRejections)
    .map(({ file, line, reason, message }) => `${file}:${line}: rejected (${reason}): ${message}\n`);
  const more = rejections.length - shown.length;
  return [
    `${teacher.label}: ${facts.join(', ')}\n`,
    ...shown,
    more > 0 ? `… and ${more} more: --json lists all\n` : '',
    ...(scores ? [`\nagainst the tags that stood there:\n${plainText(scoreTable(scores))}`] : []),
  ].join('');
}

function costs({ job: { usage, dollars, asked }, estimate }: AnnotationOutcome): string[] {
  const tokens = usage.promptTokens + usage.completionTokens;
  if (tokens === 0) return [];
  const counted = `${usage.promptTokens} + ${usage.completionTokens} LLM tokens`;
  if (dollars === undefined) return [counted];
  const expected = estimate?.dollars;
  const against = expected && asked > 0 ? ` (${inDollars(expected)} estimated)` : '';
  return [counted, `${inDollars(dollars)}${against}`];
}
