import { encodeEntities } from '../entities';
import { atTag, replaceTags } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { entitiesOf } from '../lint/stretchFacts';
import type { Entity, Sentence } from '../types';

/** Marks that part or enclose; those that belong to names (Yahoo !, Inc .) are left alone inside a sentence. */
const mark = /^(?:[,;:"„“”‘’«»()[\]{}…–—‐-]|'|`|``|''|--|-LRB-|-RRB-|-LSB-|-RSB-|\.\.\.)$/u;
const closes: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '-RRB-': '-LRB-',
  '-RSB-': '-LSB-',
  '”': '“',
  '»': '«',
  '"': '"',
  "''": '``',
};

/** An entity that begins or ends with a punctuation mark: what was meant is most often what stands inside. */
export const punctuationEdge: Rule = {
  code: 'punctuation-edge',
  severity: 'information',
  reads: ['scheme'],
  check: ({ document, facts }, { scheme }) => {
    if (facts.withEntities === 0) return [];
    return document.sentences.flatMap((sentence) => {
      if (!sentence.tokens.some((token, at) => sentence.tags[at] !== 'O' && isMark(sentence, at, token))) return [];
      const entities = entitiesOf(sentence);
      return entities.flatMap((entity, index) => {
        const inner = inside(sentence, entity);
        if (!inner) return [];
        const at = inner.start > entity.start ? entity.start : entity.end - 1;
        const left = inner.start < inner.end ? [{ ...entity, ...inner }] : [];
        const others = entities.filter((_, each) => each !== index);
        const tags = encodeEntities([...others, ...left], sentence.tags.length, scheme);
        // Of this entity's tokens only: what else is wrong in the sentence is for other rules.
        const changed = sentence.tags.map((tag, token) =>
          token >= entity.start && token < entity.end ? (tags[token] ?? tag) : tag,
        );
        return [
          atTag(document, sentence, at, {
            message: `This ${entity.type} ${left.length === 0 ? 'is nothing but' : at === entity.start ? 'begins with' : 'ends with'} "${sentence.tokens[at]}".`,
            fix: {
              title: left.length === 0 ? 'Remove the entity' : `Leave "${sentence.tokens[at]}" out of the entity`,
              edits: replaceTags(document, sentence, changed),
              safe: false,
            },
          }),
        ];
      });
    });
  },
};

/** A full stop is one at the end of its sentence only. */
function isMark({ tokens }: Sentence, at: number, token: string): boolean {
  return mark.test(token) || (token === '.' && at === tokens.length - 1);
}

/** The entity without marks at its edges; nothing where it has none, or where they enclose a part of it. */
function inside(sentence: Sentence, { start, end }: Entity): { start: number; end: number } | undefined {
  const { tokens } = sentence;
  let [from, to] = [start, end];
  while (to > from) {
    const token = tokens[to - 1] ?? '';
    if (!isMark(sentence, to - 1, token)) break;
    const opening = closes[token];
    const enclosing = opening !== undefined && tokens.slice(from, to - 1).includes(opening);
    if (enclosing) break;
    to--;
  }
  while (from < to) {
    const token = tokens[from] ?? '';
    if (!mark.test(token)) break;
    const enclosing = Object.entries(closes).some(
      ([closing, opening]) => opening === token && tokens.slice(from + 1, to).includes(closing),
    );
    if (enclosing) break;
    from++;
  }
  return from === start && to === end ? undefined : { start: from, end: to };
}
