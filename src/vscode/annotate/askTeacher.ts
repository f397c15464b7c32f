import * as vscode from 'vscode';
import {
  AnnotationError,
  type AnnotationJob,
  annotateSentences,
  type CostEstimate,
  estimateAnnotation,
  inDollars,
  type Teacher,
} from '../../annotation';
import { type SpendingSettings, spendingSettings } from '../settings';
import { progressWords, type RunningJobs } from './runningJobs';
import type { TeacherSource } from './teachers/teacherSource';

export interface Question {
  /** The file or folder that it is about: it says which workspace folder keeps the answers. */
  readonly scope: vscode.Uri;
  /** Tokens of each sentence. */
  readonly sentences: readonly (readonly string[])[];
  readonly source: TeacherSource;
}

export interface TeacherAccess {
  readonly jobs: RunningJobs;
  /** Where answers are kept when no folder is open. */
  readonly globalStorage: vscode.Uri;
}

/** What a teacher answered, and what it had been expected to cost. */
export interface Answers {
  readonly job: AnnotationJob;
  readonly estimate: CostEstimate | undefined;
}

/**
 * The teacher's answers; undefined when the user cancelled, found it too dear, or gave no key.
 * @throws AnnotationError when no sentence could be answered, for another reason
 */
export async function askTeacher(access: TeacherAccess, question: Question): Promise<Answers | undefined> {
  const { source, sentences, scope } = question;
  const cacheFile = answersFile(access, scope);
  let teacher = await source.open();
  let agreed = false;
  while (teacher !== undefined) {
    const estimate = await estimateAnnotation(teacher, sentences, cacheFile);
    agreed ||= await agreesToCost(source, spendingSettings(scope), estimate);
    if (!agreed) return undefined;
    try {
      return { job: await askWithProgress(access, teacher, cacheFile, question), estimate };
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
      if (error.code !== 'wrong-key' || !source.openWithAnotherKey) throw error;
      teacher = await source.openWithAnotherKey(error);
    }
  }
  return undefined;
}

/** Questions to an unknown price that are asked without a word. */
const fewQuestions = 100;

/** Small sums are the user's daily work; before a large one, or one that nobody knows, they are asked. */
async function agreesToCost(
  { name, local }: TeacherSource,
  { askAbove }: SpendingSettings,
  estimate: CostEstimate | undefined,
): Promise<boolean> {
  if (!estimate) return true;
  const { t } = vscode.l10n;
  const { dollars, usage } = estimate;
  const calls = estimate.sentences - estimate.cached;
  if (dollars === undefined ? local || calls <= fewQuestions : dollars <= askAbove) return true;
  const annotate = t('Annotate');
  const cost =
    dollars === undefined
      ? t('The price of {0} is not known; the setting conllDistill.openai.prices takes it.', name)
      : t('{0} will cost about {1}.', name, inDollars(dollars));
  const choice = await vscode.window.showWarningMessage(
    calls === 1 ? t('Annotate 1 sentence?') : t('Annotate {0} sentences?', calls),
    {
      modal: true,
      detail: `${cost} ${t(
        '{0} tokens of prompts and about {1} of answers; {2} sentences are known already. Answers are kept as they come, so you can stop at any time and go on later.',
        usage.promptTokens.toLocaleString(),
        usage.completionTokens.toLocaleString(),
        estimate.cached,
      )}`,
    },
    annotate,
  );
  return choice === annotate;
}

function askWithProgress(
  { jobs }: TeacherAccess,
  teacher: Teacher,
  cacheFile: string,
  { sentences, source, scope }: Question,
): Thenable<AnnotationJob> {
  const { budget } = spendingSettings(scope);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Annotating with {0}', source.name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) =>
    jobs.run(async (pauseSwitch, show) => {
      const cancellation = new AbortController();
      token.onCancellationRequested(() => cancellation.abort());
      let shown = 0;
      const job = await annotateSentences({
        teacher,
        sentences,
        cacheFile,
        pauseSwitch,
        ...(budget !== undefined && { budget }),
        signal: cancellation.signal,
        onProgress: (state) => {
          show(state);
          progress.report({ message: progressWords(state), increment: ((state.done - shown) / state.total) * 100 });
          shown = state.done;
        },
      });
      const [failure] = job.failures;
      if (failure !== undefined && job.failures.length === sentences.length) throw failure.error;
      return job;
    }),
  );
}

/** One file of answers a workspace folder, so that a sentence is paid for once whichever file it stands in. */
export function answersFile({ globalStorage }: Pick<TeacherAccess, 'globalStorage'>, scope: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(scope) ?? vscode.workspace.workspaceFolders?.[0];
  const home = folder === undefined ? globalStorage : vscode.Uri.joinPath(folder.uri, '.conll-distill');
  return vscode.Uri.joinPath(home, 'annotations', 'answers.jsonl').fsPath;
}
