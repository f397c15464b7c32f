import * as vscode from 'vscode';
import { chooseFolder } from '../chooseFolder';
import type { PanelServices } from './panelContext';
import { parseMemory } from './requests';
import { TrainingPanel } from './trainingPanel';

const viewType = 'conllDistill.trainingPanel';

/** The training panels of a window, one a workspace folder; found again after the window was reloaded. */
export class TrainingPanels implements vscode.Disposable {
  readonly #panels = new Map<string, TrainingPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(private readonly services: PanelServices) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, memory) => {
        const remembered = parseMemory(memory);
        const folder = vscode.workspace.workspaceFolders?.find(
          ({ uri }) => remembered === undefined || uri.toString() === remembered.folder,
        );
        // Another workspace, or no trust any more: there is nothing to show.
        if (!folder || !vscode.workspace.isTrusted || this.#panels.has(folder.uri.toString())) panel.dispose();
        else this.#adopt(panel, folder);
      },
    });
  }

  /** Opens the panel of a workspace folder, or brings it to the front; with a run when one is given. */
  open(folder: vscode.WorkspaceFolder, run?: string): TrainingPanel {
    const open =
      this.#panels.get(folder.uri.toString()) ??
      this.#adopt(vscode.window.createWebviewPanel(viewType, this.#title(folder), vscode.ViewColumn.Active), folder);
    open.reveal(run);
    return open;
  }

  /** Opens the panel of the folder that the user works in. */
  async openChosen(): Promise<void> {
    const folder = await chooseFolder();
    if (folder) this.open(folder);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, folder: vscode.WorkspaceFolder): TrainingPanel {
    const key = folder.uri.toString();
    const adopted = new TrainingPanel(panel, folder, this.services);
    this.#panels.set(key, adopted);
    adopted.onDidDispose(() => this.#panels.delete(key));
    panel.iconPath = vscode.Uri.joinPath(this.services.extensionUri, 'media', 'icon.png');
    return adopted;
  }

  #title(folder: vscode.WorkspaceFolder): string {
    const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    return several ? vscode.l10n.t('Training: {0}', folder.name) : vscode.l10n.t('CoNLL Training');
  }
}
