import * as vscode from 'vscode';
import { type Finding, findingsReport } from '../../dataset';

const scheme = 'conll-report';

/** Reports of what imports and exports lose and change, as documents that nobody has to save. */
export class LossReports implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  /** By path; the texts of reports that are no longer open are given up. */
  readonly #texts = new Map<string, string>();
  readonly #closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) this.#texts.delete(uri.path);
  });
  #count = 0;

  provideTextDocumentContent({ path }: vscode.Uri): string {
    // VS Code opens the tabs of its last session again.
    return this.#texts.get(path) ?? vscode.l10n.t('This report is gone; run the command again.');
  }

  /** @param title such as "Export as WNUT" */
  async show(title: string, findings: readonly Finding[]): Promise<void> {
    this.#count++;
    const uri = vscode.Uri.from({ scheme, path: `/${this.#count}/${title.replaceAll('/', '-')}.txt` });
    this.#texts.set(uri.path, findingsReport(findings));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#closed.dispose();
  }
}
