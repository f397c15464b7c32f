import {
  appendColumn,
  applyEdits,
  ConllDocument,
  DatasetError,
  editWeights,
  encodeText,
  refuseOtherThanTags,
  withTags,
} from '../dataset';
import type { ConllFile } from './input';

/**
 * Refuses to write tags over what are none. A file of bare tokens has no tag column: it always gets one more.
 * @throws DatasetError naming the first line
 */
export function refuseReplacing(file: ConllFile): void {
  if (file.document.columnCount > 1) refuseOtherThanTags(file, file.document.tagColumn);
}

/**
 * The file's bytes with new tags, in the tag column or as one more last column.
 * @param tags one list a sentence, one tag a token
 * @param how `weights`: how much each sentence counts in training, written above it; `before`: the cells of one more column, which
 * stands before the tags so that these are the last
 */
export function writeTags(
  { name, document, encoding }: ConllFile,
  tags: readonly (readonly string[])[],
  {
    append,
    weights,
    before,
  }: {
    readonly append: boolean;
    readonly weights?: readonly (number | undefined)[];
    readonly before?: readonly (readonly string[])[];
  },
): Uint8Array {
  try {
    const text = withTags(before ? ConllDocument.parse(appendColumn(document, before)) : document, tags, append);
    if (!weights) return encodeText(text, encoding);
    return encodeText(applyEdits(text, editWeights(ConllDocument.parse(text), weights)), encoding);
  } catch (error) {
    if (error instanceof DatasetError) throw new DatasetError(`${name}, ${error.message}`, { file: name });
    throw error;
  }
}
