import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Action, actionOf } from '../../../src/webview/readingView/keys';
import { PendingType } from '../../../src/webview/readingView/pendingType';
import { Turns } from '../../../src/webview/readingView/turns';

const TYPES = ['PER', 'PERCENT', 'GENE', 'GENE2', 'GENE10', 'WORK_OF_ART', 'WORK'];

describe('a type of which letters are typed', () => {
  let selected: string | undefined;
  let given: string[];
  let pauses: number;
  let pending: PendingType<string>;
  beforeEach(() => {
    vi.useFakeTimers();
    [selected, given, pauses] = ['Ada', [], 0];
    pending = new PendingType(
      (type, words) => given.push(`${words} ${type}`),
      () => pauses++,
    );
  });
  afterEach(() => vi.useRealTimers());

  /** @returns the keys that were none of its letters */
  function type(keys: string): string {
    const held = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };
    return [...keys].reduce((others, key) => {
      const action = actionOf({ key, ...held }, true);
      const letter = action && pending.letterOf(action, TYPES);
      if (letter === undefined) return others + key;
      pending.add(letter, TYPES, () => selected);
      return others;
    }, '');
  }

  it('is given to the words that were selected at its first letter, wherever the cursor is when the pause is over', () => {
    type('PE');
    selected = 'Bath';
    type('R');
    expect(given).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect([given, pauses, pending.letters]).toEqual([['Ada PER'], 1, '']);
    type('PERC');
    expect(given).toEqual(['Ada PER', 'Bath PERCENT']);
  });

  it('is settled by what else is done, and cancelled', () => {
    type('PER');
    pending.settle();
    expect(given).toEqual(['Ada PER']);
    type('PER');
    pending.cancel();
    type('P');
    pending.settle();
    vi.advanceTimersByTime(1000);
    expect([given, pauses]).toEqual([['Ada PER'], 0]);
  });

  it('has digits and signs in its name where a type goes on so, and elsewhere leaves them alone', () => {
    expect(type('2-')).toBe('2-');
    expect(type('GENE2')).toBe('');
    expect(type('GENE1')).toBe('');
    expect(type('WORK_')).toBe('');
    expect(given).toEqual(['Ada GENE2', 'Ada GENE10', 'Ada WORK_OF_ART']);
    expect(type('PER2')).toBe('2');
  });

  it('is not typed where nothing is selected', () => {
    selected = undefined;
    type('PER');
    expect(pending.letters).toBe('');
  });
});

describe('what is pressed while the host is busy', () => {
  const place: Action = { do: 'place', sentence: 1, token: 0, extend: false };
  let done: string[];
  let turns: Turns;
  beforeEach(() => {
    done = [];
    turns = new Turns((action) => {
      done.push(action.do);
      if (action.do === 'remove') turns.begin();
    });
    turns.begin();
  });

  it('is done in its order, one at a time', () => {
    turns.wait({ do: 'remove' });
    turns.wait({ do: 'column' });
    turns.end();
    expect(done).toEqual(['remove']);
    turns.waitAsFirst(place);
    turns.end();
    expect([done, turns.isBusy]).toEqual([['remove', 'place', 'column'], false]);
  });

  it('is dropped where that failed, but for clicks', () => {
    turns.wait({ do: 'remove' });
    turns.wait(place);
    turns.fail();
    expect(done).toEqual(['place']);
  });
});
