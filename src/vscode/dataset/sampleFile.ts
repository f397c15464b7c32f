import * as vscode from 'vscode';
import { sampleCorpus } from '../../corpus';
import { chosenFile } from './chosenFiles';
import { fromDisk, workOnCorpora } from './openCorpora';
import { askSeed, besideFile, mayReplace } from './questions';

/** The command CoNLL: Sample Sentences: draws some into a new file beside the old one. */
export async function sampleFile(clicked?: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const uri = chosenFile(clicked);
  const name = vscode.workspace.asRelativePath(uri);
  const typed = await vscode.window.showInputBox({
    title: t('How Many Sentences'),
    value: '100',
    validateInput: (text) => (/^[1-9]\d*$/u.test(text.trim()) ? undefined : t('Expected a whole number from 1.')),
  });
  if (typed === undefined) return;
  const count = Number(typed);
  const how = await vscode.window.showQuickPick(
    [
      { stratified: false, label: t('By Chance'), detail: t('Every sentence has the same chance') },
      { stratified: true, label: t('Stratified'), detail: t('Every entity type keeps its share') },
    ],
    { title: t('Sample {0} Sentences', count) },
  );
  if (!how) return;
  const seed = await askSeed();
  if (seed === undefined) return;
  const to = besideFile(uri, `sample-${count}`);
  if (!(await mayReplace([to]))) return;
  const { stratified } = how;
  const report = await workOnCorpora(
    [uri],
    { title: t('Sampling {0}…', name), needsTags: false },
    async ([corpus], reading) =>
      corpus && { ...(await sampleCorpus(corpus, { to, count, stratified, seed }, reading)), note: fromDisk([corpus]) },
  );
  if (!report) return;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(to));
  const { sample, rest, note } = report;
  void vscode.window.showInformationMessage(
    `${t('{0} of {1} sentences.', sample.sentences, sample.sentences + rest.sentences)}${note ? ` ${note}` : ''}`,
  );
}
