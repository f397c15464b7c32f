import { describe, expect, it } from 'vitest';
import type { Annotation, RejectionReason } from '../../src/annotation';
import { isUsable } from '../../src/annotation';

const answer = (reasons: RejectionReason[], entities: Annotation['entities'] = []): Annotation => ({
  entities,
  rejections: reasons.map((reason) => ({ reason, message: reason })),
});

describe('isUsable', () => {
  it('takes "no entities" for an answer', () => expect(isUsable(answer([]))).toBe(true));
  it('takes an answer whose entities were all judged and rejected', () =>
    expect(isUsable(answer(['not-in-sentence', 'unknown-type']))).toBe(true));
  it.each<RejectionReason>(['refusal', 'truncated', 'content-filter', 'empty-answer', 'malformed'])(
    'takes no answer that is nothing but %s',
    (reason) => expect(isUsable(answer([reason]))).toBe(false),
  );
  it('takes the good part of a partly malformed answer', () =>
    expect(isUsable(answer(['malformed'], [{ type: 'PER', start: 0, end: 1, repaired: false }]))).toBe(true));
});
