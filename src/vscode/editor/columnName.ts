import * as vscode from 'vscode';
import { columnNames, type LiveDocument } from '../../dataset';

/** What a column is called: as the file names it (`# global.columns = …`), or by its number. */
export function columnName(live: LiveDocument, column: number): string {
  const names = columnNames(live.chunks[0]?.chunk.text ?? '', live.layout.columnCount);
  return names?.[column] ?? vscode.l10n.t('column {0}', column + 1);
}
