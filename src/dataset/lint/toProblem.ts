import type { TextChange } from '../live/liveDocument';
import type { Severity } from '../types';
import type { Problem } from './problem';
import { type Finding, messageOf, type Related } from './rule';

interface Telling {
  readonly code: string;
  readonly severity: Severity;
  /** The first of the stretch in which it was found. */
  readonly line: number;
  readonly relatedLine: number | undefined;
  /** As which the finding was told before: the same object where nothing has changed. */
  readonly told: Problem | undefined;
}

/** A finding as a problem of the file. */
export function toProblem(finding: Finding, { code, severity, line, relatedLine, told }: Telling): Problem {
  const { from, to, fix, related } = finding;
  const message = messageOf(finding);
  const stays =
    told?.line === finding.line + line &&
    told.message === message &&
    told.severity === severity &&
    told.related?.line === relatedLine;
  if (stays) return told;
  return {
    code,
    severity,
    message,
    line: finding.line + line,
    from,
    to,
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => movedDown(edit, line)) } }),
    ...(related && relatedLine !== undefined && { related: placed(related, relatedLine) }),
  };
}

function placed(related: Related, line: number): NonNullable<Problem['related']> {
  const { message } = related;
  return 'file' in related ? { message, file: related.file, line } : { message, line };
}

function movedDown({ start, end, newText }: TextChange, lines: number): TextChange {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
    newText,
  };
}
