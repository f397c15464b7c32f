import * as vscode from 'vscode';
import { EXAMPLE_CHOICES, type ExampleChoice, type Price } from '../annotation';
import { ENTITY_STYLES, type EntityStyle } from './editor/entityMarks';

/** Which model annotates and where it is asked. Holds no key. */
export interface OpenAISettings {
  readonly baseUrl: string;
  readonly model: string;
  /** Of the model, where the user has set it. */
  readonly price?: Price;
}

export interface SpendingSettings {
  /** US dollars at which an annotation stops. */
  readonly budget?: number;
  /** US dollars; above them the user is asked first. */
  readonly askAbove: number;
}

export interface PromptSettings {
  readonly name: string;
  /** Answers drawn besides, for a confidence where the model gives no probabilities. */
  readonly samples: number;
}

export interface ExampleSettings {
  /** From the workspace folder; without it, our own examples are shown. */
  readonly file?: string;
  readonly choice: ExampleChoice;
  readonly count: number;
  readonly seed: number;
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
  const model = section.get<string>('model', '').trim();
  const price = priceSetting(section.get<unknown>('prices'), model);
  return {
    baseUrl,
    model,
    ...(price && { price }),
  };
}

/** How entities are drawn in the text editor. */
export function entityStyleSetting(scope: vscode.ConfigurationScope): EntityStyle {
  const style = vscode.workspace.getConfiguration('conllDistill', scope).get<unknown>('entityStyle');
  return ENTITY_STYLES.find((each) => each === style) ?? 'box';
}

/** Who annotates: see `chosenTeacher`. */
export function teacherSetting(scope?: vscode.Uri): string {
  return vscode.workspace.getConfiguration('conllDistill', scope).get<string>('teacher', 'openai').trim();
}

export function spendingSettings(scope: vscode.Uri): SpendingSettings {
  const section = vscode.workspace.getConfiguration('conllDistill.openai', scope);
  const budget = section.get<unknown>('budget');
  return {
    ...(typeof budget === 'number' && budget > 0 && { budget }),
    askAbove: section.get<number>('askAbove', 1),
  };
}

export function promptSettings(scope: vscode.Uri): PromptSettings {
  const section = vscode.workspace.getConfiguration('conllDistill', scope);
  return {
    name: section.get<string>('prompt', '').trim() || 'chain-of-thought',
    samples: wholeSetting(section, 'confidence.samples', 0),
  };
}

export function exampleSettings(scope: vscode.Uri): ExampleSettings {
  const section = vscode.workspace.getConfiguration('conllDistill', scope);
  const file = section.get<string>('examples.file', '').trim();
  const choice = section.get<string>('examples.choice');
  return {
    ...(file !== '' && { file }),
    choice: EXAMPLE_CHOICES.find((each) => each === choice) ?? 'fixed',
    count: wholeSetting(section, 'examples.count', 4),
    seed: wholeSetting(section, 'examples.seed', 1),
  };
}

/** Settings files may hold anything. */
function wholeSetting(section: vscode.WorkspaceConfiguration, name: string, otherwise: number): number {
  const value = section.get<unknown>(name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

function priceSetting(prices: unknown, model: string): Price | undefined {
  const price =
    typeof prices === 'object' && prices !== null
      ? Object.entries(prices).find(([name]) => name === model)?.[1]
      : undefined;
  if (price === undefined) return undefined;
  const { prompt, completion } = typeof price === 'object' && price !== null ? price : {};
  if (typeof prompt === 'number' && typeof completion === 'number' && prompt >= 0 && completion >= 0) {
    return { prompt, completion };
  }
  throw new Error(
    vscode.l10n.t(
      'The setting conllDistill.openai.prices has no two prices for {0}. Expected { "prompt": 2.5, "completion": 10 }, in US dollars for a million tokens.',
      model,
    ),
  );
}

/** Whether the user has said which entity types there are, for a place. */
export function entityTypesAreSet(scope?: vscode.Uri): boolean {
  const found = vscode.workspace.getConfiguration('conllDistill', scope).inspect('entityTypes');
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some((value) => value !== undefined);
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
