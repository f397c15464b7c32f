import type { Entity } from '../../types';
import type { Findings, Place } from '../finding';
import { flatSpans } from '../flatSpans';

/** What stands between the hyphens of an opening bracket, such as `entity-GRP-identity`. */
export type BracketFields = readonly string[];

const declared = /^#\s*global\.Entity\s*=\s*(.*?)\s*$/u;

/** The fields that a comment `# global.Entity = …` declares. */
export function bracketFields(comment: string): BracketFields | undefined {
  return declared.exec(comment)?.[1]?.split('-');
}

interface Open {
  readonly group: string;
  readonly type: string;
  readonly start: number;
}

/**
 * The entities that `Entity=(…)` in the MISC of a sentence's words marks, the outermost of those that nest. Universal
 * Anaphora and CorefUD: `(type-group…` opens, `group)` closes, several may stand together.
 * @param values of the key `Entity`, one a word
 * @returns in order, not overlapping
 */
export function bracketEntities(
  tokens: readonly string[],
  values: readonly (string | undefined)[],
  fields: BracketFields | undefined,
  findings: Findings,
  places: readonly Place[],
): Entity[] {
  const open: Open[] = [];
  const found: Entity[] = [];
  values.forEach((value, token) => {
    for (const [chunk, inside = '', closing] of (value ?? '').matchAll(/\(([^()]*)(\))?|[^()]+\)/gu)) {
      if (chunk.startsWith('(')) {
        const opened = { ...readOpening(inside, fields), start: token };
        if (closing) found.push({ type: opened.type, start: token, end: token + 1 });
        else open.push(opened);
        continue;
      }
      const group = chunk.slice(0, -1).split('-')[0] ?? '';
      const at = open.findLastIndex((each) => each.group === group);
      const [closed] = at < 0 ? [] : open.splice(at, 1);
      if (closed) found.push({ type: closed.type, start: closed.start, end: token + 1 });
      else
        findings.loss('empty-span', `"${chunk}" closes an entity that was not opened`, places[token] ?? { file: '' });
    }
  });
  for (const { type, start } of open) {
    findings.loss(
      'empty-span',
      `${type} at "${tokens[start]}" is not closed in its sentence`,
      places[start] ?? { file: '' },
    );
  }
  return outermost(tokens, found, findings, places);
}

function readOpening(inside: string, declaredFields: BracketFields | undefined): Pick<Open, 'group' | 'type'> {
  const parts = inside.split('-');
  const fields = declaredFields ?? (/^[a-z]*\d+(?:\[|$)/u.test(parts[0] ?? '') ? ['eid', 'etype'] : ['entity', 'GRP']);
  const at = (...names: readonly string[]): string => parts[fields.findIndex((field) => names.includes(field))] ?? '';
  return { type: at('entity', 'etype') || 'entity', group: at('GRP', 'eid') };
}

function outermost(
  tokens: readonly string[],
  found: readonly Entity[],
  findings: Findings,
  places: readonly Place[],
): Entity[] {
  const starts: number[] = [];
  let text = '';
  for (const token of tokens) {
    starts.push(text.length);
    text += `${token} `;
  }
  const spans = found.map(({ type, start, end }) => ({
    type,
    start: starts[start] ?? 0,
    end: (starts[end] ?? text.length) - 1,
    place: places[start] ?? { file: '' },
  }));
  return flatSpans({ text, spans, place: places[0] ?? { file: '' } }, findings).map(({ type, start, end }) => ({
    type,
    start: starts.indexOf(start),
    end: starts.includes(end + 1) ? starts.indexOf(end + 1) : tokens.length,
  }));
}
