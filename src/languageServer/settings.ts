import type { Connection } from 'vscode-languageserver';
import { z } from 'zod';

/** What a user can set, of the section `conllDistill`. A value of another kind counts as not set: an editor shows what it expects. */
const schema = z.object({
  /** How Format Document writes the columns. */
  format: z.enum(['tidy', 'align']).catch('tidy'),
  /** The text of each sentence above it. */
  sentenceHints: z.boolean().catch(false),
});

export type ServerSettings = z.infer<typeof schema>;

const section = 'conllDistill';

/** The settings of each document: asked of the editor, or as an editor that answers no such questions gave them at the start. */
export class Settings {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<ServerSettings>>();
  #asks = false;
  #given: unknown = {};

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * @param asks whether the editor answers `workspace/configuration`
   * @param given initialization options
   */
  begin(asks: boolean, given: unknown): void {
    this.#asks = asks;
    this.#given = given;
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
