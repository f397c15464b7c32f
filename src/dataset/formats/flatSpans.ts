import type { AnnotatedText, TextSpan } from './annotatedText';
import type { Findings } from './finding';

/**
 * CoNLL has one tag a token, so that entities can neither nest nor overlap: the longest stay, the earliest among equals;
 * a discontinuous one stays, from its first to its last character, where it overlaps none that is continuous. The others
 * are reported as lost, each by name.
 * @returns in order of their start
 */
export function flatSpans({ text, spans }: AnnotatedText, findings: Findings): TextSpan[] {
  const trimmed = spans.flatMap((span) => trim(text, span, findings));
  const order = trimmed
    .map((span, index) => ({ span, index }))
    .sort(
      (a, b) =>
        Number(a.span.parts !== undefined) - Number(b.span.parts !== undefined) ||
        b.span.end - b.span.start - (a.span.end - a.span.start) ||
        a.span.start - b.span.start ||
        a.index - b.index,
    );
  const kept: TextSpan[] = [];
  const owners = new Int32Array(text.length).fill(-1);
  for (const { span } of order) {
    const owner = kept[owners.subarray(span.start, span.end).find((index) => index >= 0) ?? -1];
    if (owner) reportOverlap(text, span, owner, findings);
    else {
      if (span.parts) {
        findings.loss(
          'discontinuous-entity',
          `${named(text, span)} is marked as one range, its gap included`,
          span.place,
        );
      }
      owners.fill(kept.length, span.start, span.end);
      kept.push(span);
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Without white space at the edges, which belongs to no token. */
function trim(text: string, span: TextSpan, findings: Findings): TextSpan[] {
  const covered = text.slice(span.start, span.end);
  const inner = covered.replace(/^[ \t\r\n\f\v]+|[ \t\r\n\f\v]+$/gu, '');
  if (inner === '') {
    findings.loss('empty-span', `${span.type} at character ${span.start} covers no text`, span.place);
    return [];
  }
  if (inner.length === covered.length) return [span];
  const start = span.start + covered.indexOf(inner);
  const kept = { ...span, start, end: start + inner.length };
  findings.change('trimmed-span', `${named(text, kept)} begins or ends with white space`, span.place);
  return [kept];
}

function reportOverlap(text: string, span: TextSpan, owner: TextSpan, findings: Findings): void {
  if (span.start === owner.start && span.end === owner.end && span.type === owner.type && !span.parts) {
    findings.change('overlapping-entity', `${named(text, span)} is marked twice`, span.place);
  } else if (span.parts) {
    findings.loss('discontinuous-entity', `${named(text, span)} lies across ${named(text, owner)}`, span.place);
  } else if (span.start >= owner.start && span.end <= owner.end) {
    findings.loss('nested-entity', `${named(text, span)} stands inside ${named(text, owner)}`, span.place);
  } else {
    findings.loss('overlapping-entity', `${named(text, span)} overlaps ${named(text, owner)}`, span.place);
  }
}

/** `PER "Ada Lovelace"`, shortened where it is long. */
export function named(
  text: string,
  { type, start, end, parts }: Pick<TextSpan, 'type' | 'start' | 'end' | 'parts'>,
): string {
  const words = (parts ?? [{ start, end }]).map((part) => text.slice(part.start, part.end)).join(' … ');
  const short = words.length > 60 ? `${words.slice(0, 57)}…` : words;
  return `${type} "${short.replace(/\s+/gu, ' ')}"`;
}
