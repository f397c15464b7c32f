import assert from 'node:assert';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ReviewLog } from '../../../src/annotation';
import type { HostToReading } from '../../../src/protocol/readingView';
import { AnswerIndexes } from '../../../src/vscode/annotate/answers/answerIndexes';
import { ParsedDocuments } from '../../../src/vscode/editor/parsedDocuments';
import { whyReadOnly } from '../../../src/vscode/editor/readOnly';
import { ReadingSession } from '../../../src/vscode/readingView/readingSession';
import { ReviewSession } from '../../../src/vscode/review/reviewSession';
import { MemoryFiles } from '../memoryFiles';
import { UserAnswers } from '../userAnswers';
import { openFile, until, writeFile } from '../workspaceFiles';

const TEXT = 'in O\nBath O\nrain O\n\nAda B-PER\nran O\n\n';
const LABELLED = TEXT.replace('Bath O', 'Bath B-LOC');
const bath = { sentence: 0, start: 1, end: 2 };
/** What labels or edits sentences from the text editor. */
const LABELLING = ['labelAs', 'labelAll', 'editSentence', 'convertScheme', 'annotateSelection', 'reviewAnnotations'];

describe('one document in several places', () => {
  let user: UserAnswers;
  let documents: ParsedDocuments;
  let opened: vscode.Disposable[];
  const answers = new AnswerIndexes(vscode.Uri.file('/nowhere'));
  const extensionUri = vscode.Uri.file('/nowhere');

  beforeEach(() => {
    user = new UserAnswers();
    documents = new ParsedDocuments();
    opened = [documents];
  });
  afterEach(async () => {
    user.restore();
    for (const each of opened) each.dispose();
    await vscode.workspace.getConfiguration('files').update('readonlyInclude', undefined);
    while (vscode.window.activeTextEditor?.document.isDirty) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** A reading view without its page. */
  function read(document: vscode.TextDocument) {
    const posted: HostToReading[] = [];
    const session = new ReadingSession(document, { documents, answers, extensionUri }, (message) =>
      posted.push(message),
    );
    opened.push(session);
    const latest = () => posted.findLast((message) => message.type === 'document');
    return { session, posted, latest };
  }

  const textOf = async (uri: vscode.Uri) => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');

  async function assertSaidBy(commands: readonly string[], why: RegExp): Promise<void> {
    for (const command of commands) {
      user.messages.length = 0;
      await vscode.commands.executeCommand(`conll.${command}`);
      assert.match(user.messages.join('\n'), why, command);
    }
  }

  it('is drawn on both sides of a diff; the older side is not checked, and is never edited', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('conll-old', {
      provideTextDocumentContent: () => TEXT.replace('in O', 'in'),
    });
    opened.push(provider);
    let drawn = 0;
    const listen = () => void drawn++;
    subscribe('conll-distill.decorations', listen);
    const old = vscode.Uri.parse('conll-old:/compared.conll');
    const file = await writeFile('compared.conll', TEXT.replace('ran O', 'ran'));
    await vscode.commands.executeCommand('vscode.diff', old, file, 'compared');
    const isVisible = (uri: vscode.Uri) =>
      vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
    await until('both sides to be drawn', () => drawn >= 2 && isVisible(old) && isVisible(file));
    unsubscribe('conll-distill.decorations', listen);
    await until('the problems of the file', () => vscode.languages.getDiagnostics(file).length > 0);
    assert.deepStrictEqual(vscode.languages.getDiagnostics(old), []);
    await vscode.commands.executeCommand('workbench.action.compareEditor.focusSecondarySide');
    await until(
      'the older side to be active',
      () => vscode.window.activeTextEditor?.document.uri.scheme === 'conll-old',
    );
    await assertSaidBy(
      LABELLING,
      /read-only view of .*compared\.conll, such as an older version: open the file itself/,
    );
    const before = await vscode.workspace.openTextDocument(old);
    const { session, latest, posted } = read(before);
    await until('the reading view to know', () => latest()?.editable === false);
    await session.receive({ type: 'label', version: before.version, place: bath, entityType: 'LOC' });
    assert.match(JSON.stringify(posted.at(-1)), /problem.*read-only view/);
    assert.strictEqual(before.getText(), TEXT.replace('in O', 'in'));
  });

  it('is shown and edited by two reading views and two text editors, none of which edits what it has not seen', async () => {
    const { document } = await openFile('shared.conll', TEXT);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two });
    const [one, two] = [read(document), read(document)];
    const { version } = document;
    await one.session.receive({ type: 'label', version, place: bath, entityType: 'LOC' });
    assert.strictEqual(document.getText(), LABELLED);
    // One view knows that nothing but its own edit has happened.
    const told = one.posted.filter((message) => message.type === 'document').map(({ edited }) => edited);
    assert.deepStrictEqual(told.filter(Boolean), [{ from: version, sentence: 0 }], `version ${document.version}`);
    await until('the other to hear of it', () => two.latest()?.version === document.version);
    assert.strictEqual(two.latest()?.edited, undefined);
    await two.session.receive({ type: 'label', version, place: bath, entityType: 'ORG' });
    assert.match(JSON.stringify(two.posted.at(-1)), /problem.*changed meanwhile/);
    await two.session.receive({ type: 'label', version: document.version, place: { ...bath, sentence: 1, start: 0 } });
    assert.strictEqual(document.getText(), LABELLED.replace('B-PER', 'O'));
    for (const expected of [LABELLED, TEXT]) {
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), expected);
    }
    await until('both to hear of it', () => [one, two].every(({ latest }) => latest()?.version === document.version));
  });

  it('tells its reading view of a column that proves to be compared once all of it is known', async () => {
    const { document } = await openFile('untrained.conll', 'Ada B-PER O\nran O O\n\n'.repeat(1000));
    const { session, posted, latest } = read(document);
    await session.receive({ type: 'ready' });
    assert.deepStrictEqual(Object.keys(latest()?.columnNames ?? {}), ['2']);
    await until('the columns', () => Object.keys(latest()?.columnNames ?? {}).join() === '1,2');
    await until('the disagreements', () =>
      posted.some((message) => message.type === 'disagreements' && message.sentences.length === 1000),
    );
    await session.receive({ type: 'read', from: 0, to: 60 });
    const sentences = posted.findLast((message) => message.type === 'sentences');
    assert.deepStrictEqual(sentences?.sentences[0]?.differing, [0]);
  });

  it('has the same words selected in the text and in the reading view, and neither answers the other', async () => {
    const editor = await openFile('selected.conll', `${TEXT}Oslo O\nends O`);
    const { session, posted } = read(editor.document);
    const revealed = () => posted.filter((message) => message.type === 'reveal').map(({ place }) => place);
    const shows = async (selection: vscode.Selection, sentence: number, start: number, end: number) => {
      posted.length = 0;
      editor.selection = selection;
      await until('the view to be told', () => revealed().length > 0);
      assert.deepStrictEqual(revealed(), [{ sentence, start, end }]);
    };
    await shows(new vscode.Selection(0, 1, 1, 3), 0, 0, 2);
    await shows(new vscode.Selection(2, 0, 2, 0), 0, 2, 3);
    // Whole lines, up to the blank one.
    await shows(new vscode.Selection(0, 0, 3, 0), 0, 0, 3);
    // Of two sentences, the part in the one where the cursor is.
    await shows(new vscode.Selection(1, 0, 5, 0), 1, 0, 1);
    await shows(new vscode.Selection(5, 0, 1, 0), 0, 1, 3);

    posted.length = 0;
    const select = (sentence: number, start: number, end: number) =>
      session.receive({ type: 'cursor', place: { sentence, start, end } });
    // As fast as keys come.
    await Promise.all([select(0, 0, 1), select(0, 0, 2), select(0, 0, 3), select(0, 1, 2), select(0, 0, 2)]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(editor.selection.isEqual(new vscode.Selection(2, 0, 0, 0)), JSON.stringify(editor.selection));
    const { document } = editor;
    await session.receive({
      ...{ type: 'label', version: document.version, entityType: 'LOC' },
      place: { sentence: 0, start: 0, end: 2 },
    });
    // The file's last line ends with a tag: its selection grows with it.
    await select(2, 0, 2);
    await session.receive({
      ...{ type: 'label', version: document.version, entityType: 'LOC' },
      place: { sentence: 2, start: 0, end: 2 },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.match(document.getText(), /^in B-LOC\nBath I-LOC\n[\s\S]*Oslo B-LOC\nends I-LOC$/);
    assert.deepStrictEqual([editor.selection.start.line, editor.selection.end.line], [7, 8]);
    assert.deepStrictEqual(revealed(), []);
    // The user's own are told again.
    await shows(new vscode.Selection(4, 0, 4, 0), 1, 0, 1);
  });

  it('follows what another window saves, and keeps what was not saved here until the user decides', async () => {
    const { document } = await openFile('windows.conll', TEXT);
    const { session, latest, posted } = read(document);
    const { version } = document;
    const longer = `${TEXT}Oslo B-LOC\n\n`;
    await writeFile('windows.conll', longer);
    await until('the view to show it', () => latest()?.sentences === 3);
    await session.receive({ type: 'label', version, place: bath, entityType: 'LOC' });
    assert.match(JSON.stringify(posted.at(-1)), /problem.*changed meanwhile/);
    await session.receive({ type: 'label', version: document.version, place: bath, entityType: 'LOC' });
    const mine = longer.replace('Bath O', 'Bath B-LOC');
    assert.strictEqual(document.getText(), mine);
    // Now it has changes of its own: the other window's are not taken, and not written over.
    await writeFile('windows.conll', 'the O\nother O\n\nwindow O\n\n');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.strictEqual(document.getText(), mine);
    await session.receive({ type: 'label', version: document.version, place: { sentence: 1, start: 0, end: 1 } });
    assert.strictEqual(document.getText(), mine.replace('B-PER', 'O'));
    assert.strictEqual(await document.save(), false);
    assert.strictEqual(await textOf(document.uri), 'the O\nother O\n\nwindow O\n\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the view to show what is on disk', () => latest()?.sentences === 2);
    assert.strictEqual(documents.get(document).live.text, document.getText());
  });

  it('says why it cannot be edited where a setting makes it read-only, in the editor and in the reading view', async () => {
    const { document } = await openFile('frozen/sea.conll', TEXT);
    const { session, latest, posted } = read(document);
    await session.receive({ type: 'ready' });
    assert.strictEqual(latest()?.editable, true);
    await vscode.workspace.getConfiguration('files').update('readonlyInclude', { 'frozen/**': true });
    await until('the view to know', () => latest()?.editable === false);
    const why = /frozen\/sea\.conll is read-only: the setting files\.readonlyInclude says so/;
    assert.match(latest()?.notice ?? '', why);
    await assertSaidBy([...LABELLING, 'removeDuplicates'], why);
    await session.receive({ type: 'label', version: document.version, place: bath, entityType: 'LOC' });
    assert.match(JSON.stringify(posted.at(-1)), why);
    assert.strictEqual(document.getText(), TEXT);
    const absolute = `${path.posix.dirname(document.uri.path)}/*.conll`;
    await vscode.workspace.getConfiguration('files').update('readonlyInclude', { [absolute]: true });
    assert.match((await whyReadOnly(document)) ?? '', why);
  });

  it('can take a review decision back after an undo that was refused', async () => {
    const { document } = await openFile('frozen/review.conll', 'Ada O B-PER\nran O O\n\nBath B-LOC O\n\n');
    const text = document.getText();
    const log = new ReviewLog(path.join(path.dirname(document.uri.fsPath), 'reviews.jsonl'));
    const session = await ReviewSession.open(document, { documents, answers }, log, 'me');
    const [item] = session.queue;
    assert.ok(item);
    const type = 'ORG';
    await session.decide('change', [{ type, start: item.start, end: item.end }]);
    assert.match(document.getText(), /B-ORG/);
    const files = vscode.workspace.getConfiguration('files');
    await files.update('readonlyInclude', { 'frozen/**': true });
    await assert.rejects(session.undo(), /is read-only/);
    assert.ok(session.canUndo);
    await files.update('readonlyInclude', undefined);
    await session.undo();
    assert.strictEqual(document.getText(), text);
    assert.ok(!session.canUndo);
  });

  it('says of a place why nothing can be labelled there', async () => {
    const editor = await openFile('places.conll', TEXT);
    const said = async (command: string, why: RegExp, start: number, end = start) => {
      editor.selection = new vscode.Selection(start, 0, end, 1);
      await assertSaidBy([command], why);
    };
    await said('labelAs', /no token here/, 3);
    await said('editSentence', /no token here/, 3);
    await said('labelAs', /several sentences are selected/, 1, 4);
    await said('labelAll', /in no entity/, 1);
    // A cell that is not O need be no tag.
    await openFile('no-entity.conll', 'Ada B_PER\nran O\nin O\nBath B-LOC\n\n');
    await assertSaidBy(['labelAll'], /in no entity/);
    await openFile('bare.conll', 'just\ntokens\n\n');
    await assertSaidBy(['labelAs', 'labelAll', 'convertScheme'], /bare\.conll, line 1: .*no column for its tag/);
  });

  it('may stand in a file system of another extension', async () => {
    const files = new MemoryFiles();
    opened.push(vscode.workspace.registerFileSystemProvider('conll-memory', files));
    const at = (name: string) => vscode.Uri.parse(`conll-memory:/${name}`);
    files.writeFile(at('sea.conll'), Buffer.from(TEXT.replace('ran O', 'ran')));
    files.writeFile(at('labels.txt'), Buffer.from('PORT\n'));
    const { document } = await vscode.window.showTextDocument(at('sea.conll'));
    assert.strictEqual(document.languageId, 'conll');
    const { session, latest } = read(document);
    await until('the type set beside it', () => latest()?.types[0] === 'PORT');
    await session.receive({ type: 'label', version: document.version, place: bath, entityType: 'PORT' });
    await document.save();
    assert.match(await textOf(at('sea.conll')), /Bath B-PORT\n/);
    await until('its problems', () => vscode.languages.getDiagnostics(document.uri).length > 0);
    await vscode.commands.executeCommand('conll.openReadingView');
    await until('its reading view', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputCustom)),
    );
    // One that cannot be written says so.
    opened.push(vscode.workspace.registerFileSystemProvider('conll-archive', files, { isReadonly: true }));
    await vscode.window.showTextDocument(vscode.Uri.parse('conll-archive:/sea.conll'));
    await assertSaidBy(['labelAs'], /read-only view of .*sea\.conll/);
  });

  it('may be untitled', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'conll', content: `${TEXT}ran\n\n` });
    await vscode.window.showTextDocument(document);
    const { session, latest } = read(document);
    await until('the view to know', () => latest()?.editable === true);
    await session.receive({ type: 'label', version: document.version, place: bath, entityType: 'LOC' });
    assert.strictEqual(document.getText(), `${LABELLED}ran\n\n`);
    await until('its problems', () => vscode.languages.getDiagnostics(document.uri).length > 0);
  });
});
