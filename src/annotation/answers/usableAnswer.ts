import type { Annotation, RejectionReason } from '../teacher';

/** Reasons for which an answer as a whole says nothing about its sentence. */
const SILENT: ReadonlySet<RejectionReason> = new Set([
  'refusal',
  'truncated',
  'content-filter',
  'empty-answer',
  'malformed',
]);

/**
 * Does an answer say anything about its sentence? "No entities" does, and is written as such; a refusal or a broken
 * answer does not, and must not take away the tags that stand there.
 */
export function isUsable(annotation: Annotation): boolean {
  return annotation.entities.length > 0 || !annotation.rejections.some(({ reason }) => SILENT.has(reason));
}
