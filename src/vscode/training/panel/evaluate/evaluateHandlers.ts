import path from 'node:path';
import * as vscode from 'vscode';
import type { EvaluateToHost } from '../../../../protocol/panel';
import { runFiles } from '../../../../protocol/runFolder';
import { READING_VIEW } from '../../../readingView/readingView';
import type { Handlers } from '../handlers';
import type { PanelContext } from '../panelContext';
import { evaluateRun } from './evaluateRun';

/** Does what the view Evaluate asks for. */
export function evaluateHandlers({ feed, post, beside }: PanelContext): Handlers<EvaluateToHost> {
  const predictionsOf = (run: string) => vscode.Uri.file(path.join(feed.runsFolder, run, runFiles.predictions));
  return {
    evaluate: async ({ run }) => {
      try {
        post({ type: 'evaluation', run, evaluation: await evaluateRun(path.join(feed.runsFolder, run)) });
      } catch (error) {
        post({ type: 'notEvaluated', run, message: error instanceof Error ? error.message : String(error) });
      }
    },
    openError: async ({ run, line }) => {
      const document = await vscode.workspace.openTextDocument(predictionsOf(run));
      const range = document.lineAt(Math.min(line, document.lineCount) - 1).range;
      await vscode.window.showTextDocument(document, { viewColumn: beside(), selection: range });
    },
    readPredictions: ({ run }) =>
      vscode.commands.executeCommand('vscode.openWith', predictionsOf(run), READING_VIEW, beside()),
  };
}
