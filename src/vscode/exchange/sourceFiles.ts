import * as vscode from 'vscode';
import { bratPartner, DatasetError, decodeBytes, type SourceFile, type TextEncoding } from '../../dataset';

/** A text as it is to be converted, with the encoding to write it back in. */
export interface SourceText extends SourceFile {
  readonly encoding: TextEncoding;
}

/** What an open document says, or the bytes of its file while nothing was typed: these have a byte order mark and any encoding. */
export async function readDocument(document: vscode.TextDocument): Promise<SourceText> {
  if (!document.isDirty && !document.isUntitled) return readFile(document.uri);
  const mark = document.encoding === 'utf8bom' ? '\ufeff' : '';
  return { name: nameOf(document.uri), text: mark + document.getText(), encoding: 'utf-8' };
}

/** A file's text, as it stands in an editor where one has unsaved changes. */
export async function readUri(uri: vscode.Uri): Promise<SourceText> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.isDirty || open?.isUntitled ? readDocument(open) : readFile(uri);
}

/** @throws DatasetError for binary files */
async function readFile(uri: vscode.Uri): Promise<SourceText> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes.includes(0)) {
    throw new DatasetError(vscode.l10n.t('{0}: this is a binary file. Expected text.', nameOf(uri)));
  }
  return { name: nameOf(uri), ...decodeBytes(bytes) };
}

export function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}

/** A file with the one that belongs to it in brat, where that is there. */
export async function withPartner(uri: vscode.Uri): Promise<readonly SourceText[]> {
  const path = bratPartner(uri.path);
  const partner = path === undefined ? undefined : uri.with({ path });
  const first = await readUri(uri);
  return partner && (await exists(partner)) ? [first, await readUri(partner)] : [first];
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
