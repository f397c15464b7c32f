import { describe, expect, it } from 'vitest';
import {
  cursorAt,
  entitiesAt,
  entityAt,
  labelled,
  moved,
  nextColumn,
  placeOf,
  resized,
} from '../../../src/webview/readingView/cursor';
import { spoken } from '../../../src/webview/readingView/spoken';

const entities = [
  { type: 'PER', start: 0, end: 2 },
  { type: 'LOC', start: 4, end: 5 },
];
const place = (start: number, end: number) => ({ sentence: 7, start, end });

describe('the cursor', () => {
  it('is a place from end to end, whichever moved', () => {
    expect(placeOf({ sentence: 7, anchor: 3, focus: 1 })).toEqual(place(1, 4));
    expect(cursorAt(place(1, 4))).toEqual({ sentence: 7, anchor: 1, focus: 3 });
  });

  it('moves by tokens, stays in its sentence, and grows with Shift', () => {
    const at = { sentence: 7, anchor: 2, focus: 2 };
    expect(moved(at, 1, false, 5)).toEqual({ sentence: 7, anchor: 3, focus: 3 });
    expect(moved(at, 1, true, 5)).toEqual({ sentence: 7, anchor: 2, focus: 3 });
    expect(moved({ ...at, focus: 4 }, 1, true, 5)).toEqual({ sentence: 7, anchor: 2, focus: 4 });
    expect(moved({ sentence: 7, anchor: 0, focus: 0 }, -1, false, 5)).toEqual({ sentence: 7, anchor: 0, focus: 0 });
    // A selection first collapses to the side that one moves to.
    expect(moved({ ...at, focus: 4 }, -1, false, 5)).toEqual({ sentence: 7, anchor: 2, focus: 2 });
  });
});

describe('labelling', () => {
  it('a selection gets the type; a bare cursor means the entity that it is in', () => {
    expect(labelled(entities, place(2, 4), 'ORG')).toEqual({ place: place(2, 4), entityType: 'ORG' });
    expect(labelled(entities, place(1, 2), 'ORG')).toEqual({ place: place(0, 2), entityType: 'ORG' });
    expect(labelled(entities, place(3, 4), 'ORG')).toEqual({ place: place(3, 4), entityType: 'ORG' });
  });

  it('the same type again removes it', () => {
    expect(labelled(entities, place(1, 2), 'PER')).toEqual({ place: place(0, 2) });
    expect(labelled(entities, place(0, 2), 'PER')).toEqual({ place: place(0, 2) });
    // A part of it becomes the entity.
    expect(labelled(entities, place(0, 3), 'PER')).toEqual({ place: place(0, 3), entityType: 'PER' });
  });

  it('an end is moved inside the sentence, and never past the other', () => {
    const [person, city] = entities;
    if (!person || !city) throw new Error('no entities');
    expect(resized(person, 'end', 1, 5)).toEqual({ start: 0, end: 3 });
    expect(resized(person, 'start', 1, 5)).toEqual({ start: 1, end: 2 });
    expect([resized(person, 'start', -1, 5), resized(city, 'end', 1, 5), resized(city, 'end', -1, 5)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(entityAt(entities, place(3, 5))).toBe(city);
  });
});

describe('columns', () => {
  const sentence = {
    index: 0,
    line: 1,
    tokens: [{ text: 'Bath', spaced: false }],
    readings: [
      { column: 2, entities: [{ type: 'LOC', start: 0, end: 1 }] },
      { column: 3, entities: [] },
    ],
    differing: [0],
  };

  it('are gone through around, the tag column being meant where none is named', () => {
    expect(nextColumn(sentence, 3, undefined)).toBe(2);
    expect(nextColumn(sentence, 3, 2)).toBeUndefined();
    expect(entitiesAt(sentence, 3, 2)).toHaveLength(1);
    expect(entitiesAt(sentence, 3, undefined)).toEqual([]);
    // A column that is not shown any more counts as the tag column.
    expect(entitiesAt(sentence, 3, 1)).toEqual([]);
  });

  it('are told to a screen reader where they disagree', () => {
    const cursor = { sentence: 0, anchor: 0, focus: 0 };
    const nameOf = (column: number) => (column === 2 ? 'gold' : 'prediction');
    expect(spoken(sentence, cursor, 3, nameOf)).toBe('Bath, gold says LOC, prediction says no entity, line 1');
    expect(spoken({ ...sentence, differing: [] }, { ...cursor, column: 2 }, 3, nameOf)).toBe('Bath, LOC, line 1');
  });
});
