import * as vscode from 'vscode';
import { READABLE_EXTENSIONS } from '../../dataset';
import { filesOf } from './filesOf';

/** Asks for what is to be annotated: the whole workspace, or files. @returns nothing when the user dismissed the question */
export async function chooseFiles(): Promise<readonly vscode.Uri[] | undefined> {
  const { t } = vscode.l10n;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const all = await filesOf(folders);
  if (all.length === 0) return askForFiles();
  const whole = {
    label: t('The whole workspace'),
    description: all.length === 1 ? t('1 file') : t('{0} files', all.length),
    detail: t('Every CoNLL and text file of the open folders'),
  };
  const some = { label: t('Files…'), description: '', detail: t('CoNLL, or plain text') };
  const picked = await vscode.window.showQuickPick([whole, some], { title: t('Annotate What') });
  if (picked === some) return askForFiles();
  return picked && all;
}

function askForFiles(): Thenable<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Annotate files: CoNLL, or plain text'),
    openLabel: vscode.l10n.t('Annotate'),
    canSelectMany: true,
    filters: { [vscode.l10n.t('CoNLL or text')]: READABLE_EXTENSIONS.map((extension) => extension.slice(1)) },
  });
}
