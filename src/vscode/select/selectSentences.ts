import * as vscode from 'vscode';
import { type Selection, selectSentences as select } from '../../annotation';
import { pickSentences } from '../../dataset';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../languageId';
import type { StudentProcess } from '../student/studentProcess';
import type { TrainedModelPicker } from '../student/trainedModelPicker';

export interface SelectServices {
  readonly documents: ParsedDocuments;
  readonly students: StudentProcess;
  readonly models: TrainedModelPicker;
  /** The folder of the embedded student. */
  readonly embedder: string;
}

/**
 * The command CoNLL: Select What to Annotate Next: copies the sentences of the open pool that are worth it into a new document.
 * @throws Error with a message for the user
 */
export async function selectSentences({ documents, students, models, embedder }: SelectServices): Promise<void> {
  const { t } = vscode.l10n;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== CONLL_LANGUAGE)
    throw new Error(t('Open the CoNLL file that is the pool to choose from.'));
  const { conll } = documents.get(document);
  const by = await askBy();
  if (!by) return;
  const run = by === 'uncertainty' ? await models.pick(t('Student That Is Asked')) : undefined;
  if (by === 'uncertainty' && !run) return;
  const count = await askForCount(conll.sentences.length);
  if (count === undefined) return;
  const order = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Choosing sentences…') },
    () =>
      select(
        conll.sentences.map(({ tokens }) => tokens),
        {
          by,
          count,
          ...(run && { student: { tag: (sentences) => students.ask('tag', { run, sentences }) } }),
          embedder: {
            embed: async (sentences) =>
              (await students.ask('embed', { model: embedder, sentences })).map((vector) => Float32Array.from(vector)),
          },
        },
      ),
  );
  const content = pickSentences(
    conll,
    order.flatMap((index) => conll.sentences[index] ?? []),
  );
  const chosen = await vscode.workspace.openTextDocument({ language: CONLL_LANGUAGE, content });
  await vscode.window.showTextDocument(chosen);
}

async function askBy(): Promise<Selection | undefined> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showQuickPick(
    [
      { by: 'random' as const, label: t('Random'), detail: t('Drawn by chance, the same each time') },
      { by: 'length' as const, label: t('Longest'), detail: t('Most tokens, and so most entities, for one question') },
      {
        by: 'uncertainty' as const,
        label: t('Most uncertain'),
        detail: t('Those that a trained student is least sure of'),
      },
      {
        by: 'diversity' as const,
        label: t('Most diverse'),
        detail: t('The centres of clusters, by the embeddings of the embedded student'),
      },
    ],
    { title: t('Select What to Annotate Next') },
  );
  return picked?.by;
}

async function askForCount(most: number): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const value = await vscode.window.showInputBox({
    title: t('How Many Sentences'),
    prompt: t('Of {0}', most),
    value: String(Math.min(100, most)),
    validateInput: (text) => (/^[1-9]\d*$/u.test(text.trim()) ? undefined : t('Expected a whole number from 1.')),
  });
  return value === undefined ? undefined : Number(value);
}
