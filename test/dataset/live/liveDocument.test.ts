import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConllDocument, LiveDocument, type TextChange } from '../../../src/dataset';
import { changedText, conllLike, textChange } from './changes';

/** All that both say of a text. */
function said(document: ConllDocument | LiveDocument): unknown {
  const lines = Array.from({ length: document.lineCount }, (_, line) => line);
  const startOf = (line: number): number => (document instanceof ConllDocument ? document.lineRange(line).start : 0);
  const sentences =
    document instanceof ConllDocument
      ? document.sentences
      : Array.from({ length: document.sentenceCount }, (_, index) => document.sentence(index));
  return {
    text: document.text,
    places:
      document instanceof ConllDocument
        ? document.text.split('').map((_, offset) => {
            const line = document.lineAt(offset);
            const { start, end } = document.lineRange(line);
            return { line, character: Math.min(offset, end) - start };
          })
        : document.text.split('').map((_, offset) => document.positionAt(offset)),
    tagColumn: document.tagColumn,
    tokenColumn: document.tokenColumn,
    kinds: lines.map((line) => document.lineKind(line)),
    cells: lines.map((line) =>
      document
        .cells(line)
        .map(({ start, end, text }) => ({ start: start - startOf(line), end: end - startOf(line), text })),
    ),
    sentences,
    atLines: lines.map((line) => document.sentenceAtLine(line)?.index),
  };
}

describe('a live document', { timeout: 60_000 }, () => {
  it('says what ConllDocument says, whatever is edited', () => {
    fc.assert(
      fc.property(
        conllLike,
        fc.array(textChange, { maxLength: 8 }),
        fc.integer({ min: 1, max: 80 }),
        (text, changes, chunkSize) => {
          const live = LiveDocument.open(text, { chunkSize });
          expect(said(live)).toEqual(said(ConllDocument.parse(text)));
          let current = text;
          for (const change of changes) {
            current = changedText(current, change);
            live.change(change);
            expect(said(live)).toEqual(said(ConllDocument.parse(current)));
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('finds the sentences between two lines as a search of all does', () => {
    fc.assert(
      fc.property(
        conllLike,
        fc.nat(60),
        fc.nat(60),
        fc.integer({ min: 1, max: 60 }),
        (text, first, last, chunkSize) => {
          const live = LiveDocument.open(text, { chunkSize });
          const expected = ConllDocument.parse(text).sentences.filter(
            ({ lines }) => (lines.at(-1) ?? 0) >= first && (lines[0] ?? 0) <= Math.min(last, live.lineCount - 1),
          );
          expect(live.sentencesBetween(first, last)).toEqual(first <= last ? expected : []);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads again only the chunk that an edit touches', () => {
    const text = 'Ada B-PER\nwrites O\n\n'.repeat(20_000);
    const live = LiveDocument.open(text);
    const before = new Set(live.chunks.map(({ chunk }) => chunk));
    const change: TextChange = {
      start: { line: 30_000, character: 4 },
      end: { line: 30_000, character: 9 },
      newText: 'B-X',
    };
    live.change(change);
    expect(live.chunks.length).toBe(before.size);
    expect(live.chunks.filter(({ chunk }) => !before.has(chunk))).toHaveLength(1);
    expect(live.lineText(30_000)).toBe('Ada B-X');
  });
});
