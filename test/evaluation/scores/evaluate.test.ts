import { describe, expect, it } from 'vitest';
import { EvaluationError, evaluate } from '../../../src/evaluation';

describe('evaluate', () => {
  it('says which sentence has other tokens than gold', () => {
    expect(() => evaluate([['O'], ['O', 'O']], [['O'], ['O']])).toThrow(EvaluationError);
    expect(() => evaluate([['O'], ['O', 'O']], [['O'], ['O']])).toThrow(/sentence 2 has 2 tokens in gold, but 1/);
  });

  it('says when the prediction lacks sentences', () => {
    expect(() => evaluate([['O'], ['O']], [['O']])).toThrow(/gold has 2 sentences, but the prediction 1/);
  });

  it('is zero, not NaN, without any entity', () => {
    const { micro, macro, weighted } = evaluate([['O']], [['O']]);
    expect([micro, macro, weighted].map(({ f1 }) => f1)).toEqual([0, 0, 0]);
  });

  it('counts an illegal first tag in default mode and not in strict mode', () => {
    const [gold, predicted] = [[['B-NP', 'I-NP']], [['I-NP', 'I-NP']]];
    expect(evaluate(gold, predicted).micro.f1).toBe(1);
    expect(evaluate(gold, predicted, { mode: 'strict', scheme: 'iob2' }).micro.f1).toBe(0);
  });
});
