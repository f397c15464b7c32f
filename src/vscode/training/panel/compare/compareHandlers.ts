import path from 'node:path';
import * as vscode from 'vscode';
import type { CompareToHost } from '../../../../protocol/panel';
import { deletedFolder } from '../../../../protocol/runFolder';
import type { Handlers } from '../handlers';
import type { PanelContext } from '../panelContext';
import { runTableSchema } from './compareRequests';
import { Comparisons } from './comparisons';
import { deletedRuns, deleteRuns, renameRun, restoreRuns, starRun } from './runFolders';

const tableKey = 'conllDistill.runTable';

/** Does what the view Compare asks for. */
export function compareHandlers(context: PanelContext): Handlers<CompareToHost> {
  const { services, feed, post, disposables } = context;
  const comparisons = new Comparisons(services.bundles.comparisons, post);
  disposables.push(comparisons);
  /** Changes run folders, and shows it at once, also what of it has failed. */
  const change = async (action: () => Promise<void>): Promise<void> => {
    try {
      await feed.between(action);
    } finally {
      await feed.look();
    }
  };
  /** Also what can be restored, which the page is to know before it hears that runs are gone. */
  const changeDeleted = (action: () => Promise<void>) =>
    change(async () => {
      try {
        await action();
      } finally {
        await tellDeleted(context);
      }
    });
  return {
    keepRunTable: ({ table }) => services.memory.update(tableKey, table),
    star: ({ runs, starred }) =>
      change(async () => {
        for (const run of runs) await starRun(path.join(feed.runsFolder, run), starred);
      }),
    rename: ({ run, to }) =>
      change(async () => {
        await renameRun(feed.runsFolder, run, to);
        post({ type: 'renamed', run, to });
      }),
    deleteRuns: ({ runs }) => changeDeleted(() => deleteRuns(feed.runsFolder, runs)),
    restoreRuns: ({ runs }) => changeDeleted(() => restoreRuns(feed.runsFolder, runs)),
    emptyDeleted: () => emptyDeleted(context),
    compareRuns: ({ key, baseline, others }) =>
      comparisons.start(key, { runsFolder: feed.runsFolder, baseline, others }),
    stopComparing: () => comparisons.dispose(),
  };
}

/** Tells a page that knows nothing how its table of runs was left, and what can be restored. */
export async function introduceCompare(context: PanelContext): Promise<void> {
  const { data } = runTableSchema.safeParse(context.services.memory.get(tableKey));
  if (data) context.post({ type: 'runTable', table: data });
  await tellDeleted(context);
}

async function tellDeleted({ feed, post }: PanelContext): Promise<void> {
  post({ type: 'deletedRuns', runs: await deletedRuns(feed.runsFolder) });
}

async function emptyDeleted(context: PanelContext): Promise<void> {
  const { t } = vscode.l10n;
  const { runsFolder } = context.feed;
  const runs = await deletedRuns(runsFolder);
  const yes = t('Delete');
  const question =
    runs.length === 1
      ? t('Delete the run {0} for good?', runs[0]?.name ?? '')
      : t('Delete {0} runs for good?', runs.length);
  const detail = t('Their models, checkpoints and figures go to the trash, or are gone where there is none.');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  try {
    for (const { name } of runs) await discard(vscode.Uri.file(path.join(runsFolder, deletedFolder, name)));
  } finally {
    await tellDeleted(context);
  }
}

/** Remote machines have no trash. */
async function discard(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
  } catch {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
  }
}
