import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../src/annotation';
import { reportLines } from '../../../src/vscode/annotate/annotationReport';

const sentence = { tokens: ['Ada', 'in', 'Oslo'] };

describe('reportLines', () => {
  it('names every answer that was not taken as it came', () => {
    const annotation: Annotation = {
      entities: [
        { type: 'PER', start: 0, end: 1, repaired: false },
        { type: 'LOC', start: 2, end: 3, repaired: true },
      ],
      rejections: [{ reason: 'not-in-sentence', message: '"Bergen" is not in the sentence' }],
    };
    expect(reportLines(annotation, sentence, undefined)).toEqual([
      expect.stringMatching(/^repaired: LOC "Oslo"/),
      'rejected (not-in-sentence): "Bergen" is not in the sentence',
    ]);
  });

  it('says that a sentence which the model refused keeps its tags', () => {
    const refused: Annotation = { entities: [], rejections: [{ reason: 'refusal', message: 'the model refused' }] };
    expect(reportLines(refused, sentence, undefined)).toEqual([
      'rejected (refusal): the model refused; the tags stay as they were',
    ]);
  });

  it('says of a sentence without an answer why, and of a plain answer nothing', () => {
    expect(reportLines(undefined, sentence, 'failed with 500')).toEqual(['no answer: failed with 500']);
    expect(reportLines({ entities: [], rejections: [] }, sentence, undefined)).toEqual([]);
  });
});
