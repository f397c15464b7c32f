import { type ConllDocument, DatasetError, isTag, type Sentence } from '../../dataset';

/**
 * Why tags cannot be written into these sentences: the document has no tag column, or something else stands in it and
 * would be lost. Undefined when all is well.
 * @param file named in the message
 */
export function tagColumnProblem(
  { tagColumn, sentences: [first] }: ConllDocument,
  sentences: readonly Sentence[],
  file: string,
): DatasetError | undefined {
  const remedy = 'Give each line a last column with a tag, such as O, first.';
  if (tagColumn < 0) {
    const line = first?.lines[0] ?? 0;
    return new DatasetError(`${file}, line ${line + 1}: there is a token, but no column for its tag. ${remedy}`, {
      file,
      line,
    });
  }
  for (const { lines, tags } of sentences) {
    const at = tags.findIndex((tag) => !isTag(tag));
    const line = lines[at];
    if (line === undefined) continue;
    const found = `"${tags[at]}" stands where a tag was expected, and would be lost.`;
    return new DatasetError(`${file}, line ${line + 1}: ${found} ${remedy}`, { file, line });
  }
  return undefined;
}
