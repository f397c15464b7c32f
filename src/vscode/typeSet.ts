import * as vscode from 'vscode';
import { decodeBytes, parseTypeSet, TYPE_SET_FILES, type TypeDefinition } from '../dataset';
import { entityTypeSettings, entityTypesAreSet } from './settings';

/**
 * The entity types of a file: as the user set them, or as `labels.txt` or `labels.json` beside it names them, or the default ones.
 * @throws Error that names the setting, or DatasetError that names the file, where they are not to be understood
 */
export async function typeSetOf(file: vscode.Uri): Promise<readonly TypeDefinition[]> {
  if (entityTypesAreSet(file)) return entityTypeSettings(file);
  if (file.scheme !== 'untitled') {
    for (const name of TYPE_SET_FILES) {
      const beside = vscode.Uri.joinPath(file, '..', name);
      const bytes = await vscode.workspace.fs.readFile(beside).then(
        (read) => read,
        () => undefined,
      );
      if (bytes) return parseTypeSet(decodeBytes(bytes).text, vscode.workspace.asRelativePath(beside));
    }
  }
  return entityTypeSettings(file);
}
