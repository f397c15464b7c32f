import { expect, it } from 'vitest';
import { emptyEvaluate, reduceEvaluate } from '../../../../src/webview/trainingPanel/evaluate/evaluateState';

it('a run that is renamed while its predictions are compared is asked about again', () => {
  const asked = reduceEvaluate(emptyEvaluate, { type: 'evaluating', run: 'a' });
  const renamed = reduceEvaluate(asked, { type: 'renamed', run: 'a', to: 'b' });
  expect(renamed.run).toBeUndefined();
  const again = reduceEvaluate(renamed, { type: 'evaluating', run: 'b' });
  const answered = reduceEvaluate(again, { type: 'notEvaluated', run: 'b', message: 'no' });
  expect(answered.problem).toBe('no');
});
