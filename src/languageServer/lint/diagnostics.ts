import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { LintOptions, LiveLint } from '../../dataset';
import type { OpenDocument } from '../openDocument';
import type { Settings } from '../settings';
import type { TypeSets } from '../typeSets';
import type { WorkspaceFiles } from '../workspaceFiles';
import { DocumentLint } from './documentLint';
import { OtherSets } from './otherSets';
import { Telling } from './telling';
import { toDiagnostics } from './toDiagnostics';
import { unreadable } from './unreadable';
import { WorkProgress } from './workProgress';

/** Typing goes on while a file is checked: it is checked when the keys have rested that many milliseconds. */
const rest = 150;
/** One that was just opened, sooner: when those that are opened with it were heard of too. */
const opening = 5;

export interface DiagnosticsServices {
  readonly connection: Connection;
  readonly documents: TextDocuments<OpenDocument>;
  readonly workspace: WorkspaceFiles;
  readonly settings: Settings;
  readonly typeSets: TypeSets;
}

/** Checks documents as they change, each version once, and tells the editor what is wrong. */
export class Diagnostics {
  readonly #services: DiagnosticsServices;
  readonly #others: OtherSets;
  readonly #telling: Telling;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #linted = new Map<string, DocumentLint>();

  constructor(services: DiagnosticsServices) {
    this.#services = services;
    this.#telling = new Telling(services.connection);
    this.#others = new OtherSets(services.workspace, (uri) => this.#linted.get(uri)?.lint);
  }

  /** @param changesOnly whether the editor understands `PROBLEM_CHANGES` */
  begin(changesOnly: boolean): void {
    this.#telling.begin(changesOnly);
  }

  schedule({ uri }: OpenDocument): void {
    clearTimeout(this.#timers.get(uri));
    const check = () => {
      this.#timers.delete(uri);
      this.#check(uri).catch((error: unknown) => this.#services.connection.console.error(String(error)));
    };
    this.#timers.set(uri, setTimeout(check, this.#linted.has(uri) ? rest : opening));
  }

  /** The problems of the document as it stands now. */
  async current(document: OpenDocument): Promise<LiveLint> {
    return (await this.#lintOf(document)).upToDate();
  }

  /** How files of that place are checked: by the settings, the type set beside them, and other files. */
  async optionsFor(uri: string): Promise<LintOptions> {
    const { lint } = await this.#services.settings.of(uri);
    const types = await this.#services.typeSets.of(uri);
    return {
      severities: lint.rules,
      ...(types && { types: types.map(({ type }) => type) }),
      elsewhere: await this.#others.of(uri),
    };
  }

  /** Settings, type sets or files have changed: everything is checked again where it may be another thing now. */
  async refresh(): Promise<void> {
    await Promise.all(
      [...this.#linted.values()].map(async (linted) => {
        linted.configure(await this.optionsFor(linted.document.uri));
        this.schedule(linted.document);
      }),
    );
  }

  clear(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#linted.delete(uri);
    this.#telling.tell(uri, new Map());
    // Others compare with what is on disk from now on.
    if (this.#others.concerns(uri)) void this.refresh();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #check(uri: string): Promise<void> {
    const document = this.#services.documents.get(uri);
    if (!document) return;
    const { version } = document;
    const wrong = unreadable(document);
    if (wrong) return this.#telling.tell(uri, new Map([['not-conll', [wrong]]]), version);
    const linted = await this.#lintOf(document);
    const progress = new WorkProgress(this.#services.connection, 'Checking CoNLL file');
    const followed = await linted.follow((share) => void progress.report(share));
    await progress.done();
    // What was changed meanwhile is scheduled already; what was closed needs no telling.
    if (!followed || this.#linted.get(uri) !== linted) return;
    this.#telling.tell(uri, toDiagnostics(linted.lint, uri), version);
    this.#tellOthers(linted);
  }

  async #lintOf(document: OpenDocument): Promise<DocumentLint> {
    const known = this.#linted.get(document.uri);
    if (known?.document === document) return known;
    const options = await this.optionsFor(document.uri);
    const meanwhile = this.#linted.get(document.uri);
    if (meanwhile?.document === document) return meanwhile;
    const linted = new DocumentLint(document, options);
    this.#linted.set(document.uri, linted);
    // An open file is compared with as it stands in the editor.
    if (this.#others.concerns(document.uri)) void this.refresh();
    return linted;
  }

  /** Train knows of sentences that come and go in dev and test, and the other way round. */
  #tellOthers({ lint, document: { uri } }: DocumentLint): void {
    const keys = lint.takeChangedKeys();
    if (keys?.length === 0) return;
    for (const other of this.#linted.values()) {
      if (!this.#others.compares(uri, other.document.uri)) continue;
      other.changedElsewhere(keys);
      this.schedule(other.document);
    }
  }
}
