import type { ConllDocument } from './document';
import { isTag } from './tags';
import type { Sentence } from './types';

/** So many columns are looked up one by one. */
const fewColumns = 20;

/**
 * What two sentences of the same tokens must share to be one sentence twice: their cells in the tag column, and in each other column in
 * which a tag stands, such as gold beside a prediction. Parts of speech, lemmas and numbers of lines are not compared. A sentence is
 * looked at alone, so that the answer is the same however a file is read.
 * @returns equal lists for equal tags
 */
export function comparedTags(document: ConllDocument, sentence: Sentence): readonly string[] {
  const { columnCount, tokenColumn, tagColumn } = document;
  const cellsOf = columnCount > fewColumns ? inRows(document, sentence) : (at: number) => document.column(sentence, at);
  let compared: readonly string[] = sentence.tags;
  for (let column = 0; column < columnCount; column++) {
    if (column === tokenColumn || column === tagColumn) continue;
    const cells = cellsOf(column);
    // The column is named, so that the same tags in another one are others.
    if (cells.some(isTag)) compared = [...compared, String(column), ...cells];
  }
  return compared;
}

/** A cell is found from its line's beginning, which of all cells of a line with thousands would take millions of steps. */
function inRows(document: ConllDocument, { lines }: Sentence): (column: number) => readonly string[] {
  const rows = lines.map((line) => document.cells(line));
  return (column) => rows.map((cells) => cells[column]?.text ?? '');
}
