import { describe, expect, it } from 'vitest';
import { keyToRequest } from '../../../src/webview/reviewPanel/keys';

const shown = {
  ...{ type: 'show' as const, view: 1, file: 'a.conll', position: 0, total: 1, decided: 0, canUndo: false, slots: {} },
  types: ['PER', 'LOC'],
  item: {
    ...{ line: 1, tokens: [], start: 0, end: 1, entities: [], doubt: 1 },
    opinions: [{ by: ['a'], entities: [] }],
  },
};
const press = (key: string, modifiers: { altKey?: boolean; ctrlKey?: boolean; shiftKey?: boolean } = {}) =>
  keyToRequest({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers }, shown);

describe('keyToRequest', () => {
  it.each([
    ['a', { type: 'accept' }],
    ['R', { type: 'reject' }],
    ['t', { type: 'take', index: 0 }],
    ['2', { type: 'label', entityType: 'LOC' }],
    ['3', undefined],
    ['n', { type: 'next' }],
    ['ArrowUp', { type: 'previous' }],
    ['u', { type: 'undo' }],
    ['o', { type: 'open' }],
    ['x', undefined],
  ])('%s', (key, request) => {
    expect(press(key)).toEqual(request);
  });

  it('Alt and arrows move an end; other combinations are VS Code’s', () => {
    expect(press('ArrowRight', { altKey: true })).toEqual({ type: 'resize', edge: 'end', by: 1 });
    expect(press('ArrowLeft', { altKey: true, shiftKey: true })).toEqual({ type: 'resize', edge: 'start', by: -1 });
    expect([press('a', { ctrlKey: true }), press('a', { altKey: true })]).toEqual([undefined, undefined]);
  });

  it('takes nothing where nobody says anything', () => {
    expect(
      keyToRequest(
        { key: 't', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
        { ...shown, item: { ...shown.item, opinions: [] } },
      ),
    ).toBeUndefined();
  });
});
