import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeBytes, parseTypeSet, TYPE_SET_FILES, type TypeDefinition } from '../dataset';

/** The type set that stands beside a file, if one does. @throws DatasetError when it is not to be understood */
export async function typeSetBeside(file: string): Promise<readonly TypeDefinition[] | undefined> {
  for (const name of TYPE_SET_FILES) {
    const beside = path.join(path.dirname(file), name);
    const bytes = await readFile(beside).catch(() => undefined);
    if (bytes) return parseTypeSet(decodeBytes(bytes).text, beside);
  }
  return undefined;
}
