import path from 'node:path';
import * as vscode from 'vscode';
import { BUILT_IN_PROMPTS, listPrompts, PROMPTS_FOLDER, readPrompt } from '../../../annotation';
import { promptSettings } from '../../settings';
import { chooseFolder } from '../../training/chooseFolder';

/**
 * The command CoNLL: Edit Prompt: opens a prompt of the workspace as a file. One of ours is written there first; from then
 * on the file is what counts.
 */
export async function editPrompt(): Promise<void> {
  const { t } = vscode.l10n;
  const folder = await chooseFolder();
  if (!folder) return;
  const workspace = folder.uri.fsPath;
  const current = promptSettings(folder.uri).name;
  const another = t('New prompt…');
  const names = await listPrompts(workspace);
  const picked = await vscode.window.showQuickPick(
    [
      ...names.map((name) => ({
        label: name,
        ...(name === current && { description: t('chosen now') }),
        ...(BUILT_IN_PROMPTS.includes(name) && {
          detail: t('Comes with CoNLL Distill; your copy of it replaces it here'),
        }),
      })),
      { label: another, detail: t('A copy of the one that is chosen now, under another name') },
    ],
    { title: t('Edit Prompt') },
  );
  if (!picked) return;
  const name = picked.label === another ? await askForName(names) : picked.label;
  if (!name) return;
  const file = vscode.Uri.file(path.join(workspace, PROMPTS_FOLDER, `${name}.md`));
  const exists = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!exists) {
    const { source } = await readPrompt(picked.label === another ? current : name, workspace);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(source));
  }
  await vscode.window.showTextDocument(file);
  if (name !== current && picked.label === another) {
    await vscode.workspace
      .getConfiguration('conllDistill', folder.uri)
      .update('prompt', name, vscode.ConfigurationTarget.Workspace);
  }
}

function askForName(taken: readonly string[]): Thenable<string | undefined> {
  const { t } = vscode.l10n;
  return vscode.window.showInputBox({
    title: t('Name of the new prompt'),
    validateInput: (name) =>
      !/^[\w-]+$/u.test(name)
        ? t('Expected letters, digits and hyphens.')
        : taken.includes(name)
          ? t('There is one of this name.')
          : undefined,
  });
}
