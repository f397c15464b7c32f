import type { Place, ReadEntity } from '../../protocol/readingView';

/** What is selected: the tokens between two ends, both inclusive; `focus` is the one that moves. */
export interface Cursor {
  readonly sentence: number;
  readonly anchor: number;
  readonly focus: number;
}

export function placeOf({ sentence, anchor, focus }: Cursor): Place {
  return { sentence, start: Math.min(anchor, focus), end: Math.max(anchor, focus) + 1 };
}

export function cursorAt({ sentence, start, end }: Place): Cursor {
  return { sentence, anchor: start, focus: Math.max(start, end - 1) };
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

/** The entity that a place lies in or touches first. */
export function entityAt(entities: readonly ReadEntity[], { start, end }: Place): ReadEntity | undefined {
  return entities.find((entity) => entity.start < end && start < entity.end);
}

/**
 * The first entity of a sentence in a direction.
 * @param from where in the sentence to begin, an empty place counting itself; the whole sentence where absent
 */
export function entityBeyond(
  entities: readonly ReadEntity[],
  from: Place | undefined,
  direction: 1 | -1,
): ReadEntity | undefined {
  const begin = from && (from.end <= from.start ? from.start - 1 : from.start);
  if (direction > 0) return entities.find(({ start }) => begin === undefined || start > begin);
  return entities.findLast(({ start }) => from === undefined || start < from.start);
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
  const entity = entityAt(entities, place);
  const bare = place.end - place.start === 1;
  const whole = entity && bare ? { ...place, start: entity.start, end: entity.end } : place;
  const same = entity?.type === type && entity.start === whole.start && entity.end === whole.end;
  return same ? { place: whole } : { place: whole, entityType: type };
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

/** The type that letters typed so far name; undefined as long as none or several do. */
export function typeOf(letters: string, types: readonly string[]): string | undefined {
  const upper = letters.toUpperCase();
  const fitting = types.filter((type) => type.toUpperCase().startsWith(upper));
  return fitting.find((type) => type.toUpperCase() === upper) ?? (fitting.length === 1 ? fitting[0] : undefined);
}

function clamp(token: number, tokens: number): number {
  return Math.max(0, Math.min(tokens - 1, token));
}
