import type { ConllDocument } from '../document';
import { atTag } from '../lint/finding';
import type { Fix, Rule } from '../lint/rule';
import type { LastSentence } from '../lint/stretchFacts';
import { parseTag } from '../tags';
import type { Sentence, TagScheme } from '../types';

/** An entity that seems to go on from the sentence above: a blank line stands where none should, or a tag is wrong. */
export const entityOverSentenceEnd: Rule = {
  code: 'entity-over-sentence-end',
  severity: 'warning',
  reads: ['above', 'scheme'],
  check: ({ document, above }, { scheme }) =>
    goingOn(document, above, scheme).map((sentence) => {
      const type = parseTag(sentence.tags[0] ?? 'O')?.type;
      const fix = joining(document, sentence, above);
      return atTag(document, sentence, 0, {
        message: `This ${type} goes on from the sentence above, which ends with one. Entities end with their sentence: join the sentences, or begin a new entity here.`,
        ...(fix && { fix }),
      });
    }),
};

/** The sentences that begin inside of an entity with which the one above ends. */
export function goingOn(document: ConllDocument, above: LastSentence | undefined, scheme: TagScheme): Sentence[] {
  // Elsewhere an entity may begin with I-.
  if (scheme !== 'iob2' && scheme !== 'bioes' && scheme !== 'bilou') return [];
  let before = above?.tag;
  let documentIndex = 0;
  return document.sentences.filter((sentence) => {
    const last = parseTag((sentence.documentIndex === documentIndex ? before : undefined) ?? 'O');
    before = sentence.tags.at(-1);
    documentIndex = sentence.documentIndex;
    const first = parseTag(sentence.tags[0] ?? 'O');
    return first && last && first.type === last.type && 'IEL'.includes(first.prefix) && 'BI'.includes(last.prefix);
  });
}

/** Takes out the blank line above, where nothing else stands between the sentences. */
function joining(document: ConllDocument, { lines }: Sentence, above: LastSentence | undefined): Fix | undefined {
  const first = lines[0] ?? 0;
  const alone =
    first === 0
      ? above?.oneBlankLine
      : document.lineKind(first - 1) === 'blank' && first > 1 && document.lineKind(first - 2) === 'token';
  if (!alone) return undefined;
  return {
    title: 'Join with the sentence above',
    edits: [{ start: { line: first - 1, character: 0 }, end: { line: first, character: 0 }, newText: '' }],
    safe: false,
  };
}
