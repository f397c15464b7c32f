import type * as vscode from 'vscode';

/** Lines from which reading a document takes time that is missed while VS Code opens its editor. */
const LONG_LINES = 3000;

/** Milliseconds after which VS Code has shown a document that it opens. */
export const AFTER_OPENING_MS = 500;

/** The schemes of documents that the user edits; others, such as the older side of a diff, are opened by the dozen unseen. */
const EDITED_SCHEMES = ['file', 'untitled'];

/** Should what is not seen at once wait until the document is shown? */
export const isLong = ({ lineCount }: Pick<vscode.TextDocument, 'lineCount'>): boolean => lineCount > LONG_LINES;

/** Is it worth reading a document that VS Code opens before its editor is there? */
export const isReadAhead = (document: Pick<vscode.TextDocument, 'lineCount' | 'uri'>): boolean =>
  isLong(document) && EDITED_SCHEMES.includes(document.uri.scheme);
