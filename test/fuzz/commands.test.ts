import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asChange,
  type CellEdit,
  canMerge,
  comparedColumns,
  convertSentences,
  decodeEntities,
  editTags,
  isTag,
  LiveDocument,
  labelled,
  lint,
  liveTagColumns,
  mergeSentences,
  splitSentence,
  type TextChange,
  tagSchemes,
  tagUse,
  whyNoTagPlace,
} from '../../src/dataset';

const tag = fc.constantFrom(
  ...['O', 'O', 'O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'E-PER', 'S-LOC'],
  ...['B_PER', 'o', 'York', ''],
);
const separator = fc.constantFrom(' ', '\t', '  ');
const tokenLine = fc
  .tuple(fc.constantFrom('Ada', 'New', 'York', 'o', 'o', '.', '😀', 'x-1'), fc.array(tag, { maxLength: 4 }), separator)
  .map(([token, cells, between]) => [token, ...cells].join(between));
const line = fc.oneof(
  { arbitrary: fc.tuple(tag, tag).map(([first, second]) => `Bath ${first} ${second}`), weight: 6 },
  { arbitrary: tag.map((only) => `Bath ${only}`), weight: 4 },
  { arbitrary: tokenLine, weight: 2 },
  { arbitrary: fc.constantFrom('', '', '# c', '-DOCSTART- O', ' '), weight: 3 },
);
/** Files with what goes wrong in them: lines with columns too few or too many, cells that are no tags, one or two columns of tags. */
const file = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.map((each) => each + end).join(''));

function applied(text: string, changes: readonly TextChange[]): string {
  const live = LiveDocument.open(text);
  // From the last to the first, so that the places of those to come stay.
  for (const change of [...changes].sort(
    (a, b) => b.start.line - a.start.line || b.start.character - a.start.character,
  ))
    live.change(change);
  return live.text;
}

/** Does each edit put a tag in place of a tag, or at the end of a line that lacks only that? */
function keepsAllElse(live: LiveDocument, edits: readonly CellEdit[], columns: readonly number[]): boolean {
  return edits.every(({ line: at, start, end, newText }) => {
    const cells = live.cells(at);
    const column = cells.findIndex((cell) => cell.start === start && cell.end === end);
    const cell = cells[column];
    if (cell) return columns.includes(column) && (isTag(cell.text) || cell.text === '') && isTag(newText);
    return start === end && start === cells.at(-1)?.end && columns.includes(cells.length) && isTag(newText.trim());
  });
}

const tokens = (live: LiveDocument) => live.sentencesBetween(0, live.lineCount).flatMap((sentence) => sentence.tokens);
const entities = (live: LiveDocument, column: number) =>
  live.sentencesBetween(0, live.lineCount).map((sentence) => decodeEntities(live.tags(sentence, column)));

describe('a command', { timeout: 120_000 }, () => {
  it('that labels writes its tags and those that adjoin, nothing else, and makes the entities that were meant', () => {
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('PER', 'LOC', undefined),
        (text, nth, from, more, type) => {
          const live = LiveDocument.open(text);
          const sentence = live.sentence(nth % Math.max(1, live.sentenceCount));
          if (!sentence || live.tagColumn < 0) return;
          const start = from % sentence.tokens.length;
          const end = Math.min(sentence.tokens.length, start + 1 + more);
          const place = { start, end, ...(type !== undefined && { type }) };
          const tags = labelled(sentence.tags, place, tagUse(live).scheme);
          const isRefused = sentence.lines.slice(start, end).some((at) => whyNoTagPlace(live, at));
          if (isRefused && type !== undefined) {
            expect(() => editTags(live, sentence, tags)).toThrow(/is no tag|has \d+ columns/u);
            return;
          }
          const edits = editTags(live, sentence, tags);
          expect(keepsAllElse(live, edits, [live.tagColumn])).toBe(true);
          const kept = decodeEntities(sentence.tags).filter((each) => each.end <= start || end <= each.start);
          const meant = [...kept, ...(type === undefined ? [] : [{ type, start, end }])];
          const after = LiveDocument.open(applied(text, edits.map(asChange)));
          if (after.tagColumn !== live.tagColumn) return;
          expect(decodeEntities(after.sentence(sentence.index)?.tags ?? [])).toEqual(
            meant.sort((a, b) => a.start - b.start),
          );
        },
      ),
      { numRuns: 8_000 },
    );
  });

  it('that converts the scheme keeps every entity and all that is no tag', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...tagSchemes), (text, to) => {
        const live = LiveDocument.open(text);
        if (live.tagColumn < 0) return;
        const columns = comparedColumns(live);
        const edits = convertSentences(live, to, columns);
        expect(keepsAllElse(live, edits, columns)).toBe(true);
        const after = LiveDocument.open(applied(text, edits.map(asChange)));
        for (const column of columns) expect(entities(after, column)).toEqual(entities(live, column));
      }),
      { numRuns: 8_000 },
    );
  });

  it('that splits a sentence or merges two keeps every token, and no entity joins another or is lost', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(), (text, nth, at) => {
        const live = LiveDocument.open(text);
        const sentence = live.sentence(nth % Math.max(1, live.sentenceCount));
        if (!sentence) return;
        const next = live.sentence(sentence.index + 1);
        const token = at % sentence.tokens.length;
        const columns = liveTagColumns(live);
        const check = (changes: readonly TextChange[], cuts: boolean) => {
          const written = changes
            .filter(({ newText }) => newText.trim() !== '')
            .map(({ start, end, newText }) => ({
              line: start.line,
              start: start.character,
              end: end.character,
              newText,
            }));
          expect(keepsAllElse(live, written, columns)).toBe(true);
          const after = LiveDocument.open(applied(text, changes));
          expect(tokens(after)).toEqual(tokens(live));
          if (after.tagColumn !== live.tagColumn || live.tagColumn < 0) return;
          for (const column of columns) {
            const isCut = decodeEntities(live.tags(sentence, column)).some(
              ({ start, end }) => start < token && token < end,
            );
            expect(entities(after, column).flat().length).toBe(
              entities(live, column).flat().length + Number(cuts && isCut),
            );
          }
        };
        if (token > 0) check(splitSentence(live, sentence, token), true);
        if (next && canMerge(live, sentence, next)) check(mergeSentences(live, sentence, next), false);
      }),
      { numRuns: 8_000 },
    );
  });

  it('that fixes without being asked changes no token, and no cell that may be a part of one', () => {
    fc.assert(
      fc.property(file, (text) => {
        const live = LiveDocument.open(text);
        for (const { fix, code } of lint(text)) {
          if (!fix?.safe) continue;
          const after = LiveDocument.open(applied(text, fix.edits));
          // How columns are parted is told from the whole file, which has few lines here.
          if (after.separator !== live.separator) continue;
          expect(tokens(after), code).toEqual(tokens(live));
        }
      }),
      { numRuns: 4_000 },
    );
  });
});
