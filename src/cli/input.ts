import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { ConllDocument, checkReadable, decodeBytes, type TextEncoding } from '../dataset';
import { UsageError } from './failure';

/** A CoNLL file as it was read, with the name that messages call it by. */
export interface ConllFile {
  readonly name: string;
  readonly document: ConllDocument;
  /** To write the edited text back in the bytes' own encoding. */
  readonly encoding: TextEncoding;
}

/** The bytes of a file, or of standard input for `-`. */
export async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    // Reading a folder fails without naming it.
    throw error instanceof Error ? Object.assign(error, { path: file }) : error;
  }
}

/** What messages call a file. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

export interface ReadOptions {
  /** Index from 0; left out, the last column holds the tags. */
  readonly tagColumn?: number | undefined;
  /** False where the file may have other columns than tags, or tokens alone. */
  readonly needsTags?: boolean;
}

/**
 * Reads one CoNLL file.
 * @throws DatasetError when it is not one, with the line and what to do; a system error when it cannot be read.
 */
export async function readConll(file: string, { tagColumn, needsTags = true }: ReadOptions = {}): Promise<ConllFile> {
  const name = nameOf(file);
  const bytes = await readBytes(file);
  // Whoever names a column knows the file; what stands in that column is checked by the verb.
  const unreadable = checkReadable(bytes, name, { needsTags: needsTags && tagColumn === undefined });
  if (unreadable) throw unreadable;
  const { text, encoding } = decodeBytes(bytes);
  const document = ConllDocument.parse(text, tagColumn === undefined ? {} : { tagColumn });
  if (tagColumn !== undefined && tagColumn >= document.columnCount) {
    throw new UsageError(
      `${name} has ${document.columnCount} columns, so there is no column ${tagColumn + 1}. Columns are counted from 1.`,
    );
  }
  return { name, document, encoding };
}
