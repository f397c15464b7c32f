import type { ConllDocument } from './document';
import { isTag } from './tags';
import type { Sentence } from './types';

/**
 * What two sentences of the same tokens must share to be one sentence twice: their cells in the tag column, and in each other column in
 * which a tag stands, such as gold beside a prediction. Parts of speech, lemmas and numbers of lines are not compared. A sentence is
 * looked at alone, so that the answer is the same however a file is read.
 * @returns equal lists for equal tags
 */
export function comparedTags(document: ConllDocument, sentence: Sentence): readonly string[] {
  const { columnCount, tokenColumn, tagColumn } = document;
  const rows = sentence.lines.map((line) => document.cells(line));
  const columns = new Set<number>();
  for (const cells of rows) {
    for (const [column, { text }] of cells.entries()) {
      if (column < columnCount && column !== tokenColumn && column !== tagColumn && isTag(text)) columns.add(column);
    }
  }
  if (columns.size === 0) return sentence.tags;
  // Columns are named, so that the same tags in another one are others.
  const beside = [...columns]
    .sort((a, b) => a - b)
    .flatMap((column) => [String(column), ...rows.map((cells) => cells[column]?.text ?? '')]);
  return [...sentence.tags, ...beside];
}
