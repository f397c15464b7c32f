import * as vscode from 'vscode';
import type { DataRole } from '../../../protocol/panel';
import type { TrainingPanels } from './trainingPanels';

export const dataRoles = ['original', 'distilled', 'dev', 'test'] as const satisfies readonly DataRole[];

/**
 * The commands Use as Original, Distilled, Dev and Test: puts files into the panel's form.
 * @param clicked in the explorer or on a tab; the active editor's file where absent
 * @param selected all files that are selected there
 */
export async function useForTraining(
  panels: TrainingPanels,
  role: DataRole,
  clicked?: vscode.Uri,
  selected?: readonly vscode.Uri[],
): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const files = (selected && selected.length > 0 ? selected : [clicked ?? active]).filter((uri) => uri !== undefined);
  const [first] = files;
  if (first?.scheme !== 'file') {
    throw new Error(vscode.l10n.t('Training reads files on disk: save the document as a file first.'));
  }
  if (files.length > 1 && (role === 'dev' || role === 'test')) {
    throw new Error(vscode.l10n.t('A run has one {0} file, but {1} are selected.', role, files.length));
  }
  const folder = vscode.workspace.getWorkspaceFolder(first) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) return;
  const panel = panels.open(folder);
  panel.tell({ type: 'picked', role, paths: files.map(({ fsPath }) => fsPath) });
  panel.show('setUp');
}
