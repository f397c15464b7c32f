import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConllDocument } from '../../src/dataset';

const parse = (...lines: string[]): ConllDocument => ConllDocument.parse(lines.join('\n'));
const tokensOf = (document: ConllDocument): string[] => document.sentences.map(({ tokens }) => tokens.join(' '));

describe('ConllDocument', () => {
  it('reads sentences, their tokens and tags, and the documents they stand in', () => {
    const document = parse(
      '-DOCSTART- -X- O',
      '',
      'EU NNP B-ORG',
      'rejects VBZ O',
      '',
      '-DOCSTART- -X- O',
      '',
      'Rome NNP B-LOC',
      '',
    );
    expect(tokensOf(document)).toEqual(['EU rejects', 'Rome']);
    expect(document.sentences.map(({ documentIndex, lines }) => [documentIndex, lines])).toEqual([
      [0, [2, 3]],
      [1, [7]],
    ]);
    expect(document.sentences[0]?.tags).toEqual(['B-ORG', 'O']);
    expect([document.columnCount, document.tagColumn]).toEqual([3, 2]);
  });

  it('keeps white space other than space and tab inside its cell', () => {
    const document = parse('New\u00a0York B-LOC', 'a\u2003b\u200b O', '');
    expect(document.sentences[0]?.tokens).toEqual(['New\u00a0York', 'a\u2003b\u200b']);
  });

  it('keeps spaces inside the cells of a tab-separated file', () => {
    expect(tokensOf(parse('HeLa cells\tB-CELL', 'grow\tO', ''))).toEqual(['HeLa cells grow']);
  });

  it('finds the tags of a file that parts columns by tabs and by spaces', () => {
    const document = parse('Ada\tNNP B-NP B-PER', 'runs\tVB B-VP O', '');
    expect([document.columnCount, document.sentences[0]?.tags]).toEqual([4, ['B-PER', 'O']]);
  });

  it('reads the other lines of a tab-separated file as before, whatever one line becomes', () => {
    const token = fc.constantFrom('HeLa', 'cells', 'New York', 'a b c', '3 mg');
    const lines = fc.array(
      fc.tuple(token, fc.constantFrom('O', 'B-X', 'I-X')).map((cells) => cells.join('\t')),
      { minLength: 8, maxLength: 30 },
    );
    const other = fc.constantFrom('Bo B-X', 'a b O', 'Bo NN B-X', 'lonely', 'x\ty\tO', 'x\tNN O', '', '# c', '\t');
    fc.assert(
      fc.property(lines, fc.nat(), other, (written, choice, edited) => {
        const place = choice % written.length;
        const before = parse(...written);
        const after = parse(...written.with(place, edited));
        const cellsOf = (document: ConllDocument) =>
          written.flatMap((_, line) => (line === place ? [] : [document.cells(line).map(({ text }) => text)]));
        expect(cellsOf(after)).toEqual(cellsOf(before));
      }),
      { numRuns: 5000 },
    );
  });

  it('goes by most lines where tabs and spaces part the columns of many', () => {
    const separatorOf = (...lines: [text: string, times: number][]) =>
      parse(...lines.flatMap(([text, times]) => new Array<string>(times).fill(text))).separator;
    expect(separatorOf(['New York\tB-LOC', 1], ['in\tO', 20], ['Bo B-PER', 4])).toBe('tab');
    expect(separatorOf(['New York\tB-LOC', 1], ['in\tO', 20], ['Bo B-PER', 5])).toBe('blank');
    expect(separatorOf(['Ada\tNN\tO', 12], ['Ada\tNN O', 8])).toBe('blank');
    // Two columns that a space parts are no tag of a type such as "X B-X", be they the tags of two who annotated or phrases and tags.
    expect(separatorOf(['Ada\tB-X B-X', 3], ['in\tO O', 1])).toBe('blank');
    expect(separatorOf(['Ada\tNN\tB-NP O', 3], ['in\tIN\tI-NP B-X', 1])).toBe('blank');
    // Tags in another column than the last say nothing about separators.
    expect(separatorOf(['B-LOC\tNew York', 2], ['O\tin', 20], ['B-PER\tBo O', 1])).toBe('tab');
  });

  it('takes a # line for a comment, unless it looks like a token line', () => {
    const document = parse('# sent_id = 1', 'We O', '# O', '#1 O', '# text O is long', 'win O', '');
    expect(tokensOf(document)).toEqual(['We # #1 win']);
    expect([0, 2, 3, 4].map((line) => document.lineKind(line))).toEqual(['comment', 'token', 'token', 'comment']);
  });

  it.each([
    ['\r\n', 'CRLF'],
    ['\n', 'LF'],
    ['\r', 'CR'],
  ])('reads %j line ends (%s)', (end) => {
    const document = ConllDocument.parse(['a O', 'b O', '', 'c O'].join(end));
    expect(tokensOf(document)).toEqual(['a b', 'c']);
    expect(document.sentences.map(({ lines }) => lines)).toEqual([[0, 1], [3]]);
  });

  it('counts lines of blanks as blank, and knows a byte order mark', () => {
    const document = parse('\ufeffa O', ' \t', 'b O');
    expect(tokensOf(document)).toEqual(['a', 'b']);
    expect(document.cells(0)[0]).toEqual({ start: 1, end: 2, text: 'a' });
  });

  it('finds the tag column where it is told to look', () => {
    const text = 'B-LOC\tRome\nO\tfell\n';
    const first = ConllDocument.parse(text, { tagColumn: 0 });
    expect([first.sentences[0]?.tokens, first.sentences[0]?.tags]).toEqual([
      ['Rome', 'fell'],
      ['B-LOC', 'O'],
    ]);
    const fromEnd = ConllDocument.parse('a NN O B-X\n', { tagColumn: -2 });
    expect(fromEnd.tagColumn).toBe(2);
  });

  it('has no tag column in a file of one column', () => {
    const document = parse('just', 'tokens', '');
    expect([document.tagColumn, document.sentences[0]?.tags]).toEqual([-1, ['O', 'O']]);
  });

  it('finds the sentence of a line', () => {
    const document = parse('a O', '# c', 'b O', '', '', 'c O', '');
    expect([0, 1, 2, 3, 4, 5, 6].map((line) => document.sentenceAtLine(line)?.index)).toEqual([
      0,
      0,
      0,
      undefined,
      undefined,
      1,
      undefined,
    ]);
  });

  it('gives any column of a sentence', () => {
    const document = parse('a NN X O', 'b VB', 'c NN Z O', '');
    const [sentence] = document.sentences;
    expect(sentence && document.column(sentence, 2)).toEqual(['X', '', 'Z']);
    expect(sentence && document.column(sentence, -1)).toEqual(['O', '', 'O']);
  });
});
