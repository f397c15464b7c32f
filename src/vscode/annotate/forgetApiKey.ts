import * as vscode from 'vscode';
import { openAISettings } from '../settings';
import type { ApiKeys } from './apiKeys';

/** The command CoNLL: Forget API Key: removes the key of the address that is set now. */
export async function forgetApiKey(keys: ApiKeys): Promise<void> {
  const { baseUrl } = openAISettings();
  const { origin } = new URL(baseUrl);
  const forgotten = await keys.forget(baseUrl);
  void vscode.window.showInformationMessage(
    forgotten
      ? vscode.l10n.t('The API key for {0} is forgotten.', origin)
      : vscode.l10n.t('There is no API key for {0}.', origin),
  );
}
