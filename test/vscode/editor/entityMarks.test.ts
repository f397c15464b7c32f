import { describe, expect, it } from 'vitest';
import { LiveDocument } from '../../../src/dataset';
import { type EntityStyle, sentenceMarks } from '../../../src/vscode/editor/entityMarks';
import { gutterIcon } from '../../../src/vscode/editor/gutterIcon';

function marksOf(text: string, columns: readonly number[], style: EntityStyle = 'box') {
  const live = LiveDocument.open(text);
  const sentence = live.sentence(0);
  if (!sentence) throw new Error('no sentence');
  return sentenceMarks(live, sentence, columns, style);
}

describe('what is drawn for a sentence', () => {
  it('is a box over the lines of an entity, named once', () => {
    const { marks, notes, disagreeing } = marksOf('Ada B-PER\nLovelace I-PER\nran O\n', [1]);
    expect(marks.filter(({ stroke }) => stroke === 'sides')).toEqual([
      { line: 0, start: 0, end: 3, stroke: 'sides', type: 'PER', beside: false },
      { line: 1, start: 0, end: 8, stroke: 'sides', type: 'PER', beside: false },
    ]);
    expect(notes).toEqual([{ line: 0, type: 'PER', others: [] }]);
    expect(disagreeing).toEqual([]);
  });

  it('draws another column on its own cells, and says where it disagrees and how', () => {
    const { marks, notes, disagreeing } = marksOf(
      'the O B-LOC\nBank B-ORG I-LOC\nof O O\nRome B-LOC B-LOC\nnow B-T O\n',
      [1, 2],
    );
    expect(marks.filter(({ beside, stroke }) => beside && stroke === 'whole')).toEqual([
      { line: 1, start: 5, end: 10, stroke: 'whole', type: 'ORG', beside: true },
      { line: 3, start: 5, end: 10, stroke: 'whole', type: 'LOC', beside: true },
      { line: 4, start: 4, end: 7, stroke: 'whole', type: 'T', beside: true },
    ]);
    expect(notes).toEqual([
      { line: 0, type: 'LOC', others: [{ column: 1, entities: ['ORG'] }] },
      { line: 3, type: 'LOC', others: [] },
      { line: 4, others: [{ column: 1, entities: ['T'] }] },
    ]);
    expect(disagreeing.map(({ line }) => line)).toEqual([0, 1, 4]);
  });

  it('names only the columns that disagree, and says O for one without an entity', () => {
    const { notes } = marksOf('Rome B-LOC O B-LOC\n', [1, 2, 3]);
    expect(notes).toEqual([{ line: 0, type: 'LOC', others: [{ column: 2, entities: [] }] }]);
  });

  it('tells entities of one type apart by their words', () => {
    const { notes } = marksOf("Ada B-PER B-PER\nByron's I-PER O\n", [1, 2]);
    expect(notes).toEqual([{ line: 0, type: 'PER', others: [{ column: 1, entities: ["PER “Ada Byron's”"] }] }]);
  });

  it('can be lines under tokens, or brackets in the gutter with a picture each', () => {
    const text = 'a B-X\nb I-X\nc I-X\nd B-X\n';
    expect(marksOf(text, [1], 'underline').marks.map(({ stroke }) => stroke)).toEqual(Array(4).fill('underline'));
    const strokes = marksOf(text, [1], 'gutter').marks.map(({ stroke }) => stroke);
    expect(strokes).toEqual(['gutterFirst', 'gutterMiddle', 'gutterLast', 'gutterOnly']);
    expect(new Set(strokes.map((stroke) => gutterIcon(stroke, '#6cb6ff'))).size).toBe(4);
    expect(gutterIcon('sides', '#6cb6ff')).toBeUndefined();
  });
});
