import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { EntityDecorations } from '../../../src/vscode/editor/entityDecorations';
import { ParsedDocuments } from '../../../src/vscode/editor/parsedDocuments';
import { NotingEditor } from '../notingEditor';
import { until, writeFile } from '../workspaceFiles';

const palette = () => ({ dark: '#888888', light: '#888888' });
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
    editor.restore();
  });
});
