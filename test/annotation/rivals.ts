/**
 * How other tools turn an LLM's answer into entities, re-implemented from their documentation and public behaviour, each with
 * the answer in the format that its own prompt asks for: rules, not code, of the versions named.
 */
import type { AdversarialCase, Reading } from './adversarial';
import { adversarialTypes } from './adversarial';

/** A character range with a type. */
type Found = readonly [start: number, end: number, type: string];

/** Where each token begins and ends in the sentence as a text. */
function placesIn(tokens: readonly string[]): { text: string; places: [number, number][] } {
  let at = 0;
  const places = tokens.map((token): [number, number] => {
    const place: [number, number] = [at, at + token.length];
    at += token.length + 1;
    return place;
  });
  return { text: tokens.join(' '), places };
}

/** spaCy's `char_span(alignment_mode="contract")`: the tokens that lie wholly inside. */
function contracted(places: readonly [number, number][], [from, to, type]: Found): string | undefined {
  const inside = places.flatMap(([start, end], token) => (start >= from && end <= to ? [token] : []));
  const [first] = inside;
  const last = inside.at(-1);
  return first === undefined || last === undefined ? undefined : `${first}-${last + 1}-${type}`;
}

/** spaCy's `filter_spans`: of those that overlap the longest stays, then the first. */
function withoutOverlaps(spans: readonly string[]): Set<string> {
  const parsed = [...new Set(spans)].map((span) => {
    const [start = 0, end = 0] = span.split('-').map(Number);
    return { span, start, end };
  });
  parsed.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: typeof parsed = [];
  for (const one of parsed) {
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  }
  return new Set(kept.map(({ span }) => span));
}

function allOf(text: string, wanted: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0 && wanted !== ''; at = text.indexOf(wanted, at + wanted.length))
    starts.push(at);
  return starts;
}

const known = new Set(adversarialTypes);
/** As lower-cased text is searched in lower-cased text, with offsets that are then taken for the original's. */
const lower = (text: string) => text.toLowerCase();

/** spaCy-llm's NER.v2: a line for each label, its entities separated by commas; every occurrence, capitals aside. */
export function spacyV2({ tokens, answers }: AdversarialCase): Reading {
  const { text, places } = placesIn(tokens);
  const lines = adversarialTypes.map(
    (type) => `${type}: ${answers.flatMap(([, , answer, label]) => (label === type ? [answer] : [])).join(', ')}`,
  );
  const spans = lines
    .join('\n')
    .split('\n')
    .flatMap((line) => {
      const [label = '', ...rest] = line.split(':');
      if (!known.has(label.trim())) return [];
      const phrases = new Set(
        rest
          .join(':')
          .split(',')
          .map((phrase) => lower(phrase.trim())),
      );
      return [...phrases].flatMap((phrase) =>
        allOf(lower(text), phrase).map((start) => contracted(places, [start, start + phrase.length, label.trim()])),
      );
    });
  return { entities: withoutOverlaps(spans.filter((span) => span !== undefined)), reported: 0 };
}

/** spaCy-llm's NER.v3: numbered lines of text | True | label | reason; each is searched after the one before it. */
export function spacyV3({ tokens, answers }: AdversarialCase): Reading {
  const { text, places } = placesIn(tokens);
  const lines = answers.map(([, , answer, label], index) => `${index + 1}. ${answer} | True | ${label} | it is one`);
  const found: string[] = [];
  let after = 0;
  let previous = '';
  for (const line of lines) {
    const parts = line
      .slice(line.indexOf('.') + 1)
      .split('|')
      .map((part) => part.trim());
    const [phrase = '', isEntity, label = ''] = parts;
    if (parts.length !== 4 || isEntity !== 'True' || !known.has(label) || phrase === '') continue;
    for (;;) {
      const start = lower(text).indexOf(lower(phrase), after);
      const span = start < 0 ? undefined : contracted(places, [start, start + phrase.length, label]);
      if (span === undefined) break;
      const end = places[Number(span.split('-')[1]) - 1]?.[1] ?? 0;
      after = end;
      if (span === previous) continue;
      found.push(span);
      previous = span;
      break;
    }
  }
  return { entities: withoutOverlaps(found), reported: 0 };
}

/**
 * INCEpTION's LLM recommender, mentions from JSON: at each token the longest text of the answer that stands there, white
 * space normalized; a text has one label, the last; every occurrence, also one that ends inside a token.
 */
export function inception({ tokens, answers }: AdversarialCase): Reading {
  const { text, places } = placesIn(tokens);
  const labels = new Map(answers.map(([, , answer, label]) => [answer.replace(/\s+/gu, ' ').trim(), label]));
  const byLength = [...labels].sort((a, b) => b[0].length - a[0].length);
  const entities = new Set<string>();
  places.forEach(([start], first) => {
    const match = byLength.find(([phrase]) => phrase !== '' && text.startsWith(phrase, start));
    if (!match) return;
    const end = start + match[0].length;
    const last = places.findIndex((place) => place[1] >= end);
    const isWhole = places[last]?.[1] === end;
    // One that ends inside a token is no entity of tokens: it marks something, and not what was meant.
    entities.add(isWhole ? `${first}-${last + 1}-${match[1]}` : `${first}-${last + 1}-${match[1]} in part`);
  });
  return { entities, reported: 0 };
}

/** Autolabel's named entity recognition: rows of text%label; the nth answer of a text is its nth occurrence, or the last. */
export function autolabel({ tokens, answers }: AdversarialCase): Reading {
  const { text, places } = placesIn(tokens);
  const rows = answers.map(([, , answer, label]) => `${answer}%${label}`);
  const byLabel = new Map(adversarialTypes.map((type) => [type, [] as string[]]));
  for (const row of rows.join('\n').split('\n')) {
    const [phrase = '', label = '', ...rest] = row.split('%');
    if (rest.length === 0) byLabel.get(label)?.push(phrase);
  }
  const counts = new Map<string, number>();
  const entities = new Set<string>();
  let reported = 0;
  for (const [label, phrases] of byLabel) {
    for (const phrase of phrases) {
      const starts = allOf(text, phrase);
      const count = counts.get(phrase) ?? 0;
      counts.set(phrase, count + 1);
      const start = starts[count] ?? starts.at(-1);
      // Kept with the position -1: a user who looks sees it.
      if (start === undefined) reported++;
      else {
        const first = places.findIndex(([from]) => from === start);
        const last = places.findIndex(([, to]) => to === start + phrase.length);
        entities.add(first >= 0 && last >= 0 ? `${first}-${last + 1}-${label}` : `at ${start}, ${label}, in part`);
      }
    }
  }
  return { entities, reported };
}
