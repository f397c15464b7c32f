import * as vscode from 'vscode';
import {
  annotateInBatch,
  answeredInBatch,
  BATCH_PRICE,
  type BatchOutcome,
  type CostEstimate,
  inDollars,
  type LlmTeacher,
  type Teacher,
} from '../../annotation';
import type { Connection } from './teachers/teacherSource';

/**
 * Asks whether a large job is to go through the Batch API.
 * @returns nothing when the user dismissed the question
 */
export async function askHow(estimate: CostEstimate | undefined): Promise<'now' | 'batch' | undefined> {
  const { t } = vscode.l10n;
  const dollars = estimate?.dollars;
  const cost = (share: number) => (dollars === undefined ? '' : t('About {0}. ', inDollars(share * dollars)));
  const picked = await vscode.window.showQuickPick(
    [
      { how: 'now' as const, label: t('Now'), detail: t('{0}Answers come one by one.', cost(1)) },
      {
        how: 'batch' as const,
        label: t('As a batch'),
        detail: t(
          '{0}Half the price; answers come within a day. You can close VS Code and run the same again later.',
          cost(BATCH_PRICE),
        ),
      },
    ],
    { title: t('How to Ask') },
  );
  return picked?.how;
}

/**
 * Sends sentences as a batch, or goes on with the batch that has them, and waits for it; its answers are then in the file of
 * answers.
 * @returns a teacher that is not asked again; nothing when the user stopped waiting
 * @throws AnnotationError as annotateInBatch
 */
export async function answersOfBatch(
  teacher: LlmTeacher,
  connection: Connection,
  { sentences, cacheFile, folder }: { sentences: readonly (readonly string[])[]; cacheFile: string; folder: string },
): Promise<Teacher | undefined> {
  const { t } = vscode.l10n;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t('Batch of {0}', teacher.model.name),
    cancellable: true,
  };
  const batch = { teacher, ...connection, sentences, cacheFile, folder };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      const outcome = await annotateInBatch({
        ...{ ...batch, signal: stop.signal },
        onProgress: ({ status, answered, total }) =>
          progress.report({ message: t('{0}, {1} of {2} sentences', status.replace('_', ' '), answered, total) }),
      });
      return answeredInBatch(teacher, outcome);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      void offerToCancel(() => annotateInBatch({ ...batch, cancel: true }));
      return undefined;
    }
  });
}

/** Nobody waits any more, but the server works on: whoever does not want that either can say so. */
async function offerToCancel(cancel: () => Promise<BatchOutcome>): Promise<void> {
  const { t } = vscode.l10n;
  const atServer = t('Cancel at the Server');
  const choice = await vscode.window.showInformationMessage(
    t(
      'Stopped waiting; the batch goes on at the server. Annotate the same files again to look at it: nothing is paid twice.',
    ),
    atServer,
  );
  if (choice !== atServer) return;
  try {
    const { answered } = await cancel();
    void vscode.window.showInformationMessage(t('The batch is cancelled. Answers that are kept: {0}.', answered));
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
