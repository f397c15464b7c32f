import path from 'node:path';
import * as vscode from 'vscode';
import { derivedName, type UnitKind } from '../../dataset';

/** @returns nothing when the user dismissed the question */
export async function askSeed(): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const value = await vscode.window.showInputBox({
    title: t('Seed'),
    prompt: t('The same seed gives the same files.'),
    value: '1',
    validateInput: (text) => (/^\d{1,9}$/u.test(text.trim()) ? undefined : t('Expected a whole number from 0.')),
  });
  return value === undefined ? undefined : Number(value);
}

/** What stays together: asked only where there is a choice. @returns nothing when the user dismissed the question */
export async function askUnit(title: string, documents: number): Promise<UnitKind | undefined> {
  if (documents < 2) return 'sentence';
  const { t } = vscode.l10n;
  const picked = await vscode.window.showQuickPick(
    [
      {
        unit: 'document' as const,
        label: t('By Document'),
        detail: t('The {0} documents that -DOCSTART- lines part stay whole', documents),
      },
      { unit: 'sentence' as const, label: t('By Sentence'), detail: t('Sentences of one document may be parted') },
    ],
    { title },
  );
  return picked?.unit;
}

/** A file on disk beside another. @throws Error for a document that is in no folder yet */
export function besideFile(uri: vscode.Uri, suffix: string): string {
  if (uri.scheme !== 'file') {
    throw new Error(vscode.l10n.t('Save the file first: the new files go beside it.'));
  }
  return path.join(path.dirname(uri.fsPath), derivedName(path.basename(uri.fsPath), suffix));
}

/** Asks before files that are there are replaced. */
export async function mayReplace(files: readonly string[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const there: string[] = [];
  for (const file of files) {
    const uri = vscode.Uri.file(file);
    const exists = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (exists) there.push(vscode.workspace.asRelativePath(uri));
  }
  if (there.length === 0) return true;
  const replace = t('Replace');
  const answer = await vscode.window.showWarningMessage(
    there.length === 1 ? t('{0} is there already.', there.join()) : t('{0} are there already.', there.join(', ')),
    { modal: true },
    replace,
  );
  return answer === replace;
}
