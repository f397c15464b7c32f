import assert from 'node:assert';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ConllDocument, decodeEntities, LiveDocument } from '../../../src/dataset';
import { ParsedDocuments } from '../../../src/vscode/editor/parsedDocuments';
import { labelPlace } from '../../../src/vscode/readingView/labelPlace';
import { openFile, until, writeFile } from '../workspaceFiles';

const FILE = `-DOCSTART- -X- O\r\n\r\n${'Ada NNP B-PER\r\nLovelace NNP I-PER\r\nwrote VBD O\r\n\r\n'.repeat(200)}`;

/** Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Does the extension's reading of the document say what its text says? */
function assertInStep(documents: ParsedDocuments, document: vscode.TextDocument, what: string): void {
  const { live } = documents.get(document);
  const text = document.getText();
  assert.strictEqual(live.text, text, `${what}: another text`);
  const read = ConllDocument.parse(text);
  assert.strictEqual(live.sentenceCount, read.sentences.length, `${what}: other sentences`);
  for (const index of [0, Math.floor(live.sentenceCount / 2), live.sentenceCount - 1]) {
    assert.deepStrictEqual(live.sentence(index), read.sentences[index], `${what}: another sentence ${index}`);
  }
}

describe('a document that is being edited', () => {
  it('and what the extension knows of it never diverge: several cursors, undo, redo, other ends of line', async () => {
    const documents = new ParsedDocuments();
    const editor = await openFile('edited.conll', FILE);
    const { document } = editor;
    assertInStep(documents, document, 'opened');
    const before = documents.get(document).live;
    const random = randomOf(7);
    const pieces = ['X', '\n', '\n\n', 'Oslo NNP B-LOC\n', '-DOCSTART- O\n', '# c\n', '', ' ', '😀', '\t', '\r\n'];
    const position = () => document.validatePosition(new vscode.Position(random(document.lineCount), random(20)));
    for (let step = 0; step < 300; step++) {
      const kind = random(12);
      if (kind === 0) await vscode.commands.executeCommand('undo');
      else if (kind === 1) await vscode.commands.executeCommand('redo');
      else if (kind === 2) {
        await editor.edit((edit) => edit.setEndOfLine(random(2) === 0 ? vscode.EndOfLine.LF : vscode.EndOfLine.CRLF));
      } else {
        // As several cursors do it: edits at once, which must not overlap.
        const starts = Array.from({ length: 1 + random(4) }, position).sort((a, b) => a.compareTo(b));
        const apart = starts.filter((start, index) => index === 0 || start.line > (starts[index - 1]?.line ?? 0) + 3);
        await editor.edit((edit) => {
          for (const start of apart) {
            const end = document.validatePosition(start.translate(random(3), random(9)));
            edit.replace(new vscode.Range(start, end), pieces[random(pieces.length)] ?? '');
          }
        });
      }
      assertInStep(documents, document, `step ${step}`);
    }
    assert.ok(documents.get(document).version >= 200, 'hardly anything was edited');
    assert.ok(before instanceof LiveDocument);
    // Undo brings the bytes back.
    for (let undone = 0; undone < 600 && document.isDirty; undone++) await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), FILE);
    documents.dispose();
  });

  it('follows what changes it on disk', async () => {
    const documents = new ParsedDocuments();
    const { document } = await openFile('disk.conll', 'Ada B-PER\n');
    assertInStep(documents, document, 'opened');
    await writeFile('disk.conll', 'Ada B-PER\n\nOslo B-LOC\n');
    await until('the file to be read again', () => document.lineCount === 4);
    assertInStep(documents, document, 'changed on disk');
    documents.dispose();
  });

  it('is edited by a label in one step, byte for byte elsewhere, and not from a view of an older version', async () => {
    const documents = new ParsedDocuments();
    const text = '# c\r\n\r\nin  IN\tO \r\nBath\tNNP  O\r\n';
    const { document } = await openFile('label.conll', text);
    const place = { sentence: 0, start: 1, end: 2 };
    const { version } = document;
    await labelPlace(document, documents, { version, place, entityType: 'LOC' });
    assert.strictEqual(document.getText(), text.replace('NNP  O', 'NNP  B-LOC'));
    const refused = await labelPlace(document, documents, { version, place }).then(
      () => '',
      (error: Error) => error.message,
    );
    assert.match(refused, /changed meanwhile/);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), text);
    documents.dispose();
  });

  it("is edited in the column that is meant, in that column's scheme", async () => {
    const documents = new ParsedDocuments();
    const text = 'New B-LOC O\nYork E-LOC O\nis O O\nBath S-LOC B-LOC\n';
    const { document } = await openFile('two-schemes.conll', text);
    await labelPlace(document, documents, {
      version: document.version,
      place: { sentence: 0, start: 0, end: 3, column: 1 },
      entityType: 'ORG',
    });
    assert.match(document.getText(), /^New B-ORG O\nYork I-ORG O\nis E-ORG O\n/);
    const [sentence] = ConllDocument.parse(document.getText()).sentences;
    assert.deepStrictEqual(decodeEntities(sentence?.tags ?? []), [{ type: 'LOC', start: 3, end: 4 }]);
    documents.dispose();
  });

  it('can be an untitled one', async () => {
    const documents = new ParsedDocuments();
    const document = await vscode.workspace.openTextDocument({ language: 'conll', content: 'Bath O\n' });
    await vscode.window.showTextDocument(document);
    const place = { sentence: 0, start: 0, end: 1 };
    await labelPlace(document, documents, { version: document.version, place, entityType: 'LOC' });
    assert.strictEqual(document.getText(), 'Bath B-LOC\n');
    await vscode.commands.executeCommand('conll.openReadingView', document.uri);
    await until('the reading view of an untitled document', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputCustom)),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    documents.dispose();
  });
});

describe('entities in the text editor', () => {
  it('are drawn again only when what is in view was not drawn yet', async () => {
    const drawn: unknown[] = [];
    const listen = (milliseconds: unknown) => void drawn.push(milliseconds);
    subscribe('conll-distill.decorations', listen);
    const editor = await openFile('scrolled.conll', FILE);
    await until('the first drawing', () => drawn.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 800));
    drawn.length = 0;
    const scroll = async (line: number) => {
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    await scroll(20);
    assert.strictEqual(drawn.length, 0, 'drawn again though nothing new came near');
    await scroll(500);
    assert.strictEqual(drawn.length, 1);
    unsubscribe('conll-distill.decorations', listen);
  });
});
