import * as vscode from 'vscode';
import { type Finding, groupFindings } from '../../dataset';
import type { LossReports } from './lossReports';

/** Groups, and findings of each, that a dialog has room for. */
const groupsShown = 8;

/**
 * Shows what a conversion loses, before anything is written, and asks whether it may. Nothing is asked where nothing is lost.
 * @param title such as "Export as WNUT"
 * @param proceed the button that goes on
 * @returns false when the user does not want it
 */
export async function mayLose(
  reports: LossReports,
  findings: readonly Finding[],
  title: string,
  proceed: string,
): Promise<boolean> {
  const { t } = vscode.l10n;
  const losses = findings.filter(({ severity }) => severity === 'loss');
  if (losses.length === 0) return true;
  const showAll = t('Show All');
  const message =
    losses.length === 1
      ? t('{0}: 1 thing would be lost.', title)
      : t('{0}: {1} things would be lost.', title, losses.length);
  const answer = await vscode.window.showWarningMessage(
    message,
    { modal: true, detail: summary(losses) },
    proceed,
    showAll,
  );
  if (answer !== showAll) return answer === proceed;
  await reports.show(title, findings);
  // The report is read in an editor, so that this question must not be in its way.
  return (await vscode.window.showWarningMessage(message, proceed)) === proceed;
}

/** What was changed but not lost, said without being in the way. @param title as of `mayLose` */
export function tellChanges(reports: LossReports, findings: readonly Finding[], title: string, done: string): void {
  const { t } = vscode.l10n;
  const changes = groupFindings(findings.filter(({ severity }) => severity === 'change'));
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(done);
    return;
  }
  const details = t('Details');
  const what = changes.map(({ title }) => title).join(', ');
  const message = t('{0} Not quite as it was: {1}.', done, what);
  void vscode.window.showInformationMessage(message, details).then(async (answer) => {
    if (answer === details) await reports.show(title, findings);
  });
}

function summary(losses: readonly Finding[]): string {
  const { t } = vscode.l10n;
  const groups = groupFindings(losses);
  const lines = groups.slice(0, groupsShown).map(({ title, findings: [first] }) => {
    const at = first?.line === undefined ? '' : t(' (line {0})', first.line + 1);
    return `${title}: ${first?.message ?? ''}${at}${title.startsWith('1 ') ? '' : ', …'}`;
  });
  const more = groups.length - groupsShown;
  return [...lines, ...(more > 0 ? [t('and {0} other kinds', more)] : [])].join('\n');
}
