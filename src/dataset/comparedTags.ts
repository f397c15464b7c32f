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
  let compared: readonly string[] = sentence.tags;
  for (let column = 0; column < columnCount; column++) {
    if (column === tokenColumn || column === tagColumn) continue;
    const cells = document.column(sentence, column);
    // The column is named, so that the same tags in another one are others.
    if (cells.some((cell) => isTag(cell))) compared = [...compared, String(column), ...cells];
  }
  return compared;
}
