import path from 'node:path';
import * as vscode from 'vscode';
import type { HostToPanel, RunSetup, SetUpToHost } from '../../../../protocol/panel';
import type { RunConfig } from '../../../../protocol/run';
import { DEFAULT_RUN, runName } from '../../../../protocol/runDefaults';
import { chosenDevice } from '../../chooseDevice';
import { findDataFiles } from '../../dataFileSearch';
import { inferTogether } from '../../inferTogether';
import type { Handlers } from '../handlers';
import type { PanelContext } from '../panelContext';
import { PathInspector } from './pathFacts';
import { pickPaths } from './pickPaths';

/** Does what the view Set Up asks for. */
export function setUpHandlers({ folder, post, services, feed }: PanelContext): Handlers<SetUpToHost> {
  const inspector = new PathInspector(folder.uri.fsPath);
  return {
    describe: async ({ paths }) => {
      const facts = await Promise.all(paths.map((file) => inspector.facts(file)));
      post({ type: 'facts', facts });
    },
    pick: async ({ role }) => post({ type: 'picked', role, paths: await pickPaths(role, folder) }),
    start: async ({ setup }) => {
      const { name } = await services.launcher.start(wholeConfig(setup), feed.runsFolder);
      post({ type: 'tab', tab: 'watch' });
      post({ type: 'show', run: name });
      await feed.look();
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

function wholeConfig(setup: RunSetup): RunConfig {
  return { ...DEFAULT_RUN, ...setup, version: 1, name: runName(setup.blend.name, new Date()) };
}
