import { describe, expect, it } from 'vitest';
import { actionOf, type Key } from '../../../src/webview/readingView/keys';
import { shownTokens } from '../../../src/webview/readingView/longSentence';
import { shortest, typed } from '../../../src/webview/readingView/typing';

const press = (key: string, held: Partial<Key> = {}): Key => ({
  ...{ key, altKey: false, shiftKey: false, ctrlKey: false, metaKey: false },
  ...held,
});

describe('keys of the reading view', () => {
  it('leave to VS Code and the browser what is theirs', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
      for (const key of ['z', 's', 'f', 'ArrowRight', '1', 'P'])
        expect(actionOf(press(key, held), true)).toBeUndefined();
    }
    expect(actionOf(press('F8'), true)).toBeUndefined();
    expect(actionOf(press('é'), true)).toBeUndefined();
  });

  it('go from entity to entity with Tab only while something is selected, so that Tab can leave', () => {
    expect(actionOf(press('Tab'), true)).toEqual({ do: 'next', target: 'entity', direction: 1 });
    expect(actionOf(press('Tab', { shiftKey: true }), true)).toEqual({ do: 'next', target: 'entity', direction: -1 });
    expect(actionOf(press('Tab'), false)).toBeUndefined();
  });

  it('move with small letters and name types with capitals', () => {
    expect(actionOf(press('p'), true)).toEqual({ do: 'sentence', by: -1 });
    expect(actionOf(press('P', { shiftKey: true }), true)).toEqual({ do: 'letter', letter: 'P' });
    expect(actionOf(press('Ä', { shiftKey: true }), true)).toEqual({ do: 'letter', letter: 'Ä' });
    expect(actionOf(press('3'), true)).toEqual({ do: 'number', number: 3 });
    expect(actionOf(press('ArrowLeft', { altKey: true, shiftKey: true }), true)).toEqual({
      do: 'resize',
      edge: 'start',
      by: -1,
    });
    expect(actionOf(press('End', { ctrlKey: true }), true)).toEqual({ do: 'document', end: true });
  });
});

describe('letters', () => {
  const types = ['PER', 'PERCENT', 'PRODUCT', 'LOC'];

  it('name a type as soon as no other is meant, or by a pause', () => {
    expect(typed('L', types)).toEqual({ candidates: ['LOC'], type: 'LOC', isFinal: true });
    expect(typed('P', types)).toEqual({ candidates: ['PER', 'PERCENT', 'PRODUCT'], isFinal: false });
    expect(typed('PER', types)).toEqual({ candidates: ['PER', 'PERCENT'], type: 'PER', isFinal: false });
    expect(typed('perc', types)).toEqual({ candidates: ['PERCENT'], type: 'PERCENT', isFinal: true });
    expect(typed('X', types)).toEqual({ candidates: [], isFinal: true });
  });

  it('are as few as are needed', () => {
    expect(types.map((type) => shortest(type, types))).toEqual(['PER', 'PERC', 'PR', 'L']);
  });
});

describe('a very long sentence', () => {
  it('is shown around the cursor', () => {
    expect(shownTokens(600, 10)).toEqual({ from: 0, to: 600 });
    expect(shownTokens(100_000, undefined)).toEqual({ from: 0, to: 600 });
    for (const focus of [0, 599, 600, 5000, 99_999]) {
      const { from, to } = shownTokens(100_000, focus);
      expect(to - from).toBe(600);
      expect(from <= focus && focus < to).toBe(true);
    }
  });
});
