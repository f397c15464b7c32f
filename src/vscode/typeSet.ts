import * as vscode from 'vscode';
import {
  decodeBytes,
  isPlainText,
  LiveDocument,
  offeredTypes,
  parseTypeSet,
  READABLE_EXTENSIONS,
  TYPE_SET_FILES,
  type TypeDefinition,
  tagUse,
} from '../dataset';
import { SYNC_LIMIT_BYTES } from './editor/tooLargeFiles';
import { CONLL_LANGUAGE } from './languageId';
import { entityTypeSettings, entityTypesAreSet } from './settings';

/**
 * The entity types of a file, as the language server finds them: as the user set them, or as `labels.txt` or `labels.json` beside it names
 * them; undefined where nothing says which they are.
 * @throws Error that names the setting, or DatasetError that names the file, where they are not to be understood
 */
export async function namedTypeSet(file: vscode.Uri): Promise<readonly TypeDefinition[] | undefined> {
  if (entityTypesAreSet(file)) return entityTypeSettings(file);
  if (file.scheme === 'untitled') return undefined;
  for (const name of TYPE_SET_FILES) {
    const beside = vscode.Uri.joinPath(file, '..', name);
    const bytes = await vscode.workspace.fs.readFile(beside).then(
      (read) => read,
      () => undefined,
    );
    if (bytes) return parseTypeSet(decodeBytes(bytes).text, vscode.workspace.asRelativePath(beside));
  }
  return undefined;
}

/**
 * The entity types that a language model is asked for: the named ones, or else those that are learnt from the file, or else the default
 * ones; those have definitions.
 * @throws as namedTypeSet
 */
export async function typeSetOf(file: vscode.Uri): Promise<readonly TypeDefinition[]> {
  const named = await namedTypeSet(file);
  if (named) return named;
  const byDefault = entityTypeSettings(file);
  const text = await conllTextOf(file);
  if (text === undefined) return byDefault;
  const { types: used } = tagUse(LiveDocument.open(text));
  return offeredTypes(undefined, used.keys()).map((type) => byDefault.find((each) => each.type === type.type) ?? type);
}

/** As it is in the editor, or else on disk; undefined where it is no CoNLL file, cannot be read, or is one that no editor shows to extensions. */
async function conllTextOf(file: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  // A .tsv is annotated as CoNLL too, whatever VS Code takes it for.
  const path = file.path.toLowerCase();
  const isNamedSo = !isPlainText(path) && READABLE_EXTENSIONS.some((extension) => path.endsWith(extension));
  if (open) return isNamedSo || open.languageId === CONLL_LANGUAGE ? open.getText() : undefined;
  if (!isNamedSo) return undefined;
  const { fs } = vscode.workspace;
  try {
    const { size } = await fs.stat(file);
    return size > SYNC_LIMIT_BYTES ? undefined : decodeBytes(await fs.readFile(file)).text;
  } catch {
    return undefined;
  }
}

/** Keeps the type set of a file up to date, in settings and on disk; one that is not to be understood counts as none. */
export class FollowedTypeSet implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable;
  #types: readonly TypeDefinition[] | undefined;
  #isDisposed = false;
  /** Reads that were begun: one that ends after a newer one began is out of date. */
  #reads = 0;

  /** @param onDidChange called when it was read first, too */
  constructor(
    private readonly file: vscode.Uri,
    private readonly onDidChange: () => void,
  ) {
    const { workspace } = vscode;
    const read = () => void this.#read();
    const own = workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration('conllDistill.entityTypes', file) && read(),
    );
    this.#subscriptions = own;
    if (file.scheme !== 'untitled') {
      const folder = vscode.Uri.joinPath(file, '..');
      const watchers = TYPE_SET_FILES.map((name) =>
        workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name)),
      );
      const heard = watchers.flatMap((watcher) => [
        watcher.onDidCreate(read),
        watcher.onDidChange(read),
        watcher.onDidDelete(read),
      ]);
      this.#subscriptions = vscode.Disposable.from(own, ...watchers, ...heard);
    }
    read();
  }

  /** undefined where nothing says which types there are, and until it was read. */
  get types(): readonly TypeDefinition[] | undefined {
    return this.#types;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscriptions.dispose();
  }

  async #read(): Promise<void> {
    // What is wrong with it is said where the server reads it, and where a prompt needs it.
    const read = ++this.#reads;
    const types = await namedTypeSet(this.file).catch(() => undefined);
    if (this.#isDisposed || read !== this.#reads) return;
    this.#types = types;
    this.onDidChange();
  }
}
