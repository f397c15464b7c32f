import * as vscode from 'vscode';
import {
  DatasetError,
  detectFormat,
  type Imported,
  type ImportOptions,
  importFormats,
  MissingLabelsError,
  parseLabels,
  type SourceFile,
} from '../../dataset';
import { CONLL_LANGUAGE } from '../languageId';
import type { LossReports } from './lossReports';
import { mayLose, tellChanges } from './reviewFindings';
import { exists, nameOf, readDocument, readUri, withPartner } from './sourceFiles';

type ImportFormat = (typeof importFormats)[number];

/**
 * The command CoNLL: Import…: plain text or another tool's annotations as a new CoNLL document beside, where it can be looked at
 * and corrected before it is saved. What CoNLL cannot hold is shown first.
 * @param clicked in the explorer; by default the active editor's document, else a file that is asked for
 * @throws Error naming file and line of what cannot be read
 */
export async function importFile(reports: LossReports, clicked?: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const source = await chooseSource(clicked);
  if (!source) return;
  const format = await chooseFormat(source.files);
  if (!format) return;
  const used = format.id === 'brat' ? source.files : source.files.slice(0, 1);
  const imported = await read(format, used, source.uri);
  if (!imported) return;
  const { text, findings } = imported;
  const title = t('Import of {0}', format.label);
  if (!(await mayLose(reports, findings, title, t('Import Anyway')))) return;
  // VS Code itself writes byte order marks, by the encoding of the document.
  const document = await vscode.workspace.openTextDocument({
    language: CONLL_LANGUAGE,
    content: text.replace(/^\ufeff/u, ''),
  });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  if (format.id !== 'text')
    tellChanges(reports, findings, title, t('{0} was read as {1}.', used[0]?.name ?? '', format.label));
}

interface Source {
  readonly files: readonly SourceFile[];
  readonly uri: vscode.Uri;
}

async function chooseSource(clicked: vscode.Uri | undefined): Promise<Source | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (!clicked && active?.isUntitled) return { files: [await readDocument(active)], uri: active.uri };
  const uri = clicked ?? active?.uri ?? (await askForFile());
  return uri && { files: await withPartner(uri), uri };
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showOpenDialog({ title: t('Import as CoNLL'), openLabel: t('Import') });
  return chosen?.[0];
}

/** The format that the file has; asked for where it cannot be told. */
async function chooseFormat(files: readonly SourceFile[]): Promise<ImportFormat | undefined> {
  const annotations = files.length > 1 ? files.find(({ name }) => /\.ann$/iu.test(name)) : undefined;
  const looked = annotations ?? files[0];
  if (!looked) return undefined;
  try {
    const { id } = detectFormat(looked);
    return importFormats.find((format) => format.id === id);
  } catch (error) {
    // Only a shape that is not known can be named by the user; broken JSON stays broken.
    if (!(error instanceof DatasetError) || error.line !== undefined) throw error;
  }
  const picked = await vscode.window.showQuickPick(
    importFormats.map((format) => ({ label: format.label, detail: format.description, format })),
    { title: vscode.l10n.t('What is {0}?', looked.name), matchOnDetail: true },
  );
  return picked?.format;
}

async function read(
  format: ImportFormat,
  files: readonly SourceFile[],
  uri: vscode.Uri,
): Promise<Imported | undefined> {
  const beside = uri.with({ path: uri.path.replace(/\.jsonl?$/iu, '.labels.json') });
  const known = beside.path !== uri.path && (await exists(beside)) ? { labels: await labelsOf(beside) } : {};
  try {
    return format.read(files, known);
  } catch (error) {
    if (!(error instanceof MissingLabelsError)) throw error;
    const labels = await askForLabels(error);
    return labels && format.read(files, labels);
  }
}

async function askForLabels(error: MissingLabelsError): Promise<ImportOptions | undefined> {
  const { t } = vscode.l10n;
  const choose = t('Choose File…');
  if ((await vscode.window.showErrorMessage(error.message, choose)) !== choose) return undefined;
  const [chosen] =
    (await vscode.window.showOpenDialog({ title: t('Names of the numbered tags'), openLabel: t('Choose') })) ?? [];
  return chosen && { labels: await labelsOf(chosen) };
}

async function labelsOf(uri: vscode.Uri): Promise<readonly string[]> {
  return parseLabels((await readUri(uri)).text, nameOf(uri));
}
