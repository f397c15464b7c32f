import * as vscode from 'vscode';
import type { ExportedFile, Format } from '../../dataset';
import { exists, nameOf } from './sourceFiles';

/** Where each file of an export goes. */
export interface ExportTarget {
  /** What the user chose: a file, or the folder of several. */
  readonly shown: vscode.Uri;
  readonly files: readonly { readonly uri: vscode.Uri; readonly text: string }[];
}

/**
 * Asks for a file, or for a folder where several files have names of their own.
 * @returns nothing when the user dismissed it, or does not want to replace what is there
 * @throws Error when it would replace the document that is exported
 */
export async function chooseTarget(
  source: vscode.Uri,
  files: readonly ExportedFile[],
  format: Format,
): Promise<ExportTarget | undefined> {
  const named = files.some(({ name }) => name !== '' && !name.startsWith('.'));
  const target = named ? await chooseFolder(source, files) : await chooseFile(source, files, format);
  if (!target) return undefined;
  if (target.files.some(({ uri }) => uri.toString() === source.toString())) {
    throw new Error(
      vscode.l10n.t('{0} is the file that is exported: nothing was written. Choose another name.', nameOf(source)),
    );
  }
  // The dialog has asked about the file that was chosen; nobody has asked about the others.
  const others = target.files.filter(({ uri }) => uri.toString() !== target.shown.toString());
  return (await mayReplace(others.map(({ uri }) => uri))) ? target : undefined;
}

async function chooseFile(
  source: vscode.Uri,
  files: readonly ExportedFile[],
  format: Format,
): Promise<ExportTarget | undefined> {
  const ending = files[0]?.name || format.endings[0] || '.conll';
  const base = source.path.replace(/\.[^./]*$/u, '');
  const proposed = `${base}${ending}`;
  const path = proposed === source.path ? `${base}-${format.id}${ending}` : proposed;
  const shown = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export as {0}', format.label),
    saveLabel: vscode.l10n.t('Export'),
    ...(source.scheme === 'untitled' ? untitledDefault(ending) : { defaultUri: source.with({ path }) }),
  });
  if (!shown) return undefined;
  const chosenBase = shown.path.replace(/\.[^./]*$/u, '');
  return {
    shown,
    files: files.map(({ name, text }, index) => ({
      uri: index === 0 ? shown : shown.with({ path: `${chosenBase}${name}` }),
      text,
    })),
  };
}

function untitledDefault(ending: string): { defaultUri?: vscode.Uri } {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? { defaultUri: vscode.Uri.joinPath(folder, `export${ending}`) } : {};
}

async function chooseFolder(source: vscode.Uri, files: readonly ExportedFile[]): Promise<ExportTarget | undefined> {
  const { t } = vscode.l10n;
  const [shown] =
    (await vscode.window.showOpenDialog({
      title: t('Folder for {0} files', files.length),
      openLabel: t('Export Here'),
      canSelectFolders: true,
      canSelectFiles: false,
      ...(source.scheme === 'untitled' ? {} : { defaultUri: vscode.Uri.joinPath(source, '..') }),
    })) ?? [];
  return shown && { shown, files: files.map(({ name, text }) => ({ uri: vscode.Uri.joinPath(shown, name), text })) };
}

async function mayReplace(uris: readonly vscode.Uri[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const there: vscode.Uri[] = [];
  for (const uri of uris) if (await exists(uri)) there.push(uri);
  const [first] = there;
  if (!first) return true;
  const replace = t('Replace');
  const question =
    there.length === 1
      ? t('{0} is there already.', nameOf(first))
      : t('{0} of the files are there already.', there.length);
  return (await vscode.window.showWarningMessage(question, { modal: true }, replace)) === replace;
}
