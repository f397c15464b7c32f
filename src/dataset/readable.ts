import { DatasetError } from './datasetError';
import { ConllDocument } from './document';
import { decodeBytes } from './encoding';
import { lineTable } from './lineTable';
import { isTag, parseTag } from './tags';

/** No token, tag or comment is that long; an editor would hang on it. */
export const LONGEST_LINE = 100_000;
/** Characters looked at for a zero byte, and sentences looked at for tags. */
export const LOOKS_BINARY = 4096;
export const SENTENCES_LOOKED_AT = 200;

export interface ReadableOptions {
  /** As for ConllDocument.parse. */
  readonly tagColumn?: number;
  /** False where tags are not needed, such as a file of bare tokens that is to be tagged. */
  readonly needsTags?: boolean;
}

/**
 * Can this be read as CoNLL at all? Says why not, or nothing. Looks at no more than it must, so it is quick on huge input.
 * @param name of the file, for the message
 */
export function checkReadable(
  content: Uint8Array | string,
  name: string,
  { tagColumn = -1, needsTags = true }: ReadableOptions = {},
): DatasetError | undefined {
  const refuse = (what: string, line?: number): DatasetError =>
    new DatasetError(`${name}${line === undefined ? '' : `, line ${line + 1}`}: ${what}`, {
      file: name,
      ...(line === undefined ? {} : { line }),
    });
  const head = typeof content === 'string' ? content.slice(0, LOOKS_BINARY) : content.subarray(0, LOOKS_BINARY);
  if (typeof head === 'string' ? head.includes('\0') : head.includes(0)) {
    return refuse('this is a binary file. CoNLL is plain text with one token a line and its tag in the last column.');
  }
  const text = typeof content === 'string' ? content : decodeBytes(content).text;
  if (text.trim() === '' || text === '\ufeff') {
    return refuse('the file is empty. Expected one token a line with its tag, and a blank line between sentences.');
  }
  const lines = lineTable(text);
  for (let line = 0; line < lines.count; line++) {
    const length = (lines.ends[line] ?? 0) - (lines.starts[line] ?? 0);
    if (length > LONGEST_LINE) {
      return refuse(
        `the line has ${length} characters. Expected one token a line: is this plain text? Then use "conll-distill import" first.`,
        line,
      );
    }
  }
  const document = ConllDocument.parse(text, { tagColumn });
  if (document.sentences.length === 0) return refuse('no token line was found, only comments and blank lines.');
  if (needsTags && document.tagColumn >= 0 && !hasTags(document)) {
    return refuse(
      'this does not look like CoNLL: most lines do not end with a tag such as O or B-PER. For plain text use "conll-distill import" first.',
    );
  }
  return undefined;
}

/** Do most tokens of the first sentences have a tag? */
function hasTags(document: ConllDocument): boolean {
  const { tokens, tagged } = countTagged(document, SENTENCES_LOOKED_AT);
  return tagged * 2 >= tokens;
}

/** How many tokens of its first sentences have a tag, in either spelling. A line too short to have one has none. */
export function countTagged(document: ConllDocument, sentences: number): { tokens: number; tagged: number } {
  const lines = document.sentences.slice(0, sentences).flatMap((sentence) => sentence.lines);
  const tagged = lines.filter((line) => {
    const cell = document.cells(line)[document.tagColumn]?.text ?? '';
    return isTag(cell) || parseTag(cell, 'suffix') !== undefined;
  });
  return { tokens: lines.length, tagged: tagged.length };
}
