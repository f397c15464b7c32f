import * as vscode from 'vscode';

/** What the user was shown, and what they would answer: stands in for the person at the keyboard, who no test has. */
export class UserAnswers {
  /** Every message shown, oldest first. */
  readonly messages: string[] = [];
  /** Answers to the next input boxes; undefined dismisses one. */
  readonly typed: (string | undefined)[] = [];
  /** The labels of every list shown, oldest first; and of what to choose from the next ones. */
  readonly lists: string[][] = [];
  readonly chosen: RegExp[] = [];
  /** What is chosen in the next dialogs of files and folders; undefined dismisses one. */
  readonly paths: (vscode.Uri | undefined)[] = [];
  /** The buttons of messages that are pressed when offered. */
  readonly pressed = new Set<string>();
  /** Called whenever a progress notification says something; returning true presses its Cancel. */
  cancels: () => boolean = () => false;
  readonly #originals = new Map<string, unknown>();

  constructor() {
    const show = async (message: string, ...rest: unknown[]): Promise<unknown> => {
      this.messages.push(message);
      return rest.find((item) => typeof item === 'string' && this.pressed.has(item));
    };
    this.#replace('showInformationMessage', show);
    this.#replace('showWarningMessage', show);
    this.#replace('showErrorMessage', show);
    this.#replace('showInputBox', async () => this.typed.shift());
    this.#replace('showSaveDialog', async () => this.paths.shift());
    this.#replace('showOpenDialog', async () => {
      const chosen = this.paths.shift();
      return chosen && [chosen];
    });
    type Item = vscode.QuickPickItem | string;
    const pick = async (offered: readonly Item[] | Thenable<readonly Item[]>, options?: vscode.QuickPickOptions) => {
      const items = await offered;
      const labelOf = (item: Item) => (typeof item === 'string' ? item : item.label);
      this.lists.push(items.map((item) => `${labelOf(item)}: ${typeof item === 'string' ? '' : (item.detail ?? '')}`));
      const wanted = this.chosen.shift();
      if (options?.canPickMany) return wanted && items.filter((item) => wanted.test(labelOf(item)));
      return items.find((item) => wanted?.test(labelOf(item)));
    };
    this.#replace('showQuickPick', pick);
    const { withProgress } = vscode.window;
    this.#replace('withProgress', (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) =>
      withProgress(options, (progress) => {
        const cancellation = new vscode.CancellationTokenSource();
        const report = (value: { message?: string; increment?: number }): void => {
          progress.report(value);
          if (this.cancels()) cancellation.cancel();
        };
        return task({ report }, cancellation.token);
      }),
    );
  }

  restore(): void {
    for (const [name, original] of this.#originals) {
      Object.defineProperty(vscode.window, name, { value: original, configurable: true, writable: true });
    }
  }

  #replace(name: keyof typeof vscode.window, value: unknown): void {
    this.#originals.set(name, vscode.window[name]);
    Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
  }
}
