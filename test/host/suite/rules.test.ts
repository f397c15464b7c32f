import assert from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile, until, writeFile } from '../workspaceFiles';

const CLEAN = 'In O\nOslo B-LOC\nit O\nrained O\n\nAda B-PER\nLovelace I-PER\nran O\n\n';

function problems(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'CoNLL')
    .map(
      ({ code, severity }) => `${typeof code === 'object' ? code.value : code} ${vscode.DiagnosticSeverity[severity]}`,
    );
}

/** Waits until the Problems view has these of a file, and no others. */
async function untilProblems(uri: vscode.Uri, ...expected: string[]): Promise<void> {
  await until(`the problems ${expected.join(', ') || 'to go'}`, () => {
    const now = problems(uri);
    return now.join() === expected.join() ? 'yes' : undefined;
  });
}

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('conllDistill').update(name, value, vscode.ConfigurationTarget.Workspace);
}

describe('rules', () => {
  afterEach(async () => {
    await set('lint.rules', undefined);
    await set('entityTypes', undefined);
  });

  it('are shown with the severity that is set, as soon as it is set, and link to their documentation', async () => {
    const { document } = await openFile('severity.conll', `${CLEAN}Bo I-PER\nsat O\n\n`);
    await untilProblems(document.uri, 'illegal-sequence Warning');
    const [problem] = vscode.languages.getDiagnostics(document.uri);
    assert.match(String(typeof problem?.code === 'object' && problem.code.target), /docs\/rules\.md#L\d+$/);
    await set('lint.rules', { 'illegal-sequence': 'error' });
    await untilProblems(document.uri, 'illegal-sequence Error');
    await set('lint.rules', { 'illegal-sequence': 'off' });
    await untilProblems(document.uri);
  });

  it('hold types against the set beside the file, and against the setting where there is one', async () => {
    const labels = await writeFile('types/labels.txt', 'PER\nLOC\n');
    const { document } = await openFile('types/sea.conll', `${CLEAN}Fram B-SHIP\nsank O\n\n`);
    await untilProblems(document.uri, 'unknown-type Warning');
    await vscode.workspace.fs.writeFile(labels, new TextEncoder().encode('PER\nLOC\nSHIP: a ship\n'));
    await untilProblems(document.uri);
    await set('entityTypes', [{ type: 'PER', definition: 'a person' }]);
    await untilProblems(document.uri, 'unknown-type Warning', 'unknown-type Warning');
  });

  it('fix all that is safe in a file as one edit', async () => {
    const editor = await openFile('fixAll.conll', `${CLEAN}Bo I-PER\nsat\tO\n\n`);
    await untilProblems(editor.document.uri, 'illegal-sequence Warning', 'mixed-separators Warning');
    // VS Code gives the action up where markers come while it looks for it.
    await until('the fix', async () => {
      await vscode.commands.executeCommand('editor.action.fixAll');
      await new Promise((resolve) => setTimeout(resolve, 500));
      return editor.document.isDirty;
    });
    await untilProblems(editor.document.uri);
    assert.strictEqual(editor.document.getText(), `${CLEAN}Bo B-PER\nsat O\n\n`);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(editor.document.getText(), `${CLEAN}Bo I-PER\nsat\tO\n\n`);
  });
});
