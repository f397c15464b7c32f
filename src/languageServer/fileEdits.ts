import type { TextDocumentEdit } from 'vscode-languageserver';
import type { Server } from './feature';
import type { OpenDocument } from './openDocument';
import { mustBeUtf8, type WorkspaceFile } from './workspaceFiles';

type Edits = TextDocumentEdit['edits'];
type Files = Pick<Server, 'documents' | 'workspace'>;

/**
 * Makes the edits of a file.
 * @param isCurrent false as soon as the file is another one in the editor: what is made then is thrown away, and may be unfinished
 */
export type MakeEdits = (file: WorkspaceFile, isCurrent: () => boolean) => Edits | Promise<Edits>;

interface Made {
  readonly uri: string;
  readonly open: OpenDocument | undefined;
  /** Of the text that the edits are for; null of a file that no editor has open. */
  readonly version: number | null;
  readonly edits: Edits;
}

/**
 * The edits of a file as it stands. Where it is changed, opened or closed while they are made, they are made again: many editors apply them
 * without a look at the version that they name.
 * @returns undefined for a file that cannot be read
 * @throws ResponseError for edits of a file that is not UTF-8
 */
export async function editsOfFile(files: Files, uri: string, make: MakeEdits): Promise<TextDocumentEdit | undefined> {
  const made = await current(files, uri, make);
  return made && textDocumentEdit(made);
}

/**
 * The same of every file of the workspace that has edits. They are all for the files as they stand in the end.
 * @param asked of the document that the request is about
 */
export async function editsOfAll(files: Files, asked: string, make: MakeEdits): Promise<TextDocumentEdit[]> {
  const all = new Map<string, Made>();
  let todo = await files.workspace.list(asked);
  while (todo.length > 0) {
    for (const uri of todo) {
      const made = await current(files, uri, make);
      if (made) all.set(uri, made);
      else all.delete(uri);
    }
    // While later files were read, earlier ones may have been changed.
    todo = [...all.values()].filter((made) => !isCurrent(files, made)).map(({ uri }) => uri);
  }
  return [...all.values()].filter(({ edits }) => edits.length > 0).map(textDocumentEdit);
}

async function current(files: Files, uri: string, make: MakeEdits): Promise<Made | undefined> {
  for (;;) {
    const open = files.documents.get(uri);
    const file = await files.workspace.read(uri);
    if (!file) return undefined;
    const read = { uri, open, version: file.version };
    const edits = await make(file, () => isCurrent(files, read));
    if (!isCurrent(files, read)) continue;
    if (edits.length > 0) mustBeUtf8(file);
    return { ...read, edits };
  }
}

function isCurrent({ documents }: Files, { uri, open, version }: Pick<Made, 'uri' | 'open' | 'version'>): boolean {
  const now = documents.get(uri);
  return now === open && (now?.version ?? null) === version;
}

function textDocumentEdit({ uri, version, edits }: Made): TextDocumentEdit {
  return { textDocument: { uri, version }, edits };
}
