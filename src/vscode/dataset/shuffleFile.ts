import * as vscode from 'vscode';
import { indexCorpus, shuffleCorpus } from '../../corpus';
import { chosenFile } from './chosenFiles';
import { fromDisk, workOnCorpora } from './openCorpora';
import { askSeed, askUnit, besideFile, mayReplace } from './questions';

/** The command CoNLL: Shuffle: documents or sentences in another order, as a new file beside the old one. */
export async function shuffleFile(clicked?: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const uri = chosenFile(clicked);
  const name = vscode.workspace.asRelativePath(uri);
  const to = besideFile(uri, 'shuffled');
  const shape = await workOnCorpora(
    [uri],
    { title: t('Reading {0}…', name), needsTags: false },
    async ([corpus], reading) => (corpus ? indexCorpus(corpus, reading) : undefined),
  );
  if (!shape) return;
  const by = await askUnit(t('Shuffle'), shape.documents);
  if (!by) return;
  const seed = await askSeed();
  if (seed === undefined || !(await mayReplace([to]))) return;
  const report = await workOnCorpora(
    [uri],
    { title: t('Shuffling {0}…', name), needsTags: false },
    async ([corpus], reading) =>
      corpus && { ...(await shuffleCorpus(corpus, { to, by, seed }, reading)), note: fromDisk([corpus]) },
  );
  if (!report) return;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(to));
  const leftOut = report.documentLinesLeftOut;
  void vscode.window.showInformationMessage(
    [
      t('{0} sentences in another order.', report.sentences),
      ...(leftOut > 0 ? [t('{0} -DOCSTART- lines were left out: sentences of all documents are mixed.', leftOut)] : []),
      ...(report.note ? [report.note] : []),
    ].join(' '),
  );
}
