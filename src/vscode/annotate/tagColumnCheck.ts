import { type ConllDocument, DatasetError, isTag, type Sentence } from '../../dataset';

const remedy = 'Give each line a last column with a tag, such as O, first.';

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
  if (tagColumn < 0) return noTagColumn(first?.lines[0] ?? 0, file);
  return sentences.map((sentence) => otherThanTags(sentence, sentence.tags, file)).find((problem) => problem);
}

export function noTagColumn(line: number, file: string): DatasetError {
  return new DatasetError(`${file}, line ${line + 1}: there is a token, but no column for its tag. ${remedy}`, {
    file,
    line,
  });
}

/** @param tags of the sentence, in the column that is to be written */
export function otherThanTags({ lines }: Sentence, tags: readonly string[], file: string): DatasetError | undefined {
  const at = tags.findIndex((tag) => !isTag(tag));
  const line = lines[at];
  if (line === undefined) return undefined;
  const found = `"${tags[at]}" stands where a tag was expected, and would be lost.`;
  return new DatasetError(`${file}, line ${line + 1}: ${found} ${remedy}`, { file, line });
}
