import type { ReadSentence } from '../../protocol/readingView';
import { type Cursor, entitiesAt, entityAt, placeOf } from './cursor';

/** What a screen reader is to say of the cursor: the words, what they are, and where. */
export function spoken(
  sentence: ReadSentence,
  cursor: Cursor,
  tagColumn: number,
  nameOf: (column: number) => string,
): string {
  const place = placeOf(cursor);
  const words = sentence.tokens
    .slice(place.start, place.end)
    .map(({ text }) => text)
    .join(' ');
  const says = (column: number): string =>
    entityAt(entitiesAt(sentence, tagColumn, column), place)?.type ?? 'no entity';
  const isDisputed = sentence.differing.some((token) => place.start <= token && token < place.end);
  const what = isDisputed
    ? sentence.readings.map(({ column }) => `${nameOf(column)} says ${says(column)}`).join(', ')
    : says(cursor.column ?? tagColumn);
  return `${words}, ${what}, line ${sentence.line}`;
}
