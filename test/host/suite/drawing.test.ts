import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DocumentStatus } from '../../../src/vscode/editor/documentStatus';
import { EntityDecorations } from '../../../src/vscode/editor/entityDecorations';
import { OverviewRuler } from '../../../src/vscode/editor/overviewRuler';
import { contributedPalette } from '../../../src/vscode/editor/palette';
import { ParsedDocuments } from '../../../src/vscode/editor/parsedDocuments';
import { NotingEditor } from '../notingEditor';
import { until, writeFile } from '../workspaceFiles';

const palette = () => '#888888';
const LONG = 'Ada B-PER\nran O\n\n'.repeat(1500);

/** As the extension reads them, noting what. */
class NotedDocuments extends ParsedDocuments {
  /** Paths of documents that were read, whoever asked. */
  readonly read: string[] = [];
  readonly learnt: string[] = [];

  constructor() {
    super();
    this.onDidLearnTypes(({ uri }) => this.learnt.push(uri.path));
  }

  override get(document: vscode.TextDocument) {
    this.read.push(document.uri.path);
    return super.get(document);
  }

  override readAhead(document: vscode.TextDocument) {
    this.read.push(document.uri.path);
    return super.readAhead(document);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a document that VS Code opens', () => {
  let documents: NotedDocuments;
  let decorations: EntityDecorations;
  beforeEach(() => {
    documents = new NotedDocuments();
    decorations = new EntityDecorations(documents, palette);
  });
  afterEach(() => {
    decorations.dispose();
    documents.dispose();
  });

  it('is read ahead where it is long and the user edits such, and its types are learnt when something asks for it', async () => {
    const older = vscode.workspace.registerTextDocumentContentProvider('conll-older', {
      provideTextDocumentContent: () => LONG,
    });
    const [short, long] = [await writeFile('short.conll', 'Ada B-PER\n'), await writeFile('ahead.conll', LONG)];
    await vscode.workspace.openTextDocument(short);
    await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'conll-older', path: '/older.conll' }));
    const document = await vscode.workspace.openTextDocument(long);
    assert.deepStrictEqual(documents.read, [long.path]);
    await pause(1500);
    assert.deepStrictEqual(documents.learnt, []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(long, new vscode.Position(0, 0), 'Bo B-PER\n\n');
    await vscode.workspace.applyEdit(edit);
    await pause(500);
    assert.deepStrictEqual(documents.learnt, []);
    assert.strictEqual(documents.get(document).isLearnt, false);
    await until('its types', () => documents.learnt.includes(long.path));
    assert.ok(documents.get(document).isLearnt);
    older.dispose();
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(long);
  });
});

describe('brackets in the gutter', () => {
  it('have the colour of the theme: of its kind, or as the user has customised it', async () => {
    const extension = vscode.extensions.getExtension('conll-distill.conll-distill');
    assert.ok(extension);
    const { defaults } = extension.packageJSON.contributes.colors.find(
      ({ id }: { id: string }) => id === 'conllDistill.entity1',
    );
    const workbench = vscode.workspace.getConfiguration('workbench');
    const entities = vscode.workspace.getConfiguration('conllDistill');
    await entities.update('entityStyle', 'gutter');
    const document = await vscode.workspace.openTextDocument({ language: 'conll', content: 'Ada B-PER\n' });
    const editor = new NotingEditor(document);
    const documents = new ParsedDocuments();
    const decorations = new EntityDecorations(documents, contributedPalette(extension));
    const colours = () =>
      editor.drawn.flatMap(
        ({ look }) => /stroke="(#\w+)"/.exec(decodeURIComponent(`${look.gutterIconPath}`))?.[1] ?? [],
      );
    const assertTurns = (colour: string) =>
      until(`the colour ${colour}`, () => colours().length > 0 && colours().every((each) => each === colour));
    try {
      await workbench.update('colorTheme', 'Default High Contrast');
      await assertTurns(defaults.highContrast);
      await workbench.update('colorTheme', 'Default High Contrast Light');
      await assertTurns(defaults.highContrastLight);
      await workbench.update('colorCustomizations', {
        'conllDistill.entity1': '#111111',
        '[Default High Contrast Light]': { 'conllDistill.entity1': '#222222' },
      });
      await assertTurns('#222222');
      await workbench.update('colorTheme', undefined);
      await assertTurns('#111111');
    } finally {
      for (const each of [decorations, documents, editor]) each.dispose();
      await workbench.update('colorTheme', undefined);
      await workbench.update('colorCustomizations', undefined);
      await entities.update('entityStyle', undefined);
    }
  });
});

describe('the names of entity types after lines', () => {
  it('have a decoration type each up to a number, and stand there beyond it', async () => {
    const types = Array.from({ length: 400 }, (_, n) => `Q${n + 1}`);
    const content = types.map((type) => `it B-${type}\n`).join('');
    const document = await vscode.workspace.openTextDocument({ language: 'conll', content });
    const editor = new NotingEditor(document, [new vscode.Range(0, 0, 400, 0)]);
    const documents = new ParsedDocuments();
    const decorations = new EntityDecorations(documents, palette);
    const names = () => editor.drawn.flatMap(({ look }) => look.after?.contentText ?? []);
    assert.deepStrictEqual(names(), types);
    assert.strictEqual([...editor.types.values()].filter(({ after }) => after).length, 100);
    await until('all types to be known', () => documents.get(document).isLearnt);
    await pause(300);
    assert.deepStrictEqual(new Set(names()), new Set(types));
    decorations.dispose();
    documents.dispose();
    editor.dispose();
  });
});

describe('a document whose language is changed', () => {
  const { setTextDocumentLanguage } = vscode.languages;
  let documents: ParsedDocuments;
  let document: vscode.TextDocument;
  let opened: vscode.Disposable[];
  beforeEach(async () => {
    documents = new ParsedDocuments();
    // The server does not check such: what is drawn anew follows from the change alone.
    const provider = vscode.workspace.registerTextDocumentContentProvider('conll-changed', {
      provideTextDocumentContent: () => 'Ada B-PER\nran O\n',
    });
    const path = `/${crypto.randomUUID()}.conll`;
    document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'conll-changed', path }));
    opened = [documents, provider];
  });
  afterEach(async () => {
    for (const each of opened.reverse()) each.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function assertFollows(isThere: () => boolean): Promise<void> {
    await until('it to be there', isThere);
    await pause(1000);
    await setTextDocumentLanguage(document, 'plaintext');
    await until('it to go', () => !isThere());
    await setTextDocumentLanguage(document, 'conll');
    await until('it to come again', isThere);
  }

  it('loses its marks beside the scroll bar, and has them again when it is CoNLL again', async () => {
    const editor = new NotingEditor(document);
    opened.push(editor, new OverviewRuler(documents, palette));
    documents.get(document);
    await assertFollows(() => editor.drawn.some(({ look }) => look.overviewRulerColor !== undefined));
  });

  it('loses its item in the status bar, and has it again when it is CoNLL again', async () => {
    await vscode.window.showTextDocument(document);
    const item = new NotingStatusItem();
    opened.push(item, new DocumentStatus(documents));
    await assertFollows(() => item.isShown);
  });
});

/** Stands in for the next item of the status bar, which VS Code would tell nobody of. */
class NotingStatusItem {
  isShown = false;
  readonly #original = vscode.window.createStatusBarItem;

  constructor() {
    this.#replace(() => this);
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    this.#replace(this.#original);
  }

  #replace(value: unknown): void {
    Object.defineProperty(vscode.window, 'createStatusBarItem', { value, configurable: true, writable: true });
  }
}
