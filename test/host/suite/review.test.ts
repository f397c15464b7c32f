import assert from 'node:assert';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ReviewLog } from '../../../src/annotation';
import type { ReviewRequest } from '../../../src/protocol/review';
import { AnswerIndexes } from '../../../src/vscode/annotate/answers/answerIndexes';
import { ParsedDocuments } from '../../../src/vscode/editor/parsedDocuments';
import { carryOut } from '../../../src/vscode/review/carryOut';
import { ReviewSession } from '../../../src/vscode/review/reviewSession';
import { until, writeFile } from '../workspaceFiles';

/** One sentence twice, of which another column says otherwise. */
const FIRST = 'Ada O B-PER\nran O O\n\n';
const SECOND = 'Ada B-ORG O\nran O O\n\n';

describe('a review of a document that is edited meanwhile', () => {
  let documents: ParsedDocuments;
  let opened: vscode.Disposable[];
  const answers = new AnswerIndexes(vscode.Uri.file('/nowhere'));

  beforeEach(() => {
    documents = new ParsedDocuments();
    opened = [documents];
  });
  afterEach(async () => {
    for (const each of opened) each.dispose();
    while (vscode.window.activeTextEditor?.document.isDirty) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** A review without its page. */
  async function review(name: string, text: string) {
    // VS Code keeps what extensions open themselves open for minutes.
    await vscode.commands.executeCommand('vscode.open', await writeFile(`reviewed/${name}`, text));
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.path.endsWith(name));
    const log = new ReviewLog(path.join(path.dirname(editor.document.uri.fsPath), `${name}.reviews.jsonl`));
    const session = await ReviewSession.open(editor.document, { documents, answers }, log, 'me');
    opened.push(session);
    return {
      session,
      document: editor.document,
      edit: (change: (edit: vscode.TextEditorEdit) => void) => editor.edit(change),
      ask: (request: ReviewRequest, view = session.look()) => carryOut(session, { view, request }),
    };
  }

  it('edits the very sentence that is shown, though the same one stands above it', async () => {
    const { session, document, edit, ask } = await review('repeated.conll', FIRST + SECOND);
    assert.strictEqual(session.queue.length, 2);
    await edit((change) => change.insert(new vscode.Position(0, 0), FIRST));
    await ask({ type: 'reject' });
    assert.strictEqual(document.getText(), FIRST + FIRST.replace('B-PER', 'O') + SECOND);
    await edit((change) => change.insert(new vscode.Position(0, 0), `${SECOND}# more\n`));
    await ask({ type: 'label', entityType: 'ORG' });
    const now = `${SECOND}# more\n${FIRST}${FIRST.replace('B-PER', 'O')}${SECOND.replace('B-ORG O', 'B-ORG B-ORG')}`;
    assert.strictEqual(document.getText(), now);
    await ask({ type: 'undo' });
    await ask({ type: 'undo' });
    assert.strictEqual(document.getText(), `${SECOND}# more\n${FIRST}${FIRST}${SECOND}`);
  });

  it('refuses what was decided about something else than what stands there now', async () => {
    const { session, document, edit, ask } = await review('stale.conll', FIRST + SECOND);
    const view = session.look();
    await edit((change) => change.replace(new vscode.Range(0, 6, 0, 11), 'B-LOC'));
    assert.ok(!session.isSeen);
    const text = document.getText();
    for (const request of [
      { type: 'accept' } as const,
      { type: 'label', entityType: 'ORG' } as const,
      { type: 'resize', edge: 'end', by: 1 } as const,
    ]) {
      await assert.rejects(ask(request, view), /has changed meanwhile\. Here it is as it is now/);
    }
    // Nor is the next region decided about before it is shown.
    const now = session.look();
    await ask({ type: 'resize', edge: 'end', by: 1 }, now);
    await ask({ type: 'resize', edge: 'end', by: -1 }, now);
    await ask({ type: 'accept' }, now);
    assert.strictEqual(session.position, 1);
    await assert.rejects(ask({ type: 'reject' }, now), /has changed meanwhile/);
    assert.strictEqual(document.getText(), text);
  });

  it('goes on where the sentence is another one, until that is taken back', async () => {
    const { document, edit, ask } = await review('gone.conll', FIRST + SECOND);
    await edit((change) => change.replace(new vscode.Range(0, 0, 0, 3), 'Bea'));
    await assert.rejects(ask({ type: 'reject' }), /no longer stands in the file as it was/);
    await ask({ type: 'next' });
    await ask({ type: 'label', entityType: 'ORG' });
    assert.strictEqual(document.getText(), `${FIRST.replace('Ada', 'Bea')}${SECOND.replace('B-ORG O', 'B-ORG B-ORG')}`);
    await edit((change) => change.replace(new vscode.Range(0, 0, 0, 3), 'Ada'));
    await ask({ type: 'reject' });
    assert.strictEqual(document.lineAt(0).text, 'Ada O O');
  });

  it('writes over no cell that is no tag, and names it', async () => {
    const { session, document, edit, ask } = await review(
      'typo.conll',
      `${FIRST}${SECOND}none O O\nof O O\nit O O\n\n`,
    );
    await ask({ type: 'reject' });
    await edit((change) => {
      change.replace(new vscode.Range(0, 6, 0, 7), 'B_PER');
      change.replace(new vscode.Range(3, 10, 3, 11), 'York');
    });
    const text = document.getText();
    const typo = /typo\.conll, line 4: "York" in column 3 is no tag.* Correct it first/;
    await assert.rejects(ask({ type: 'take', index: 0 }), typo);
    await assert.rejects(ask({ type: 'label', entityType: 'LOC' }), typo);
    await assert.rejects(ask({ type: 'undo' }), /line 1: "B_PER" in column 3 is no tag/);
    assert.ok(session.canUndo);
    assert.strictEqual(document.getText(), text);
  });

  it('takes back its own decision only', async () => {
    const { document, edit, ask } = await review('undo.conll', FIRST);
    await ask({ type: 'reject' });
    await edit((change) => change.replace(new vscode.Range(1, 6, 1, 7), 'B-X'));
    await ask({ type: 'undo' });
    assert.strictEqual(document.getText(), FIRST.replace('ran O O', 'ran O B-X'));
  });

  it('looks anew at a file that was closed and written by others', async () => {
    const { session, document, ask } = await review('closed.conll', FIRST + SECOND);
    const view = session.look();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the document to be closed', () => document.isClosed);
    const uri = await writeFile('reviewed/closed.conll', `new O O\n\n${FIRST}${SECOND}`);
    await assert.rejects(ask({ type: 'reject' }, view), /has changed meanwhile/);
    await ask({ type: 'reject' });
    const again = await vscode.workspace.openTextDocument(uri);
    assert.strictEqual(again.getText(), `new O O\n\n${FIRST.replace('B-PER', 'O')}${SECOND}`);
    await vscode.window.showTextDocument(again);
  });
});
