import { type ConllDocument, DatasetError, isTag, type Sentence } from '../../dataset';

/** For a file that has no column of tags. */
const remedy = 'Give each line a last column with a tag, such as O, first.';

/** Whose columns are looked at: a ConllDocument's, or those of a LiveDocument. */
interface Columns {
  column(sentence: Sentence, index: number): string[];
}

/** A sentence whose tags are to be written over, and where they stand. */
export interface WrittenTags {
  readonly sentence: Sentence;
  /** In the column that is to be written. */
  readonly tags: readonly string[];
  readonly column: number;
}

/**
 * Why tags cannot be written into these sentences: the document has no tag column, or something else stands in it and
 * would be lost. Undefined when all is well.
 * @param file named in the message
 */
export function tagColumnProblem(
  document: ConllDocument,
  sentences: readonly Sentence[],
  file: string,
): DatasetError | undefined {
  const { tagColumn: column } = document;
  if (column < 0) return noTagColumn(document.sentences[0]?.lines[0] ?? 0, file);
  const isTags = () => holdsTags(document, document.sentences, column);
  return sentences
    .map((sentence) => otherThanTags({ sentence, tags: sentence.tags, column }, file, isTags))
    .find((problem) => problem);
}

export function noTagColumn(line: number, file: string): DatasetError {
  return new DatasetError(`${file}, line ${line + 1}: there is a token, but no column for its tag. ${remedy}`, {
    file,
    line,
  });
}

/**
 * What would be lost if tags were written over these.
 * @param isTagColumn whether the column is one of tags, so that what is none is a slip; asked only when something is found
 */
export function otherThanTags(
  { sentence: { lines }, tags, column }: WrittenTags,
  file: string,
  isTagColumn: () => boolean,
): DatasetError | undefined {
  const at = tags.findIndex((tag) => !isTag(tag));
  const line = lines[at];
  if (line === undefined) return undefined;
  const message = isTagColumn()
    ? `"${tags[at]}" in column ${column + 1} is no tag, and would be lost. Correct it first: a tag is O, or a prefix and an entity type, such as B-PER.`
    : `"${tags[at]}" stands where a tag was expected, and would be lost. ${remedy}`;
  return new DatasetError(`${file}, line ${line + 1}: ${message}`, { file, line });
}

/** Whether most cells of a column are tags, cells that ragged lines lack left out. */
export function holdsTags(document: Columns, sentences: readonly Sentence[], column: number): boolean {
  const cells = sentences.flatMap((sentence) => document.column(sentence, column).filter((cell) => cell !== ''));
  return 2 * cells.filter((cell) => isTag(cell)).length > cells.length;
}
