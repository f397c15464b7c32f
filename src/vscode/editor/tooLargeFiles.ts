import * as vscode from 'vscode';
import { hasConllExtension } from '../languageId';

/** VS Code keeps the text of larger files from extensions (`TextModel._MODEL_SYNC_LIMIT`). */
export const SYNC_LIMIT_BYTES = 50 * 1024 * 1024;

/** Says once for each CoNLL file that VS Code shows but hands to no extension, that it has no boxes, and what to do. */
export function watchTooLargeFiles(): vscode.Disposable {
  const told = new Set<string>();
  const look = async (tabs: readonly vscode.Tab[]): Promise<void> => {
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText) || told.has(input.uri.toString())) continue;
      if (!hasConllExtension(input.uri.path)) continue;
      const { size } = await vscode.workspace.fs.stat(input.uri).then(undefined, () => ({ size: 0 }));
      if (size <= SYNC_LIMIT_BYTES) continue;
      told.add(input.uri.toString());
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          '{0} has {1} MB. VS Code shares no file over 50 MB with its extensions, so entities are not marked and nothing is checked. In the explorer\'s menu, CoNLL Data Set splits, samples, shuffles and counts it from disk; "conll-distill check" in a terminal checks it.',
          vscode.workspace.asRelativePath(input.uri),
          Math.round(size / 1024 / 1024),
        ),
      );
    }
  };
  void look(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  return vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => void look([...opened, ...changed]));
}
