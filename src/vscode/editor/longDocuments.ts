import type * as vscode from 'vscode';

/** Lines from which reading a document takes time that is missed while VS Code opens its editor. */
const LONG_LINES = 3000;

/** Milliseconds after which VS Code has shown a document that it opens. */
export const AFTER_OPENING_MS = 500;

/** Should what is not seen at once wait until the document is shown? */
export const isLong = ({ lineCount }: Pick<vscode.TextDocument, 'lineCount'>): boolean => lineCount > LONG_LINES;
