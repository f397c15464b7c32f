import * as vscode from 'vscode';

/** Which model annotates, where it is asked, and how. Holds no key. */
export interface OpenAISettings {
  readonly baseUrl: string;
  readonly model: string;
  readonly prompt: 'standard' | 'chain-of-thought';
}

/** An entity type with the definition that the model reads. */
export interface EntityTypeSetting {
  readonly type: string;
  readonly definition: string;
}

/** @throws Error that names the setting when the base URL is not an http or https address. */
export function openAISettings(scope?: vscode.Uri): OpenAISettings {
  const section = vscode.workspace.getConfiguration('conllDistill.openai', scope);
  const baseUrl = section.get<string>('baseUrl', '').trim();
  const parsed = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    throw new Error(
      vscode.l10n.t(
        'The setting conllDistill.openai.baseUrl is "{0}", which is not an address. Expected something like https://api.openai.com/v1.',
        baseUrl,
      ),
    );
  }
  return {
    baseUrl,
    model: section.get<string>('model', '').trim(),
    prompt: section.get<string>('prompt') === 'standard' ? 'standard' : 'chain-of-thought',
  };
}

/** @throws Error that names the setting when it has no type, a type twice, or an entry of another shape. */
export function entityTypeSettings(scope: vscode.Uri): readonly EntityTypeSetting[] {
  const value = vscode.workspace.getConfiguration('conllDistill', scope).get<unknown>('entityTypes');
  const entries = Array.isArray(value) ? value : [];
  const types = entries.filter(isEntityType);
  if (
    types.length === 0 ||
    types.length < entries.length ||
    new Set(types.map(({ type }) => type)).size < types.length
  ) {
    throw new Error(
      vscode.l10n.t(
        'The setting conllDistill.entityTypes must list at least one entity type, each once, as { "type": "PER", "definition": "…" }.',
      ),
    );
  }
  return types;
}

function isEntityType(entry: unknown): entry is EntityTypeSetting {
  if (typeof entry !== 'object' || entry === null || !('type' in entry) || !('definition' in entry)) return false;
  return typeof entry.type === 'string' && /^[^\s-]\S*$/.test(entry.type) && typeof entry.definition === 'string';
}
