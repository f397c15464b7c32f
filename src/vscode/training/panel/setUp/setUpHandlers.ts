import path from 'node:path';
import * as vscode from 'vscode';
import type { HostToPanel, RunSetup, SetUpToHost } from '../../../../protocol/panel';
import { runName, withSeeds } from '../../../../protocol/runDefaults';
import { chosenDevice, probeDevices } from '../../chooseDevice';
import { findDataFiles } from '../../dataFileSearch';
import { inferTogether } from '../../inferTogether';
import type { Handlers } from '../handlers';
import type { PanelContext } from '../panelContext';
import { loadConfig, saveConfig } from './configFiles';
import { DataChecks } from './dataChecks';
import { Estimates } from './estimates';
import { pickPaths } from './pickPaths';
import { Students } from './students';

/** Does what the view Set Up asks for. */
export function setUpHandlers(context: PanelContext): Handlers<SetUpToHost> {
  const { folder, post, services, disposables } = context;
  const checks = new DataChecks(folder, post);
  const students = new Students(services.bundles, post);
  const estimates = new Estimates(services.bundles, post);
  disposables.push(checks, students, estimates);
  return {
    check: ({ files }) => checks.check(files),
    pick: async ({ role }) => post({ type: 'picked', role, paths: await pickPaths(role, folder) }),
    dropped: ({ role, uris }) => {
      const paths = uris.flatMap(pathOf);
      if (paths.length === 0) throw new Error(vscode.l10n.t('What was dropped is no file of this machine.'));
      post({ type: 'picked', role, paths });
    },
    describeStudent: ({ model }) => students.describe(model),
    download: ({ model }) => students.download(model),
    stopDownload: () => students.stopDownload(),
    findDevices: async () => post(await deviceNews(context)),
    estimate: ({ key, setup }) => estimates.estimate(key, setup),
    start: ({ setup, seeds }) => start(context, setup, seeds),
    saveConfig: async ({ setup, seeds }) => {
      const file = await saveConfig(setup, seeds, folder, services.model);
      if (file !== undefined) post({ type: 'configSaved', file: vscode.workspace.asRelativePath(file, false) });
    },
    runExperiment: () => vscode.commands.executeCommand('conll.runExperiment'),
    loadConfig: async () => {
      const loaded = await loadConfig(folder);
      if (loaded) post({ type: 'configLoaded', ...loaded, file: vscode.workspace.asRelativePath(loaded.file, false) });
    },
  };
}

/** Tells a page that knows nothing what there is to set up a run with. */
export async function introduceSetUp({ folder, services }: PanelContext): Promise<HostToPanel> {
  const editor = vscode.window.activeTextEditor?.document.uri;
  const beside = editor?.scheme === 'file' ? path.dirname(editor.fsPath) : undefined;
  return {
    type: 'setup',
    folder: folder.uri.toString(),
    embeddedStudent: services.model,
    device: chosenDevice(),
    files: inferTogether(await findDataFiles(folder), beside),
  };
}

async function start({ services, feed, post }: PanelContext, setup: RunSetup, seeds: readonly number[]): Promise<void> {
  const config = { ...setup, version: 1, name: runName(setup.blend.name, new Date()) } as const;
  const [first] = await services.launcher.startAll(withSeeds(config, seeds), feed.runsFolder);
  services.onStarted();
  post({ type: 'tab', tab: 'watch' });
  if (first !== undefined) post({ type: 'show', run: first });
  await feed.look();
}

async function deviceNews({ services }: PanelContext): Promise<HostToPanel> {
  try {
    return { type: 'devices', reports: await probeDevices(services.bundles) };
  } catch (error) {
    return { type: 'devicesFailed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Where a dropped URI leads; nowhere for one that is no file of this machine. */
function pathOf(uri: string): string[] {
  try {
    const { scheme, fsPath } = vscode.Uri.parse(uri, true);
    return scheme === 'file' || scheme === 'vscode-remote' ? [fsPath] : [];
  } catch {
    return [];
  }
}
