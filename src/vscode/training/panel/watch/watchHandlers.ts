import path from 'node:path';
import * as vscode from 'vscode';
import type { WatchToHost } from '../../../../protocol/panel';
import { runFiles } from '../../../../protocol/runFolder';
import type { Handlers } from '../handlers';
import type { PanelContext } from '../panelContext';

/** Does what the view Watch asks for. */
export function watchHandlers({
  services: { launcher, onStarted },
  feed,
  beside,
}: PanelContext): Handlers<WatchToHost> {
  const folderOf = (run: string) => path.join(feed.runsFolder, run);
  return {
    watch: ({ runs }) => feed.follow(runs),
    stop: ({ run }) => launcher.stop(folderOf(run)),
    resume: async ({ run }) => {
      await launcher.resume(folderOf(run));
      onStarted();
    },
    open: ({ run, file }) =>
      vscode.window.showTextDocument(vscode.Uri.file(path.join(folderOf(run), runFiles[file])), {
        viewColumn: beside(),
      }),
    'use-model': ({ run, how }) => {
      const uri = vscode.Uri.file(folderOf(run));
      return how === 'export'
        ? vscode.commands.executeCommand('conll.exportModel', uri)
        : vscode.commands.executeCommand('conll.annotateFilesWithTrainedModel', undefined, undefined, uri);
    },
  };
}
