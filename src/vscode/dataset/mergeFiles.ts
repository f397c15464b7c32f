import path from 'node:path';
import * as vscode from 'vscode';
import { findMismatches, type MergeInput, mergeInto, readForMerge } from '../../corpus';
import { READABLE_EXTENSIONS } from '../../dataset';
import { fromDisk, workOnCorpora } from './openCorpora';

/** The command CoNLL: Merge Files: one after the other, in the order of their names, once it is certain that they fit together. */
export async function mergeFiles(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
  const { t } = vscode.l10n;
  const uris = selected && selected.length > 1 ? selected : await askForFiles(clicked);
  if (!uris) return;
  if (uris.length < 2) throw new Error(t('Select two or more files that are to be merged.'));
  const ordered = uris.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
  const to = await vscode.window.showSaveDialog({
    title: t('Merge {0} Files Into', ordered.length),
    ...(ordered[0] && {
      defaultUri: vscode.Uri.joinPath(ordered[0], '..', `merged${path.posix.extname(ordered[0].path)}`),
    }),
  });
  if (!to) return;
  if (ordered.some((uri) => uri.toString() === to.toString())) {
    throw new Error(
      t('{0} is one of the files that are merged: nothing was written.', vscode.workspace.asRelativePath(to)),
    );
  }
  const merged = await workOnCorpora(
    ordered,
    { title: t('Merging {0} files…', ordered.length), needsTags: false },
    async (corpora, reading) => {
      const inputs: MergeInput[] = [];
      for (const [position, corpus] of corpora.entries()) {
        const onProgress = (share: number) => reading.onProgress?.((position + share) / corpora.length);
        inputs.push(await readForMerge(corpus, { ...reading, onProgress }));
      }
      if (!(await mayMerge(inputs))) return undefined;
      return { ...(await mergeInto(to.fsPath, inputs)), note: fromDisk(corpora) };
    },
  );
  if (!merged) return;
  await vscode.commands.executeCommand('vscode.open', to);
  void vscode.window.showInformationMessage(
    [
      t('{0} files, {1} sentences.', ordered.length, merged.sentences),
      ...(merged.addedDocumentLines > 0
        ? [t('{0} -DOCSTART- lines were added before files without documents.', merged.addedDocumentLines)]
        : []),
      ...(merged.note ? [merged.note] : []),
    ].join(' '),
  );
}

/** Names all in which the files are not alike. */
async function mayMerge(inputs: readonly MergeInput[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const mismatches = findMismatches(inputs);
  if (!mismatches.some(({ breaks }) => breaks)) {
    for (const { message } of mismatches) void vscode.window.showWarningMessage(message);
    return true;
  }
  const anyway = t('Merge Anyway');
  const answer = await vscode.window.showWarningMessage(
    t('The files do not fit together.'),
    { modal: true, detail: mismatches.map(({ message }) => message).join('\n\n') },
    anyway,
  );
  return answer === anyway;
}

async function askForFiles(clicked: vscode.Uri | undefined): Promise<readonly vscode.Uri[] | undefined> {
  const { t } = vscode.l10n;
  const found = await vscode.workspace.findFiles(`**/*{${READABLE_EXTENSIONS.join(',')}}`, '**/node_modules/**', 500);
  const items = found
    .map((uri) => ({
      uri,
      label: vscode.workspace.asRelativePath(uri),
      picked: uri.toString() === clicked?.toString(),
    }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const picked = await vscode.window.showQuickPick(items, { title: t('Files to Merge'), canPickMany: true });
  return picked?.map(({ uri }) => uri);
}
