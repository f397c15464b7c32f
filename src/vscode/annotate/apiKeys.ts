import * as vscode from 'vscode';
import { keyProblem } from './keyShape';

/**
 * The user's API keys, in VS Code's SecretStorage and nowhere else. A key belongs to the origin it was given for: when
 * the base URL points elsewhere, the key does not follow, and another is asked for.
 */
export class ApiKeys {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  /** The stored key, or one that the user now types; undefined when the user dismisses the question. */
  async get(baseUrl: string): Promise<string | undefined> {
    return (await this.secrets.get(slot(baseUrl))) ?? this.ask(baseUrl);
  }

  /** Asks for a key and stores it in place of any other for this origin. */
  async ask(baseUrl: string): Promise<string | undefined> {
    const { origin } = new URL(baseUrl);
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('API key for {0}', origin),
      prompt: vscode.l10n.t(
        'Kept in your secret storage, sent to {0} only. "CoNLL: Forget API Key" removes it.',
        origin,
      ),
      password: true,
      ignoreFocusOut: true,
      validateInput: keyProblem,
    });
    if (key === undefined) return undefined;
    await this.secrets.store(slot(baseUrl), key.trim());
    return key.trim();
  }

  /** @returns whether there was a key. */
  async forget(baseUrl: string): Promise<boolean> {
    const stored = await this.secrets.get(slot(baseUrl));
    await this.secrets.delete(slot(baseUrl));
    return stored !== undefined;
  }
}

const slot = (baseUrl: string): string => `conllDistill.apiKey:${new URL(baseUrl).origin}`;
