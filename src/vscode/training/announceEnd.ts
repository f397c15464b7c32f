import * as vscode from 'vscode';
import type { ShownRun } from '../../protocol/panel';

/** Says how a run has ended. @param log its last lines @returns whether the user wants to see it in the panel */
export async function announceEnd(run: ShownRun, log: string): Promise<boolean> {
  const open = vscode.l10n.t('Open Panel');
  return (await announce(run, log, open)) === open;
}

function announce(run: ShownRun, log: string, open: string): Thenable<string | undefined> {
  const { t } = vscode.l10n;
  const { name, state } = run;
  if (state === 'finished') {
    const report = run.report?.test ?? run.report?.dev;
    const f1 = report === undefined ? t('no test or dev file to evaluate on') : t('F1 {0}', report.micro.f1.toFixed(3));
    return vscode.window.showInformationMessage(t('{0} has finished: {1}.', name, f1), open);
  }
  if (state === 'stopped') {
    return vscode.window.showInformationMessage(t('{0} is stopped and saved; the panel can resume it.', name), open);
  }
  const cause = run.status?.error ?? run.damage ?? (log.trim() || t('its process ended without a word'));
  return vscode.window.showErrorMessage(t('{0} has failed: {1}', name, cause), open);
}
