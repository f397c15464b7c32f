import * as vscode from 'vscode';
import { columnName } from './columnName';
import type { LineNote } from './entityMarks';
import type { ParsedDocument } from './parsedDocuments';
import { DISAGREEMENT, slotColour } from './typeColours';

/** What stands after a line as a decoration: `PER`, and where columns disagree `≠ column 3: ORG`. */
export function lineNote(
  { line, type, others }: LineNote,
  document: vscode.TextDocument,
  { live, slots }: ParsedDocument,
): vscode.DecorationOptions {
  const end = document.lineAt(line).range.end;
  const differing = others.map(
    ({ column, entities }) => `${columnName(document, live, column)}: ${entities.join(' ') || 'O'}`,
  );
  const text = [
    type ?? (differing.length > 0 ? 'O' : ''),
    ...(differing.length > 0 ? ['≠', differing.join(', ')] : []),
  ];
  return {
    range: new vscode.Range(end, end),
    renderOptions: {
      // Italic, because it is no text of the file.
      after: {
        contentText: text.join(' '),
        color: new vscode.ThemeColor(differing.length > 0 ? DISAGREEMENT : slotColour(slots.get(type ?? '') ?? 1)),
        fontStyle: 'italic',
        margin: '0 0 0 2ch',
      },
    },
  };
}
