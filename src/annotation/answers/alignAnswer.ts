import type { AnnotatedEntity, Annotation, Rejection } from '../teacher';
import type { AnswerSpan } from './answerSchema';

interface Candidate {
  readonly entity: AnnotatedEntity;
  readonly span: AnswerSpan;
}

/**
 * Answered spans to entities of the tokens that were asked about. A span is taken where it says it stands when the
 * tokens there read as its text (white space aside, as models join tokens in their own way); else, as *repaired*, at the
 * nearest place that reads so and is not taken by a span of the same type; else where it reads so but for capitals,
 * accents, quotation marks, dashes and the like (`folded`); else it is rejected. Of entities that overlap the longer one stays, of equally long ones the one answered first. Every span ends up in one of both lists.
 */
export function alignAnswer(
  tokens: readonly string[],
  spans: readonly AnswerSpan[],
  entityTypes: readonly string[],
): Annotation {
  const candidates: Candidate[] = [];
  const rejections: Rejection[] = [];
  const reject = (reason: Rejection['reason'], message: string, answer: AnswerSpan): void => {
    rejections.push({ reason, message, answer });
  };
  const taken = (start: number, end: number, type: string): boolean =>
    candidates.some(({ entity }) => entity.start === start && entity.end === end && entity.type === type);

  const misplaced: AnswerSpan[] = [];
  const misspelt: AnswerSpan[] = [];
  for (const span of spans) {
    const end = span.end + 1;
    if (!entityTypes.includes(span.type)) {
      reject('unknown-type', `"${span.type}" of "${span.text}" is none of ${entityTypes.join(', ')}`, span);
    } else if (!reads(tokens, span.start, end, span.text)) misplaced.push(span);
    else if (taken(span.start, end, span.type))
      reject('duplicate', `${span.type} "${span.text}" was answered twice`, span);
    else candidates.push(candidate(span, span.start, end, false));
  }
  const repair = (span: AnswerSpan, places: readonly Place[]): void => {
    const free = places.filter(({ start, end }) => !taken(start, end, span.type));
    const [nearest] = free.sort((a, b) => Math.abs(a.start - span.start) - Math.abs(b.start - span.start));
    if (nearest) candidates.push(candidate(span, nearest.start, nearest.end, true));
    else reject('duplicate', `${span.type} "${span.text}" was answered more often than it stands here`, span);
  };
  for (const span of misplaced) {
    const places = placesOf(tokens, span.text, compact);
    if (places.length > 0) repair(span, places);
    else misspelt.push(span);
  }
  // Last, so that no place goes to a text that only resembles it while another one reads exactly so.
  for (const span of misspelt) {
    const places = placesOf(tokens, span.text, folded);
    if (places.length > 0) repair(span, places);
    else reject('not-in-sentence', `"${span.text}" (${span.type}) does not stand in the sentence`, span);
  }

  const entities: AnnotatedEntity[] = [];
  const longestFirst = candidates
    .map((each) => ({ ...each, order: spans.indexOf(each.span) }))
    .sort((a, b) => lengthOf(b.entity) - lengthOf(a.entity) || a.order - b.order);
  for (const { entity, span } of longestFirst) {
    const winner = entities.find((other) => other.start < entity.end && entity.start < other.end);
    if (!winner) entities.push(entity);
    else
      reject(
        'overlap',
        `${entity.type} "${span.text}" overlaps ${winner.type} "${tokens.slice(winner.start, winner.end).join(' ')}", which stays`,
        span,
      );
  }
  return { entities: entities.sort((a, b) => a.start - b.start), rejections };
}

function candidate(span: AnswerSpan, start: number, end: number, repaired: boolean): Candidate {
  const { type, reason, confidence } = span;
  const more = { ...(reason !== undefined && { reason }), ...(confidence !== undefined && { confidence }) };
  return { span, entity: { type, start, end, repaired, ...more } };
}

function lengthOf({ start, end }: AnnotatedEntity): number {
  return end - start;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function compact(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** What models change when they copy: capitals, accents and other marks, ligatures and widths, quotation marks, dashes. */
function folded(text: string): string {
  return compact(text)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u00b4`]/gu, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/gu, '"')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase()
    .toLowerCase();
}

function reads(tokens: readonly string[], start: number, end: number, text: string): boolean {
  if (start < 0 || end <= start || end > tokens.length || compact(text) === '') return false;
  return compact(tokens.slice(start, end).join('')) === compact(text);
}

/** Every run of tokens that reads as the text, from left to right; both are compared in a `form`. */
function placesOf(tokens: readonly string[], text: string, form: (text: string) => string): Place[] {
  const wanted = form(text);
  if (wanted === '') return [];
  const parts = tokens.map(form);
  return parts.flatMap((_, start) => {
    let read = '';
    for (let end = start + 1; end <= parts.length && read.length < wanted.length; end++) {
      read += parts[end - 1];
      if (read === wanted) return [{ start, end }];
      if (!wanted.startsWith(read)) break;
    }
    return [];
  });
}
