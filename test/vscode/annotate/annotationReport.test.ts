import { describe, expect, it } from 'vitest';
import { type Annotation, AnnotationError } from '../../../src/annotation';
import { reportLines } from '../../../src/vscode/annotate/annotationReport';

const sentence = (index: number, line: number) => ({
  index,
  documentIndex: 0,
  lines: [line, line + 1, line + 2],
  tokens: ['Ada', 'in', 'Oslo'],
  tags: ['O', 'O', 'O'],
});
const job = (
  annotations: (Annotation | undefined)[],
  failures: { sentence: number; error: AnnotationError }[] = [],
) => ({
  ...{ annotations, failures, asked: 1, cached: 0, entities: 0, repaired: 0, reasked: 0, rejected: 0, rejectedBy: {} },
  usage: { promptTokens: 0, completionTokens: 0 },
  seconds: 1,
});
const place = ({ lines }: { lines: readonly number[] }) => `a.conll:${(lines[0] ?? 0) + 1}`;

describe('reportLines', () => {
  it('names every answer that was not taken as it came, with its place', () => {
    const annotation: Annotation = {
      entities: [
        { type: 'PER', start: 0, end: 1, repaired: false },
        { type: 'LOC', start: 2, end: 3, repaired: true },
      ],
      rejections: [{ reason: 'not-in-sentence', message: '"Bergen" is not in the sentence' }],
    };
    expect(reportLines(job([annotation]), [sentence(0, 11)], place)).toEqual([
      expect.stringMatching(/^a\.conll:12 repaired: LOC "Oslo"/),
      'a.conll:12 rejected (not-in-sentence): "Bergen" is not in the sentence',
    ]);
  });

  it('says that a sentence which the model refused keeps its tags', () => {
    const refused: Annotation = { entities: [], rejections: [{ reason: 'refusal', message: 'the model refused' }] };
    expect(reportLines(job([refused]), [sentence(0, 0)], place)).toEqual([
      'a.conll:1 rejected (refusal): the model refused; the tags stay as they were',
    ]);
  });

  it('names the sentences without an answer, and why', () => {
    const clean: Annotation = { entities: [], rejections: [] };
    const failed = job([clean, undefined], [{ sentence: 1, error: new AnnotationError('server', 'failed with 500') }]);
    expect(reportLines(failed, [sentence(0, 0), sentence(1, 4)], place)).toEqual([
      'a.conll:5 no answer: failed with 500',
    ]);
  });
});
