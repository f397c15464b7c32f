import * as vscode from 'vscode';
import { ConllDocument, checkReadable, type ExportedFile, encodeText } from '../../dataset';
import { CONLL_LANGUAGE } from '../languageId';
import { type ExportChoice, exportChoices } from './exportChoices';
import { chooseTarget } from './exportTargets';
import type { LossReports } from './lossReports';
import { mayLose, tellChanges } from './reviewFindings';
import { nameOf, readDocument, readUri, type SourceText } from './sourceFiles';

/**
 * The command CoNLL: Export…: the open document, saved or not, in another dialect or for another tool. What that cannot hold is
 * shown before anything is written.
 * @param clicked in the explorer; by default the active editor's document
 * @throws Error naming file and line of what cannot be exported
 */
export async function exportDocument(reports: LossReports, clicked?: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const uri = clicked ?? activeUri();
  if (!uri) throw new Error(t('Open the CoNLL file that is to be exported.'));
  const source = await readSource(uri);
  const unreadable = checkReadable(source.text, source.name);
  if (unreadable) throw unreadable;
  const choice = await chooseFormat();
  if (!choice) return;
  const document = ConllDocument.parse(source.text);
  const { files, findings } = choice.format.write({ name: source.name, document }, choice.options);
  const title = t('Export as {0}', choice.label);
  if (!(await mayLose(reports, findings, title, t('Export Anyway')))) return;
  const target = await chooseTarget(uri, files, choice.format);
  if (!target) return;
  for (const file of target.files) {
    await vscode.workspace.fs.writeFile(
      file.uri,
      encodeText(file.text, choice.format.keepsEncoding ? source.encoding : 'utf-8'),
    );
  }
  tellChanges(reports, findings, title, done(target.shown, files));
}

function done(uri: vscode.Uri, files: readonly ExportedFile[]): string {
  const { t } = vscode.l10n;
  return files.length > 2
    ? t('Exported {0} files to {1}.', files.length, nameOf(uri))
    : t('Exported to {0}.', nameOf(uri));
}

/** The document of the active editor, be it text or the reading view. */
function activeUri(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === CONLL_LANGUAGE) return active.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.uri : active?.uri;
}

async function readSource(uri: vscode.Uri): Promise<SourceText> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ? readDocument(open) : readUri(uri);
}

async function chooseFormat(): Promise<ExportChoice | undefined> {
  return vscode.window.showQuickPick(exportChoices(), {
    title: vscode.l10n.t('Export as…'),
    placeHolder: vscode.l10n.t('What it cannot hold is shown before anything is written'),
    matchOnDetail: true,
  });
}
