import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ShownRun } from '../../protocol/panel';
import type { RunConfig } from '../../protocol/run';
import { runsFolder } from '../../protocol/runFolder';
import { CONLL_LANGUAGE } from '../languageId';
import { chosenDevice } from './chooseDevice';
import { chooseFolder } from './chooseFolder';
import { chooseDataFiles, countSentences } from './dataFilesOfFolder';
import type { RunHandle, TrainerLauncher } from './launcher';
import { firstRun, isRepeatable, repeatedRun } from './oneClickRun';
import { RunsReader } from './runsReader';
import type { RunWatcher } from './runWatcher';

export interface TrainServices {
  readonly launcher: TrainerLauncher;
  /** The folder of the student that comes with the extension. */
  readonly model: string;
  /** Says how the run ends. */
  readonly watcher: RunWatcher;
}

/**
 * The command CoNLL: Train. Does the folder's last run again, or, in a folder without runs, the default one over the
 * files found by name; asks only for what names do not tell. Resolves when the trainer has started.
 */
export async function train(services: TrainServices): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const runs = path.join(folder.uri.fsPath, runsFolder);
  const config = (await lastRunAgain(runs)) ?? (await newRun(folder, services.model));
  if (config === undefined) return;
  await services.watcher.wake();
  const handle = await services.launcher.start(config, runs);
  void showProgress(services, handle, config).then(() => services.watcher.wake());
}

async function lastRunAgain(runs: string): Promise<RunConfig | undefined> {
  const { changed } = await new RunsReader(runs).read();
  const last = changed
    .filter((run): run is ShownRun & { readonly config: RunConfig } => run.config !== undefined)
    .sort((left, right) => right.created - left.created)[0]?.config;
  return last !== undefined && isRepeatable(last, existsSync)
    ? repeatedRun(last, chosenDevice(), new Date())
    : undefined;
}

async function newRun(folder: vscode.WorkspaceFolder, model: string): Promise<RunConfig | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const isFile = active?.languageId === CONLL_LANGUAGE && !active.isUntitled;
  const beside = isFile ? path.dirname(active.uri.fsPath) : undefined;
  const files = await chooseDataFiles(folder, beside);
  if (files === undefined) return undefined;
  const device = chosenDevice();
  return firstRun(files, await countSentences(files.original), { model, device }, new Date());
}

/** Shows steps and loss while the trainer works; Cancel stops it with a checkpoint. */
function showProgress({ launcher }: TrainServices, handle: RunHandle, { steps }: RunConfig): Thenable<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Training {0}', handle.name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => {
      progress.report({ message: vscode.l10n.t('saving and stopping…') });
      void launcher.stop(handle.folder);
    });
    let shown = 0;
    const stopListening = handle.onMessage((message) => {
      if (token.isCancellationRequested || message.type !== 'metrics' || message.line.kind !== 'step') return;
      const { step, loss } = message.line;
      const text = vscode.l10n.t('step {0} of {1}, loss {2}', step, steps, loss.toFixed(3));
      progress.report({ message: text, increment: ((step - shown) / steps) * 100 });
      shown = step;
    });
    await handle.ended;
    stopListening();
  });
}
