import type { Place, ReadEntity, ReadSentence } from '../../protocol/readingView';

/** What is selected: the tokens between two ends, both inclusive; `focus` is the one that moves. */
export interface Cursor {
  readonly sentence: number;
  readonly anchor: number;
  readonly focus: number;
  /** As Place.column. */
  readonly column?: number;
}

/** The words that are selected, and what is known of them. */
export interface Selected {
  readonly place: Place;
  /** What the cursor's column says of their sentence. */
  readonly entities: readonly ReadEntity[];
  readonly sentence: ReadSentence;
  /** Of the document in which they were seen. */
  readonly version: number;
}

export function placeOf({ sentence, anchor, focus, column }: Cursor): Place {
  return {
    sentence,
    start: Math.min(anchor, focus),
    end: Math.max(anchor, focus) + 1,
    ...(column !== undefined && { column }),
  };
}

export function cursorAt({ sentence, start, end, column }: Place): Cursor {
  return { sentence, anchor: start, focus: Math.max(start, end - 1), ...(column !== undefined && { column }) };
}

/** The cursor a token further, inside its sentence; with `extend`, the selection grows or shrinks. */
export function moved(cursor: Cursor, by: 1 | -1, extend: boolean, tokens: number): Cursor {
  const { anchor, focus } = cursor;
  if (extend) return { ...cursor, focus: clamp(focus + by, tokens) };
  // A selection first collapses to the side that one moves to.
  const from = anchor === focus ? focus + by : by > 0 ? Math.max(anchor, focus) : Math.min(anchor, focus);
  const at = clamp(from, tokens);
  return { ...cursor, anchor: at, focus: at };
}

/** What the cursor's column says; the tag column's where the cursor's is not shown. */
export function entitiesAt(
  { readings }: ReadSentence,
  tagColumn: number,
  column: number | undefined,
): readonly ReadEntity[] {
  const wanted = readings.find((reading) => reading.column === (column ?? tagColumn));
  return (wanted ?? readings.find((reading) => reading.column === tagColumn))?.entities ?? [];
}

/** The next column that is shown for a sentence, around; nothing where there is one only. */
export function nextColumn(
  { readings }: ReadSentence,
  tagColumn: number,
  column: number | undefined,
): number | undefined {
  const at = readings.findIndex((reading) => reading.column === (column ?? tagColumn));
  const next = readings[(at + 1) % readings.length]?.column;
  return next === tagColumn ? undefined : next;
}

/** The entity that a place lies in or touches first. */
export function entityAt(entities: readonly ReadEntity[], { start, end }: Place): ReadEntity | undefined {
  return entities.find((entity) => entity.start < end && start < entity.end);
}

/**
 * What labelling a place with a type does: an entity that covers exactly that place and has that type is removed; a bare
 * cursor inside an entity means the whole entity.
 */
export function labelled(
  entities: readonly ReadEntity[],
  place: Place,
  type: string,
): { readonly place: Place; readonly entityType?: string } {
  const whole = wholeEntity(entities, place);
  const entity = entityAt(entities, place);
  const same = entity?.type === type && entity.start === whole.start && entity.end === whole.end;
  return same ? { place: whole } : { place: whole, entityType: type };
}

/** A bare cursor inside an entity means the whole entity. */
export function wholeEntity(entities: readonly ReadEntity[], place: Place): Place {
  const entity = entityAt(entities, place);
  return entity && place.end - place.start === 1 ? { ...place, start: entity.start, end: entity.end } : place;
}

/** An entity with an end moved by a token; undefined where it cannot be. */
export function resized(
  entity: ReadEntity,
  edge: 'start' | 'end',
  by: 1 | -1,
  tokens: number,
): { readonly start: number; readonly end: number } | undefined {
  const start = entity.start + (edge === 'start' ? by : 0);
  const end = entity.end + (edge === 'end' ? by : 0);
  return start < 0 || end > tokens || start >= end ? undefined : { start, end };
}

function clamp(token: number, tokens: number): number {
  return Math.max(0, Math.min(tokens - 1, token));
}
