import { describe, expect, it } from 'vitest';
import type { ShownError } from '../../../../src/protocol/panel';
import { errorRows } from '../../../../src/webview/trainingPanel/evaluate/errorRows';
import { emptyEvaluate } from '../../../../src/webview/trainingPanel/evaluate/evaluateState';

const errors: ShownError[] = [
  { kind: 'missed', line: 3, gold: { text: 'Ulm', type: 'LOC' } },
  { kind: 'type', line: 5, gold: { text: 'Bath', type: 'LOC' }, predicted: { text: 'Bath', type: 'PER' } },
  { kind: 'missed', line: 9, gold: { text: 'Ulm', type: 'ORG' } },
  { kind: 'type', line: 12, gold: { text: 'Bath', type: 'LOC' }, predicted: { text: 'Bath', type: 'PER' } },
];
const { filter } = emptyEvaluate;

describe('the rows of the list of errors', () => {
  it('puts the same ones together, the most frequent first, with every line', () => {
    expect(errorRows(errors, filter).map(({ kind, lines }) => [kind, lines])).toEqual([
      ['type', [5, 12]],
      ['missed', [3]],
      ['missed', [9]],
    ]);
  });

  it('lists each by itself, of one kind, with some words', () => {
    const lines = (more: Partial<typeof filter>) => errorRows(errors, { ...filter, ...more }).map(({ line }) => line);
    expect(lines({ together: false })).toEqual([3, 5, 9, 12]);
    expect(lines({ together: false, kind: 'missed' })).toEqual([3, 9]);
    expect(lines({ together: false, words: ' ulm ORG' })).toEqual([9]);
    expect(lines({ words: 'PER' })).toEqual([5]);
  });
});
