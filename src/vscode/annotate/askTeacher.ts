import * as vscode from 'vscode';
import {
  AnnotationError,
  type AnnotationJob,
  annotateSentences,
  type CostEstimate,
  estimateAnnotation,
  inDollars,
  isLlmTeacher,
  type Teacher,
} from '../../annotation';
import { type SpendingSettings, spendingSettings } from '../settings';
import type { AnswerIndexes } from './answers/answerIndexes';
import { answersOfBatch, askHow } from './batchAnswers';
import { progressWords, type RunningJobs } from './runningJobs';
import type { TeacherSource } from './teachers/teacherSource';

export interface Question {
  /** The file or folder that it is about: it says which workspace folder keeps the answers. */
  readonly scope: vscode.Uri;
  /** Tokens of each sentence. */
  readonly sentences: readonly (readonly string[])[];
  readonly source: TeacherSource;
  /** The user may have it done by a batch. */
  readonly large?: boolean;
  /** The user has agreed to the cost. */
  readonly asked?: boolean;
}

export interface TeacherAccess {
  readonly jobs: RunningJobs;
  readonly answers: AnswerIndexes;
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
  const { source, sentences, scope, large, asked } = question;
  const cacheFile = access.answers.fileFor(scope);
  let teacher = await source.open();
  let agreed = asked ?? false;
  while (teacher !== undefined) {
    const estimate = await estimateAnnotation(teacher, sentences, cacheFile);
    const connection = source.batch?.();
    try {
      const calls = (estimate?.sentences ?? 0) - (estimate?.cached ?? 0);
      const worthIt = large && !asked && !source.local && calls >= worthABatch;
      if (worthIt && connection && isLlmTeacher(teacher)) {
        const how = await askHow(estimate);
        if (how === undefined) return undefined;
        if (how === 'batch') {
          const folder = vscode.Uri.joinPath(access.answers.folderFor(scope), 'batches').fsPath;
          const answered = await answersOfBatch(teacher, connection, { sentences, cacheFile, folder });
          if (!answered) return undefined;
          return { job: await askWithProgress(access, answered, cacheFile, question), estimate };
        }
      }
      agreed ||= await agreesToCost(source, spendingSettings(scope), estimate);
      if (!agreed) return undefined;
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

/** Questions from which on the user is asked whether a batch would do. */
const worthABatch = 50;

/** Questions to an unknown price that are asked without a word. */
const fewQuestions = 100;

/** Small sums are the user's daily work; before a large one, or one that nobody knows, they are asked. */
export async function agreesToCost(
  { name, local }: Pick<TeacherSource, 'name' | 'local'>,
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
