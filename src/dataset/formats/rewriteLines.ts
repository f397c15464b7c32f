import { DatasetError } from '../datasetError';
import type { NamedDocument } from '../tagColumns';

/** What a token line becomes. */
export type LineWriter = (cells: readonly string[], line: number) => string;

export interface RewriteOptions {
  /** False leaves comment lines out. */
  readonly comments?: boolean;
  /** What a `-DOCSTART-` line becomes; left out, it is left out with the blank line after it. As it stands by default. */
  readonly docstart?: string | undefined;
}

/**
 * A document with other token lines. Blank lines, line ends and a byte order mark stay as they are, and so do comments and
 * `-DOCSTART-` lines where nothing else is said.
 * @throws DatasetError naming the first line with other than the file's number of columns
 */
export function rewriteLines({ name, document }: NamedDocument, token: LineWriter, options?: RewriteOptions): string {
  const out: string[] = document.text.startsWith('\ufeff') ? ['\ufeff'] : [];
  let afterDocstart = false;
  for (let line = 0; line < document.lineCount; line++) {
    const { start, end } = document.lineRange(line);
    const text = document.text.slice(start, end).replace(/^\ufeff/u, '');
    const lineEnd = document.text.slice(end, document.lineRange(line + 1).start);
    const kind = document.lineKind(line);
    if (kind === 'token') {
      const cells = document.cells(line).map((cell) => cell.text);
      if (cells.length !== document.columnCount) {
        throw new DatasetError(
          `${name}, line ${line + 1}: there are ${cells.length} columns, where ${document.columnCount} were expected. Correct the line first.`,
          { file: name, line },
        );
      }
      out.push(token(cells, line), lineEnd);
    } else if (kind === 'docstart') {
      if (!options) out.push(text, lineEnd);
      else if (options.docstart !== undefined) out.push(options.docstart, lineEnd);
    } else if (kind === 'comment') {
      if (options?.comments !== false) out.push(text, lineEnd);
    } else if (!afterDocstart || !options || options.docstart !== undefined) out.push(text, lineEnd);
    afterDocstart = kind === 'docstart';
  }
  return out.join('');
}
