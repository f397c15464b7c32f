import type { Entity } from '../types';
import type { AnnotatedText, TextSpan, TokenSpan } from './annotatedText';
import type { Findings } from './finding';
import { foundTokens, givenTokens, looksTokenized } from './findTokens';
import { flatSpans, named } from './flatSpans';
import type { ImportedDocument, ImportedSentence } from './writeConll';

export interface TokenOptions {
  /** The texts are tokenised: white space parts tokens, line ends part sentences. Left out, it is judged by the texts. */
  readonly pretokenized?: boolean;
  /** Language of running text, BCP 47; `en` by default. */
  readonly locale?: string;
}

/**
 * Each text as a document of sentences. Where the source names no tokens they are found; a token inside which an entity
 * begins or ends is parted there, and sentences that an entity spans are joined, so that no entity is lost by either.
 */
export function textsToDocuments(
  texts: readonly AnnotatedText[],
  options: TokenOptions,
  findings: Findings,
): ImportedDocument[] {
  const without = texts.filter(({ sentences }) => sentences === undefined);
  const pretokenized = options.pretokenized ?? looksTokenized(without.map(({ text }) => text));
  const [first] = without;
  if (first) {
    findings.change(
      'tokenization',
      pretokenized
        ? `the text is${options.pretokenized === undefined ? ', as it seems,' : ''} parted into tokens already: tokens at white space, sentences at line ends`
        : 'words and sentences were found by the Unicode rules, because the source does not say where they are',
      { file: first.place.file },
    );
  }
  return texts.flatMap((text) => {
    const sentences = sentencesOf(text, text.sentences ?? tokensOf(text.text, pretokenized, options.locale), findings);
    if (sentences.length > 0) return [{ sentences }];
    findings.loss('empty-record', 'there is no word in it', text.place);
    return [];
  });
}

function tokensOf(text: string, pretokenized: boolean, locale: string | undefined): TokenSpan[][] {
  return pretokenized ? givenTokens(text) : foundTokens(text, locale);
}

function sentencesOf(
  source: AnnotatedText,
  sentences: readonly (readonly TokenSpan[])[],
  findings: Findings,
): ImportedSentence[] {
  const { text, place, id } = source;
  const spans = flatSpans(source, findings);
  const edges = new Set(spans.flatMap(({ start, end }) => [start, end]));
  const tokens: TokenSpan[] = [];
  const begins = new Set<number>();
  for (const sentence of sentences) {
    begins.add(tokens.length);
    for (const token of sentence) tokens.push(...partAt(token, edges, source, findings));
  }
  const entities = spans.flatMap((span) => entityOf(span, tokens, source, findings));
  for (const { start, end, type } of entities) {
    for (let token = start + 1; token < end; token++) {
      if (!begins.delete(token)) continue;
      const where = named(text, { type, start: tokens[start]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 });
      if (source.sentences) findings.change('joined-sentences', `a sentence ended inside ${where}`, place);
    }
  }
  const starts = [...begins].filter((start) => start < tokens.length).sort((a, b) => a - b);
  let next = 0;
  return starts.map((start, index): ImportedSentence => {
    const end = starts[index + 1] ?? tokens.length;
    const inside: Entity[] = [];
    for (let entity = entities[next]; entity && entity.start < end; entity = entities[++next]) {
      inside.push({ type: entity.type, start: entity.start - start, end: entity.end - start });
    }
    return {
      tokens: tokens.slice(start, end).map((token) => text.slice(token.start, token.end)),
      entities: inside,
      ...(id === undefined || index > 0 ? {} : { id }),
      place,
    };
  });
}

function partAt(token: TokenSpan, edges: ReadonlySet<number>, source: AnnotatedText, findings: Findings): TokenSpan[] {
  const parts: TokenSpan[] = [];
  let start = token.start;
  for (let position = token.start + 1; position < token.end; position++) {
    if (!edges.has(position)) continue;
    parts.push({ start, end: position });
    start = position;
  }
  parts.push({ start, end: token.end });
  if (parts.length > 1) {
    const words = parts.map((part) => `"${source.text.slice(part.start, part.end)}"`).join(', ');
    findings.change(
      'token-split',
      `"${source.text.slice(token.start, token.end)}" is parted into ${words}, where an entity begins or ends`,
      source.place,
    );
  }
  return parts;
}

/** The tokens that a span covers; none where the source's own tokens leave its text out. */
function entityOf(span: TextSpan, tokens: readonly TokenSpan[], source: AnnotatedText, findings: Findings): Entity[] {
  const start = firstAfter(tokens, span.start);
  let end = start;
  while (end < tokens.length && (tokens[end]?.start ?? 0) < span.end) end++;
  if (end > start) return [{ type: span.type, start, end }];
  findings.loss('empty-span', `${named(source.text, span)} covers no token`, span.place);
  return [];
}

/** The first token that ends after this position. */
function firstAfter(tokens: readonly TokenSpan[], position: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
