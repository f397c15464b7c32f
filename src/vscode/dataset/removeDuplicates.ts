import * as vscode from 'vscode';
import { deduplicateCorpus } from '../../corpus';
import {
  ConllDocument,
  type Duplicate,
  editsToPieces,
  findDuplicates,
  indexSentences,
  piecesOf,
  sentenceKey,
  withoutDuplicates,
} from '../../dataset';
import { applyTagEdits, notEdited } from '../annotate/tagEdit';
import { mustBeWritable } from '../editor/readOnly';
import { SYNC_LIMIT_BYTES } from '../editor/tooLargeFiles';
import { chosenFile } from './chosenFiles';
import { fromDisk, workOnCorpora } from './openCorpora';
import { besideFile, mayReplace } from './questions';

type Differing = 'keep' | 'remove';

/**
 * The command CoNLL: Remove Duplicate Sentences: those whose tokens stand in an earlier one, as one edit of the document that one
 * undo takes back. A file that VS Code shares with no extension gets a copy without them.
 */
export async function removeDuplicates(clicked?: vscode.Uri): Promise<void> {
  const uri = chosenFile(clicked);
  const { size } = await vscode.workspace.fs.stat(uri).then(undefined, () => ({ size: 0 }));
  if (size > SYNC_LIMIT_BYTES) return removeOnDisk(uri);
  const { t } = vscode.l10n;
  const document = await vscode.workspace.openTextDocument(uri);
  await mustBeWritable(document);
  const found = duplicatesOf(document);
  if (found.duplicates.length === 0) {
    void vscode.window.showInformationMessage(t('No two sentences have the same tokens.'));
    return;
  }
  const differing = await askAboutDiffering(found.duplicates);
  if (!differing) return;
  await vscode.window.showTextDocument(document);
  // The document may have been changed while the user was asked.
  const { conll, index, duplicates } = duplicatesOf(document);
  const kept = withoutDuplicates(index.sentences, duplicates, differing);
  const edits = editsToPieces(piecesOf(index, kept), conll.text.length);
  if (edits.length > 0 && !(await applyTagEdits(document, edits))) {
    throw new Error(notEdited());
  }
  tell(index.sentences.length - kept.length, index.sentences.length, differing === 'keep' ? duplicates : []);
}

function duplicatesOf(document: vscode.TextDocument) {
  const conll = ConllDocument.parse(document.getText());
  const index = indexSentences(conll);
  const keys = conll.sentences.map((sentence) => sentenceKey(conll, sentence));
  return { conll, index, duplicates: findDuplicates(index.sentences, keys) };
}

async function removeOnDisk(uri: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const name = vscode.workspace.asRelativePath(uri);
  const to = besideFile(uri, 'unique');
  if (!(await mayReplace([to]))) return;
  const report = await workOnCorpora(
    [uri],
    { title: t('Removing duplicates of {0}…', name), needsTags: false },
    async ([corpus], reading) =>
      corpus && { ...(await deduplicateCorpus(corpus, { to, differing: 'keep' }, reading)), note: fromDisk([corpus]) },
  );
  if (!report) return;
  tell(report.before - report.after, report.before, report.duplicates, [
    t('The others are in {0}.', vscode.workspace.asRelativePath(to)),
    ...(report.note ? [report.note] : []),
  ]);
}

/** @returns nothing when the user dismissed the question, which is asked only where there are some */
async function askAboutDiffering(duplicates: readonly Duplicate[]): Promise<Differing | undefined> {
  const { t } = vscode.l10n;
  const count = duplicates.filter(({ differs }) => differs).length;
  if (count === 0) return 'keep';
  const picked = await vscode.window.showQuickPick(
    [
      {
        differing: 'keep' as const,
        label: t('Keep Them'),
        detail: t(
          'Only sentences with the same tokens and the same tags are removed; you are told where the others stand',
        ),
      },
      {
        differing: 'remove' as const,
        label: t('Remove Them Too'),
        detail: t('The first of each stays, with its tags'),
      },
    ],
    { title: t('{0} sentences have the same tokens as an earlier one, but other tags', count) },
  );
  return picked?.differing;
}

const linesTold = 8;

function tell(removed: number, before: number, duplicates: readonly Duplicate[], more: readonly string[] = []): void {
  const { t } = vscode.l10n;
  const lines = duplicates.filter(({ differs }) => differs).map(({ sentence }) => sentence.line + 1);
  const told = lines.slice(0, linesTold).join(', ') + (lines.length > linesTold ? '…' : '');
  void vscode.window.showInformationMessage(
    [
      t('{0} of {1} sentences removed.', removed, before),
      ...(lines.length > 0
        ? [t('{0} have the same tokens as an earlier one, but other tags: lines {1}.', lines.length, told)]
        : []),
      ...more,
    ].join(' '),
  );
}
