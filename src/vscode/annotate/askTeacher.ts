import * as vscode from 'vscode';
import { AnnotationError, type AnnotationJob, annotateSentences, openAITeacher } from '../../annotation';
import type { Sentence } from '../../dataset';
import type { EntityTypeSetting, OpenAISettings } from '../settings';
import type { ApiKeys } from './apiKeys';

export interface Question {
  readonly document: vscode.TextDocument;
  readonly sentences: readonly Sentence[];
  readonly settings: OpenAISettings;
  readonly entityTypes: readonly EntityTypeSetting[];
}

export interface TeacherAccess {
  readonly keys: ApiKeys;
  /** Where answers are kept when no folder is open. */
  readonly globalStorage: vscode.Uri;
}

/**
 * The teacher's answers; undefined when the user cancelled or gave no key. A key that the server refuses is forgotten,
 * and another is asked for.
 * @throws AnnotationError when no sentence could be answered, for another reason
 */
export async function askTeacher(access: TeacherAccess, question: Question): Promise<AnnotationJob | undefined> {
  const { baseUrl } = question.settings;
  let apiKey = await access.keys.get(baseUrl);
  while (apiKey !== undefined) {
    try {
      return await askWithProgress(apiKey, answersFile(access, question.document), question);
    } catch (error) {
      if (!(error instanceof AnnotationError)) throw error;
      if (error.code === 'cancelled') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            'Cancelled: nothing was changed. Answers that had arrived are kept and cost nothing the next time.',
          ),
        );
        return undefined;
      }
      if (error.code !== 'wrong-key') throw error;
      await access.keys.forget(baseUrl);
      const another = vscode.l10n.t('Enter Another Key');
      const choice = await vscode.window.showErrorMessage(error.message, another);
      apiKey = choice === another ? await access.keys.ask(baseUrl) : undefined;
    }
  }
  return undefined;
}

function askWithProgress(apiKey: string, cacheFile: string, question: Question): Thenable<AnnotationJob> {
  const { sentences, settings, entityTypes } = question;
  const teacher = openAITeacher({
    apiKey,
    baseURL: settings.baseUrl,
    model: settings.model,
    prompt: settings.prompt,
    entityTypes: entityTypes.map(({ type }) => type),
    definitions: Object.fromEntries(entityTypes.map(({ type, definition }) => [type, definition])),
  });
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Annotating with {0}', settings.model),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancellation = new AbortController();
    token.onCancellationRequested(() => cancellation.abort());
    let shown = 0;
    const job = await annotateSentences({
      teacher,
      sentences: sentences.map(({ tokens }) => tokens),
      cacheFile,
      signal: cancellation.signal,
      onProgress: ({ done, total }) => {
        progress.report({
          message: vscode.l10n.t('{0} of {1} sentences', done, total),
          increment: ((done - shown) / total) * 100,
        });
        shown = done;
      },
    });
    const [failure] = job.failures;
    if (failure !== undefined && job.failures.length === sentences.length) throw failure.error;
    return job;
  });
}

/** One file of answers a workspace folder, so that a sentence is paid for once whichever file it stands in. */
function answersFile({ globalStorage }: TeacherAccess, document: vscode.TextDocument): string {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.workspace.workspaceFolders?.[0];
  const home = folder === undefined ? globalStorage : vscode.Uri.joinPath(folder.uri, '.conll-distill');
  return vscode.Uri.joinPath(home, 'annotations', 'answers.jsonl').fsPath;
}
