import * as vscode from 'vscode';

/** Where tags go: over those that are there, or into a copy of the file, there over the old ones or beside them. */
export type Destination = 'in-place' | 'copy' | 'column';

/** @returns nothing when the user dismissed the question */
export async function chooseDestination(files: number): Promise<Destination | undefined> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { destination: Destination })[] = [
    {
      destination: 'copy',
      label: t('New file'),
      detail: t('Beside the old one and named after the model; the new tags replace the old ones there.'),
    },
    {
      destination: 'column',
      label: t('New file, new column'),
      detail: t('The new tags stand in one more last column, beside the old ones.'),
    },
    {
      destination: 'in-place',
      label: t('In place'),
      detail: t('The new tags replace the old ones; one undo takes them back. Plain text gets a new file.'),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: files === 1 ? t('Annotate 1 file: where to?') : t('Annotate {0} files: where to?', files),
  });
  return picked?.destination;
}
