import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocumentEdit } from 'vscode-languageserver';
import { DatasetError, decodeBytes, LiveDocument, renameInTypeSet, TYPE_SET_FILES } from '../dataset';

/**
 * The edits of the type sets that stand beside files.
 * @param uris of the files
 * @throws DatasetError where a type set that names the type is not UTF-8, and where one is not to be understood or cannot have the new name
 */
export async function renameInTypeSets(
  uris: readonly string[],
  type: string,
  newName: string,
): Promise<TextDocumentEdit[]> {
  const files = uris.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
  const folders = [...new Set(files.map((file) => path.dirname(file)))].sort();
  const found: TextDocumentEdit[] = [];
  for (const folder of folders) {
    const set = await firstTypeSet(folder);
    if (!set) continue;
    const decoded = decodeBytes(set.bytes);
    const text = decoded.text.replace(/^\ufeff/u, '');
    const places = LiveDocument.open(text);
    const edits = renameInTypeSet(text, set.file, type, newName).map(({ start, end, newText }) => ({
      range: { start: places.positionAt(start), end: places.positionAt(end) },
      newText,
    }));
    if (edits.length === 0) continue;
    if (decoded.encoding !== 'utf-8') {
      throw new DatasetError(
        `${set.file} is not UTF-8, and an edit would destroy what is not. Save it as UTF-8 first.`,
        { file: set.file },
      );
    }
    const uri = pathToFileURL(set.file).href;
    found.push({ textDocument: { uri, version: null }, edits });
  }
  return found;
}

async function firstTypeSet(
  folder: string,
): Promise<{ readonly file: string; readonly bytes: Uint8Array } | undefined> {
  for (const name of TYPE_SET_FILES) {
    const file = path.join(folder, name);
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes) return { file, bytes };
  }
  return undefined;
}
