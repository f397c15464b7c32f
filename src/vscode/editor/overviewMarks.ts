import type { EntityLine } from '../../dataset';

/** As many marks as a scroll bar has room for. */
export const MOST_MARKS = 300;

/**
 * The marks beside the scroll bar: one for each stretch of the document that has an entity, of the type that is the rarest in the
 * whole document, so that what is rare is found.
 * @returns lines by type, ascending
 */
export function overviewMarks(
  entities: Iterable<EntityLine>,
  lineCount: number,
  counts: ReadonlyMap<string, number>,
): Map<string, number[]> {
  const stretch = Math.max(1, lineCount / MOST_MARKS);
  const count = (type: string): number => counts.get(type) ?? 0;
  const rarest = new Map<number, EntityLine>();
  const lastPlaces = new Map<string, number>();
  for (const entity of entities) {
    const place = Math.floor(entity.line / stretch);
    // A long document has many of a type in a stretch: the first is enough.
    if (lastPlaces.get(entity.type) === place) continue;
    lastPlaces.set(entity.type, place);
    const known = rarest.get(place);
    if (!known || count(entity.type) < count(known.type)) rarest.set(place, entity);
  }
  const marks = new Map<string, number[]>();
  for (const { type, line } of rarest.values()) marks.set(type, [...(marks.get(type) ?? []), line]);
  return marks;
}

/** The first line of each stretch of the document that has any of these. @param lines ascending */
export function thinned(lines: readonly number[], lineCount: number): number[] {
  const stretch = Math.max(1, lineCount / MOST_MARKS);
  return lines.filter(
    (line, index) => index === 0 || Math.floor(line / stretch) !== Math.floor((lines[index - 1] ?? 0) / stretch),
  );
}
