import type { Connection, ServerCapabilities, TextDocuments } from 'vscode-languageserver';
import type { ClientEdits } from './clientEdits';
import type { Diagnostics } from './lint/diagnostics';
import type { OpenDocument } from './openDocument';
import type { Settings } from './settings';
import type { TypeSets } from './typeSets';
import type { WorkspaceFiles } from './workspaceFiles';

/** What the features of the server share. */
export interface Server {
  readonly connection: Connection;
  readonly documents: TextDocuments<OpenDocument>;
  readonly diagnostics: Diagnostics;
  readonly workspace: WorkspaceFiles;
  readonly settings: Settings;
  readonly typeSets: TypeSets;
  readonly clientEdits: ClientEdits;
}

/** One feature of the protocol: answers its requests, and says what the editor may ask. */
export type Feature = (server: Server) => ServerCapabilities;
