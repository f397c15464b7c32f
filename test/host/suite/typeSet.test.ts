import assert from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { offeredTypes } from '../../../src/dataset';
import { FollowedTypeSet, namedTypeSet, typeSetOf } from '../../../src/vscode/typeSet';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder, writeFile } from '../workspaceFiles';

const { Global, Workspace } = vscode.ConfigurationTarget;

async function set(value: unknown, target = Workspace): Promise<void> {
  await vscode.workspace.getConfiguration('conllDistill').update('entityTypes', value, target);
}

const remove = (name: string) => vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), name));

describe('the type set of a file', () => {
  let followed: FollowedTypeSet | undefined;
  afterEach(async () => {
    followed?.dispose();
    for (const target of [Workspace, Global]) await set(undefined, target);
  });

  const untilTypes = (...expected: string[]) =>
    until(`the types ${expected.join(' ')}`, () => {
      const now = offeredTypes(followed?.types, ['SHIP']).map(({ type }) => type);
      return now.join() === expected.join();
    });

  it('comes from the settings, from beside the file, or is learnt, and follows what changes', async () => {
    const { document } = await openFile('sets/sea.conll', 'Fram B-SHIP\n\n');
    followed = new FollowedTypeSet(document.uri, () => {});
    await untilTypes('SHIP');
    assert.strictEqual(await namedTypeSet(document.uri), undefined);
    await writeFile('sets/labels.json', '{ "SHIP": "a ship", "CREW": "a crew" }');
    await untilTypes('SHIP', 'CREW');
    assert.deepStrictEqual((await typeSetOf(document.uri))[1], { type: 'CREW', definition: 'a crew' });
    // What stands in labels.txt counts before it.
    await writeFile('sets/labels.txt', 'PORT: a harbour\n');
    await untilTypes('PORT', 'SHIP');
    await writeFile('sets/labels.txt', 'PORT: a harbour\nSEA\n');
    await untilTypes('PORT', 'SEA', 'SHIP');
    await set([{ type: 'ICE', definition: 'ice' }]);
    await untilTypes('ICE', 'SHIP');
    await set(undefined);
    await untilTypes('PORT', 'SEA', 'SHIP');
    // One that is not to be understood counts as none where types are offered, and is said where a prompt needs it.
    await writeFile('sets/labels.txt', '-PORT\n');
    await untilTypes('SHIP');
    await assert.rejects(typeSetOf(document.uri), /labels\.txt, line 1: "-PORT" is no entity type/);
    await remove('sets/labels.txt');
    await untilTypes('SHIP', 'CREW');
    await vscode.commands.executeCommand('conll.previewPrompt');
    const prompts = () =>
      vscode.window.visibleTextEditors.flatMap(({ document: { uri, getText } }) =>
        uri.scheme === 'conll-prompt' ? getText() : [],
      );
    await until('the prompt', () => prompts().some((prompt) => /- SHIP: a ship\n- CREW: a crew\n/.test(prompt)));
    await remove('sets/labels.json');
    await untilTypes('SHIP');
    // A language model is asked for what a file of other types uses.
    assert.deepStrictEqual(await typeSetOf(document.uri), [{ type: 'SHIP' }]);
    // One that no editor has open is read.
    for (const name of ['sea.conll', 'sea.tsv']) {
      const closed = await writeFile(`closed/${name}`, 'Fram\tB-SHIP\nOslo\tB-PORT\n\n');
      assert.deepStrictEqual(await typeSetOf(closed), [{ type: 'PORT' }, { type: 'SHIP' }]);
    }
    const untitled = await vscode.workspace.openTextDocument({ language: 'conll', content: 'Fram O\n' });
    assert.strictEqual(await namedTypeSet(untitled.uri), undefined);
  });
});

describe('renaming a type', () => {
  afterEach(async () => {
    for (const each of vscode.workspace.textDocuments) if (each.isDirty && !each.isUntitled) await each.save();
    for (const target of [Workspace, Global]) await set(undefined, target);
  });

  it('changes files, type sets and the settings of the workspace as one edit, and offers to change the user setting', async () => {
    const user = new UserAnswers();
    const button = 'Change the Setting';
    user.pressed.add(button);
    await set([{ type: 'SHIP', definition: 'a ship' }], Workspace);
    await set(
      [
        { type: 'SHIP', definition: 'any SHIP' },
        { type: 'PORT', definition: 'a port' },
      ],
      Global,
    );
    const labels = await writeFile('renamed/labels.txt', 'SHIP: a ship\n');
    const other = await writeFile('renamed/other.conll', 'Gjøa B-SHIP\n');
    const { document } = await openFile('renamed/sea.conll', 'Fram B-SHIP\n\n');
    const settings = vscode.Uri.joinPath(workspaceFolder(), '.vscode/settings.json');
    const at = new vscode.Position(0, 8);
    const rename = async () =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at,
        'VESSEL',
      );
    // The server hears of new files when VS Code has seen them.
    const wholeRename = () =>
      rename().then(
        (edit) => (edit.has(other) ? edit : undefined),
        () => undefined,
      );
    // One that is given up is not said to have been done, whatever is typed then.
    await until('the rename', wholeRename);
    const word = new vscode.Range(0, 0, 0, 4);
    const typed = new vscode.WorkspaceEdit();
    typed.replace(document.uri, word, 'VESSEL');
    assert.ok(await vscode.workspace.applyEdit(typed));
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), 'Fram B-SHIP\n\n');
    assert.deepStrictEqual(user.messages, []);
    const edit = await until('the rename', wholeRename);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const text = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
    assert.strictEqual(await text(labels), 'VESSEL: a ship\n');
    assert.strictEqual(await text(other), 'Gjøa B-VESSEL\n');
    assert.match(await text(settings), /"type": "VESSEL"/);
    await until('the user setting to be changed', () => {
      const found = vscode.workspace.getConfiguration().inspect('conllDistill.entityTypes')?.globalValue;
      return (
        JSON.stringify(found) === '[{"type":"VESSEL","definition":"any VESSEL"},{"type":"PORT","definition":"a port"}]'
      );
    });
    assert.match(
      user.messages.join('\n'),
      /SHIP is now VESSEL in the files\. Your user setting conllDistill\.entityTypes/,
    );
    // With changes in a type set that are nowhere but in its editor, places in it would not be known.
    await assert.rejects(rename, /labels\.txt has changes that are not saved/);
    user.restore();
  });
});
