import path from 'node:path';
import * as vscode from 'vscode';
import { indexCorpus, splitCorpus } from '../../corpus';
import { type SplitSizes, splitFiles } from '../../dataset';
import { chosenFile } from './chosenFiles';
import { fromDisk, workOnCorpora } from './openCorpora';
import { askSeed, askUnit, besideFile, mayReplace } from './questions';

/**
 * The command CoNLL: Split into Train, Dev and Test: whole documents, or sentences, into new files beside the old one.
 * @param compare shows the statistics of the new files
 */
export async function splitFile(
  compare: (files: readonly vscode.Uri[]) => unknown,
  clicked?: vscode.Uri,
): Promise<void> {
  const { t } = vscode.l10n;
  const uri = chosenFile(clicked);
  const name = vscode.workspace.asRelativePath(uri);
  const folder = path.dirname(besideFile(uri, 'train'));
  const sizes = await askSizes();
  if (!sizes) return;
  const shape = await workOnCorpora(
    [uri],
    { title: t('Reading {0}…', name), needsTags: false },
    async ([corpus], reading) => (corpus ? indexCorpus(corpus, reading) : undefined),
  );
  if (!shape) return;
  const by = await askUnit(t('Split'), shape.documents);
  if (!by) return;
  const seed = await askSeed();
  if (seed === undefined) return;
  const count = ('counts' in sizes ? sizes.counts : sizes.ratios).length;
  const files = (splitFiles(path.basename(uri.fsPath), count) ?? []).map((split) => ({
    name: split.name,
    file: path.join(folder, split.file),
  }));
  if (!(await mayReplace(files.map(({ file }) => file)))) return;
  const report = await workOnCorpora(
    [uri],
    { title: t('Splitting {0}…', name), needsTags: false },
    async ([corpus], reading) =>
      corpus && { ...(await splitCorpus(corpus, files, { sizes, by, seed }, reading)), note: fromDisk([corpus]) },
  );
  if (!report) return;
  const told = report.files.map((split) =>
    t('{0}: {1} sentences', path.basename(split.file), split.sentences.toLocaleString('en')),
  );
  const leftOut = report.leftOut > 0 ? ` ${t('{0} sentences are in none of them.', report.leftOut)}` : '';
  const show = t('Show Statistics');
  const answer = await vscode.window.showInformationMessage(
    `${told.join(', ')}.${leftOut}${report.note ? ` ${report.note}` : ''}`,
    show,
  );
  if (answer === show) await compare(report.files.map(({ file }) => vscode.Uri.file(file)));
}

async function askSizes(): Promise<SplitSizes | undefined> {
  const { t } = vscode.l10n;
  const item = (label: string, ratios: readonly number[]) => ({
    label,
    ratios,
    detail: ratios.length === 2 ? t('% for train and test') : t('% for train, dev and test'),
  });
  const picked = await vscode.window.showQuickPick(
    [
      item('80 / 10 / 10', [80, 10, 10]),
      item('70 / 15 / 15', [70, 15, 15]),
      item('90 / 5 / 5', [90, 5, 5]),
      item('80 / 20', [80, 20]),
      { label: t('Other Sizes…'), ratios: undefined, detail: t('Other shares, or numbers of sentences') },
    ],
    { title: t('Split into Train, Dev and Test') },
  );
  if (!picked) return undefined;
  if (picked.ratios) return { ratios: picked.ratios };
  const typed = await vscode.window.showInputBox({
    title: t('Sizes of Train, Dev and Test'),
    prompt: t('Percentages that add up to 100, or numbers of sentences; two numbers are train and test'),
    value: '80/10/10',
    validateInput: (text) =>
      parseSizes(text) ? undefined : t('Expected two or three numbers such as 80/10/10 or 1000/200/200.'),
  });
  return typed === undefined ? undefined : parseSizes(typed);
}

/** Numbers that add up to 1 or 100 are shares, others sentences. */
export function parseSizes(text: string): SplitSizes | undefined {
  const values = text
    .trim()
    .split(/\s*[/,:;\s]\s*/u)
    .map(Number);
  const sum = values.reduce((all, value) => all + value, 0);
  if (values.length < 2 || values.length > 3 || !values.every((value) => value >= 0) || sum <= 0) return undefined;
  if (Math.abs(sum - 100) < 1e-9 || Math.abs(sum - 1) < 1e-9) return { ratios: values };
  return values.every(Number.isInteger) ? { counts: values } : undefined;
}
