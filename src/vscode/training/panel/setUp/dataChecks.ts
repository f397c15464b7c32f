import * as vscode from 'vscode';
import type { DataFiles } from '../../../../protocol/dataFiles';
import type { HostToPanel } from '../../../../protocol/panel';
import { dataWarnings } from './dataWarnings';
import { FileInspector, type InspectedFile } from './fileInspector';

/** Tells the page what its data files are, again whenever one of them was saved in this window. */
export class DataChecks implements vscode.Disposable {
  readonly #inspector: FileInspector;
  readonly #saved: vscode.Disposable;
  #files: DataFiles = { original: [], distilled: [] };

  constructor(
    folder: vscode.WorkspaceFolder,
    private readonly post: (message: HostToPanel) => void,
  ) {
    this.#inspector = new FileInspector(folder.uri.fsPath);
    this.#saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (this.#paths().includes(uri.fsPath)) void this.again();
    });
  }

  async check(files: DataFiles): Promise<void> {
    this.#files = files;
    await this.again();
  }

  /** Looks at the files of the last check: what changed is read again. */
  async again(): Promise<void> {
    const files = this.#files;
    const inspected = new Map<string, InspectedFile>();
    for (const file of this.#paths()) inspected.set(file, await this.#inspector.inspect(file));
    // Others were asked for meanwhile.
    if (files !== this.#files) return;
    const facts = [...inspected.values()].map((file) => file.facts);
    this.post({ type: 'checked', facts, warnings: dataWarnings(files, inspected) });
  }

  dispose(): void {
    this.#saved.dispose();
  }

  #paths(): readonly string[] {
    const { original, distilled, dev, test } = this.#files;
    return [...new Set([...original, ...distilled, dev, test].filter((file) => file !== undefined))];
  }
}
