import type { AnnotationJob, Rejection, Teacher } from '../annotation';
import type { ConllFile } from './input';

/** An answer that was not used, with the sentence's first line counted from 1. */
interface PlacedRejection {
  readonly line: number;
  readonly reason: Rejection['reason'];
  readonly message: string;
}

const shownRejections = 10;

/** A sentence without an answer would look like one without entities: nothing is written then. */
export function refuseFailures({ name, document }: ConllFile, { failures, annotations }: AnnotationJob): void {
  const [first] = failures;
  if (first === undefined) return;
  const line = (document.sentences[first.sentence]?.lines[0] ?? 0) + 1;
  throw new Error(
    `${failures.length} of ${annotations.length} sentences got no answer, so nothing was written. The first begins at ${name}, line ${line}: ${first.error.message} The answers of the others are kept: run the same command again to ask for the missing ones.`,
  );
}

export function rejectionsOf({ document }: ConllFile, { annotations }: AnnotationJob): PlacedRejection[] {
  return annotations.flatMap((annotation, index) =>
    (annotation?.rejections ?? []).map(({ reason, message }) => ({
      line: (document.sentences[index]?.lines[0] ?? 0) + 1,
      reason,
      message,
    })),
  );
}

/** What was done, and what a teacher answered that was not used, for the terminal. */
export function describeAnnotation(file: ConllFile, teacher: Teacher, job: AnnotationJob): string {
  const { annotations, entities, repaired, reasked, rejected, cached, usage } = job;
  const tokens = usage.promptTokens + usage.completionTokens;
  const facts = [
    `${entities} entities in ${annotations.length} sentences`,
    `${cached} sentences from the cache`,
    ...(repaired > 0 ? [`${repaired} repaired`] : []),
    ...(reasked > 0 ? [`${reasked} sentences asked for twice`] : []),
    `${rejected} rejected`,
    ...(tokens > 0 ? [`${usage.promptTokens} + ${usage.completionTokens} LLM tokens`] : []),
  ];
  const rejections = rejectionsOf(file, job);
  const shown = rejections
    .slice(0, shownRejections)
    .map(({ line, reason, message }) => `${file.name}:${line}: rejected (${reason}): ${message}\n`);
  const more = rejections.length - shown.length;
  return [
    `${teacher.label}: ${facts.join(', ')}\n`,
    ...shown,
    more > 0 ? `… and ${more} more: --json lists all\n` : '',
  ].join('');
}
