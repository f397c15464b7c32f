import * as vscode from 'vscode';
import { columnName } from './columnName';
import { afterLine } from './decorationTypes';
import type { LineNote } from './entityMarks';
import type { ParsedDocument } from './parsedDocuments';
import { DISAGREEMENT, slotColour } from './typeColours';

/** What stands after a line where columns disagree: `PER ≠ column 3: ORG`. */
export function disagreementNote(
  { line, type, others }: LineNote,
  document: vscode.TextDocument,
  { live }: ParsedDocument,
): vscode.DecorationOptions {
  const differing = others.map(
    ({ column, entities }) => `${columnName(document, live, column)}: ${entities.join(' ') || 'O'}`,
  );
  return {
    range: lineEnd(document, line),
    renderOptions: { after: afterLine(`${type ?? 'O'} ≠ ${differing.join(', ')}`, DISAGREEMENT) },
  };
}

/** An entity type's name after a line, where it has no decoration type. */
export function nameNote(type: string, slot: number, range: vscode.Range): vscode.DecorationOptions {
  return { range, renderOptions: { after: afterLine(type, slotColour(slot)) } };
}

/** The empty range after a line's last character. */
export function lineEnd(document: vscode.TextDocument, line: number): vscode.Range {
  const { end } = document.lineAt(line).range;
  return new vscode.Range(end, end);
}
