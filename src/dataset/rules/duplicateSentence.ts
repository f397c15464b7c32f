import type { ConllDocument } from '../document';
import { atToken } from '../lint/finding';
import type { Fix, Rule } from '../lint/rule';
import type { Sentence } from '../types';

/** A sentence whose tokens stand in the file before, in a sentence of their own. */
export const duplicateSentence: Rule = {
  code: 'duplicate-sentence',
  severity: 'information',
  reads: ['sentences'],
  check: ({ document, facts, place }, file) => {
    const seen = new Set<number>();
    return document.sentences.flatMap((sentence, index) => {
      const key = facts.keys[index] ?? Number.NaN;
      const stands = file.places.repeated(key);
      if (!stands) return [];
      const again = seen.has(key) || !file.isFirst(key, place);
      seen.add(key);
      if (!again) return [];
      const tags = facts.tagKeys[index];
      const differs = stands.some((stand) => stand.tags !== tags);
      const times = `${stands.length} times`;
      const message = differs
        ? `This sentence stands in the file ${times}, and not always with the same tags.`
        : `This sentence stands in the file ${times}.`;
      const related = { message: 'Here it stands first.', key };
      const fix = differs ? undefined : removal(document, sentence);
      return [atToken(document, sentence, 0, { message, related, ...(fix && { fix }) })];
    });
  },
};

/** With the blank line after it; nothing where comments belong to it, which may say something of their own. */
function removal(document: ConllDocument, { lines }: Sentence): Fix | undefined {
  const first = lines[0] ?? 0;
  const last = lines.at(-1) ?? 0;
  if (last - first + 1 > lines.length || (first > 0 && document.lineKind(first - 1) !== 'blank')) return undefined;
  if (last + 1 >= document.lineCount || document.lineKind(last + 1) !== 'blank') return undefined;
  const end = last + 2 < document.lineCount ? { line: last + 2, character: 0 } : { line: last + 1, character: 0 };
  return {
    title: 'Remove this sentence',
    edits: [{ start: { line: first, character: 0 }, end, newText: '' }],
    safe: false,
  };
}
