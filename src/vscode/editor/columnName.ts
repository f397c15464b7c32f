import * as vscode from 'vscode';
import { columnNames, type LiveDocument } from '../../dataset';
import { runFiles } from '../../protocol/runFolder';

/** The predictions of a run: its test file, the student's tags as one more column. */
const predictions = new RegExp(`/runs/[^/]+/${runFiles.predictions}$`, 'u');

/** What a column is called: as the file names it (`# global.columns = …`), gold and prediction in a run's folder, or by its number. */
export function columnName({ uri }: Pick<vscode.TextDocument, 'uri'>, live: LiveDocument, column: number): string {
  const { columnCount } = live.layout;
  const names = columnNames(live.chunks[0]?.chunk.text ?? '', columnCount);
  const named = names?.[column];
  if (named !== undefined) return named;
  if (predictions.test(uri.path)) {
    if (column === columnCount - 1) return vscode.l10n.t('prediction');
    if (column === columnCount - 2) return vscode.l10n.t('gold');
  }
  return vscode.l10n.t('column {0}', column + 1);
}
