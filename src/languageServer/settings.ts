import type { Connection } from 'vscode-languageserver';
import { z } from 'zod';
import { isEntityTypeName, isRuleSeverity, type RuleSettings, type TypeDefinition } from '../dataset';

const typeName = z.string().refine(isEntityTypeName);
const entityType = z.union([
  typeName.transform((type): TypeDefinition => ({ type })),
  z
    .object({ type: typeName, definition: z.string().optional() })
    .transform(({ type, definition }): TypeDefinition => ({ type, ...(definition && { definition }) })),
]);

function ruleSettings(rules: Readonly<Record<string, unknown>>): RuleSettings {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([code, severity]) => (isRuleSeverity(severity) ? [[code, severity]] : [])),
  );
}

/** What a user can set, of the section `conllDistill`. A value of another kind counts as not set: an editor shows what it expects. */
const schema = z.object({
  /** How Format Document writes the columns. */
  format: z.enum(['tidy', 'align']).catch('tidy'),
  /** The text of each sentence above it. */
  sentenceHints: z.boolean().catch(false),
  lint: z
    .object({
      /** How the problems of each rule are shown, by its code; one that says something else is as it is without. */
      rules: z.record(z.string(), z.unknown()).catch({}).default({}).transform(ruleSettings),
    })
    .catch({ rules: {} })
    .default({ rules: {} }),
  /** Names, or names with definitions; VS Code's client leaves out what is no more than the default. */
  entityTypes: z.array(entityType).min(1).optional().catch(undefined),
});

export type ServerSettings = z.infer<typeof schema>;

const section = 'conllDistill';

/** The settings of each document: asked of the editor, or as an editor that answers no such questions gave them at the start. */
export class Settings {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<ServerSettings>>();
  #asks = false;
  #given: unknown = {};
  #areRenamedByEditor = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * @param asks whether the editor answers `workspace/configuration`
   * @param areRenamed whether it renames a type in them, too
   * @param given initialization options
   */
  begin(asks: boolean, areRenamed: boolean, given: unknown): void {
    this.#asks = asks;
    this.#areRenamedByEditor = areRenamed;
    this.#given = given;
  }

  /** Does the editor itself rename a type where its settings list it? */
  get areRenamedByEditor(): boolean {
    return this.#areRenamedByEditor;
  }

  /** @param given what came with `workspace/didChangeConfiguration`: null from editors that are to be asked */
  change(given: unknown): void {
    if (typeof given === 'object' && given !== null) this.#given = section in given ? given[section as never] : given;
    this.#known.clear();
  }

  of(uri: string): Promise<ServerSettings> {
    const known = this.#known.get(uri) ?? this.#ask(uri);
    this.#known.set(uri, known);
    return known;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  async #ask(uri: string): Promise<ServerSettings> {
    const value: unknown = this.#asks
      ? await this.#connection.workspace.getConfiguration({ scopeUri: uri, section }).catch(() => ({}))
      : this.#given;
    return schema.parse(typeof value === 'object' && value !== null ? value : {});
  }
}
