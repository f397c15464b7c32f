import { describe, expect, it } from 'vitest';
import {
  appendColumn,
  applyEdits,
  ConllDocument,
  convertScheme,
  DatasetError,
  editEntities,
  editTags,
} from '../../src/dataset';

const text = '\ufeff# c\r\nAda\tNNP \tB-PER  \r\nruns\tVB\tO\r\n\n-DOCSTART- -X- O\n\nin IN O\nRome NNP O';

function firstSentence(document: ConllDocument) {
  const [sentence] = document.sentences;
  if (!sentence) throw new Error('no sentence');
  return sentence;
}

describe('an edit', () => {
  it('touches only the tag cells that change', () => {
    const document = ConllDocument.parse('Ada NNP  B-PER \r\nruns\tVB O\n');
    const edits = editTags(document, firstSentence(document), ['B-LOC', 'O']);
    expect(edits).toEqual([{ line: 0, start: 9, end: 14, newText: 'B-LOC' }]);
    expect(applyEdits(document.text, edits)).toBe('Ada NNP  B-LOC \r\nruns\tVB O\n');
  });

  it('writes entities in the scheme of the file', () => {
    const document = ConllDocument.parse('a O\nb O\nc O\n');
    const edits = editEntities(document, firstSentence(document), [{ type: 'X', start: 1, end: 3 }], 'bioes');
    expect(applyEdits(document.text, edits)).toBe('a O\nb B-X\nc E-X\n');
  });

  it('adds the tag that a line lacks, in the way of its other columns', () => {
    const document = ConllDocument.parse('a  x  O\nb  y\nc  z  O\n');
    const edits = editTags(document, firstSentence(document), ['O', 'B-X', 'O']);
    expect(applyEdits(document.text, edits)).toBe('a  x  O\nb  y  B-X\nc  z  O\n');
  });

  it('refuses a line that lacks more than its tag, and names it', () => {
    const document = ConllDocument.parse('a x O\nb\nc z O\n');
    expect(() => editTags(document, firstSentence(document), ['O', 'B-X', 'O'])).toThrow(DatasetError);
    expect(() => editTags(document, firstSentence(document), ['O', 'B-X', 'O'])).toThrow(/^line 2 has 1 columns/);
  });

  it('that changes nothing is none', () => {
    const document = ConllDocument.parse(text);
    expect(document.sentences.flatMap((sentence) => editTags(document, sentence, sentence.tags))).toEqual([]);
    expect(convertScheme(document, 'iob2')).toEqual([]);
  });

  it('may not overlap another', () => {
    const edit = { start: 0, end: 2, newText: 'x' };
    expect(() => applyEdits('abc', [edit, { ...edit, start: 1 }])).toThrow(RangeError);
  });
});

describe('appendColumn', () => {
  it('adds a last column and leaves every other byte as it is', () => {
    const document = ConllDocument.parse(text);
    const added = appendColumn(document, [
      ['B-A', 'O'],
      ['O', 'B-B'],
    ]);
    expect(added).toBe(
      '\ufeff# c\r\nAda\tNNP \tB-PER \tB-A  \r\nruns\tVB\tO\tO\r\n\n-DOCSTART- -X- O O\n\nin IN O O\nRome NNP O B-B',
    );
  });

  it('wants a tag for every token', () => {
    expect(() => appendColumn(ConllDocument.parse('a O\nb O\n'), [['O']])).toThrow(
      /sentence 1 has 2 tokens, but 1 tags/,
    );
  });
});
