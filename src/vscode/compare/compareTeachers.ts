import * as vscode from 'vscode';
import {
  compareTeachers as compare,
  comparisonTable,
  disagreements,
  estimateAnnotation,
  listPrompts,
  sampleGold,
  type Teacher,
} from '../../annotation';
import { markdown, percent } from '../../tables';
import type { AnnotationServices } from '../annotate/annotateSelection';
import { agreesToCost } from '../annotate/askTeacher';
import { knownTeachers } from '../annotate/teachers/chooseTeacher';
import { chosenTeacher, sourceOf, workspaceOf } from '../annotate/teachers/chosenTeacher';
import type { TeacherSource } from '../annotate/teachers/teacherSource';
import { CONLL_LANGUAGE } from '../languageId';
import { spendingSettings, teacherSetting } from '../settings';

interface CandidateItem extends vscode.QuickPickItem {
  readonly source: TeacherSource;
}

/**
 * The command CoNLL: Compare Teachers and Prompts: lets them annotate gold sentences of the open file and shows the paper's
 * phase-1 table, with the disagreements one click away.
 * @throws Error or AnnotationError with a message for the user
 */
export async function compareTeachers(services: AnnotationServices): Promise<void> {
  const { t } = vscode.l10n;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== CONLL_LANGUAGE) throw new Error(t('Open a CoNLL file with gold tags first.'));
  const all = services.documents.get(document).conll.sentences;
  if (!all.some(({ tags }) => tags.some((tag) => tag !== 'O'))) {
    throw new Error(t('This file has no entities to compare with. Open one with gold tags.'));
  }
  const picked = await vscode.window.showQuickPick(candidates(services, document.uri), {
    title: t('Compare Teachers and Prompts'),
    placeHolder: t('The others are compared with the first'),
    canPickMany: true,
  });
  if (!picked || picked.length === 0) return;
  const count = await askForCount(all.length);
  if (count === undefined) return;
  const seed =
    count < all.length ? await askForNumber(t('Seed'), t('The same seed draws the same sentences'), 1, 0) : 1;
  if (seed === undefined) return;
  const gold = await sampleGold(all, count, seed);
  const teachers: Teacher[] = [];
  for (const { source } of picked) {
    const teacher = await source.open();
    if (!teacher) return;
    teachers.push(teacher);
  }
  const cacheFile = services.answers.fileFor(document.uri);
  const spending = spendingSettings(document.uri);
  if (!(await agreesToAll(teachers, picked, gold, cacheFile, document.uri))) return;
  const compared = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Comparing teachers'), cancellable: true },
    (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return compare({
        ...{ gold, teachers, cacheFile, seed, signal: stop.signal },
        ...(spending.budget !== undefined && { budget: spending.budget }),
        onProgress: (teacher, done, total) =>
          progress.report({ message: t('{0}: {1} of {2}', teacher.label, done, total) }),
      });
    },
  );
  const note = t(
    '{0} sentences of {1}. F1 in percent with its 95 % bootstrap interval over sentences; p by approximate randomisation against the first row; cost: what the answers cost, whenever they were paid for.',
    gold.length,
    vscode.workspace.asRelativePath(document.uri),
  );
  const table = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: `# ${t('Teachers compared')}\n\n${markdown(comparisonTable(compared))}\n${note}\n`,
  });
  await vscode.window.showTextDocument(table, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  const best = compared.toSorted((a, b) => b.report.micro.f1 - a.report.micro.f1)[0];
  void offerDisagreements(
    t('{0} is best: F1 {1}.', best?.label ?? '', percent(best?.report.micro.f1 ?? 0)),
    disagreements(gold, compared),
  );
}

async function offerDisagreements(summary: string, content: string): Promise<void> {
  const { t } = vscode.l10n;
  const open = t('Open Disagreements');
  const answer = await vscode.window.showInformationMessage(
    content === '' ? `${summary} ${t('All agree with gold on every sentence.')}` : summary,
    ...(content === '' ? [] : [open]),
  );
  if (answer !== open) return;
  const document = await vscode.workspace.openTextDocument({ language: CONLL_LANGUAGE, content });
  await vscode.window.showTextDocument(document);
}

/** Each language model with each prompt, and every other teacher there is; the chosen one is ticked. */
async function candidates(services: AnnotationServices, scope: vscode.Uri): Promise<CandidateItem[]> {
  const prompts = await listPrompts(workspaceOf(scope));
  const chosen = teacherSetting(scope);
  const items: CandidateItem[] = [];
  for (const { teacher, label, detail } of await knownTeachers(scope)) {
    const asksLlm = teacher === 'openai' || teacher.startsWith('vscode:');
    for (const prompt of asksLlm ? prompts : [undefined]) {
      items.push({
        label: prompt === undefined ? label : `${label}, ${prompt}`,
        ...(detail && { detail }),
        picked: teacher === chosen,
        source: sourceOf(services, scope, teacher, prompt),
      });
    }
  }
  return items.length > 0 ? items : [{ label: chosen, source: chosenTeacher(services, scope) }];
}

async function askForCount(most: number): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const count = await askForNumber(t('How Many Sentences'), t('Of {0}', most), Math.min(100, most), 1);
  return count === undefined ? undefined : Math.min(most, count);
}

async function askForNumber(title: string, prompt: string, value: number, least: number): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    validateInput: (text) =>
      /^\d+$/u.test(text.trim()) && Number(text) >= least ? undefined : t('Expected a whole number from {0}.', least),
  });
  return typed === undefined ? undefined : Number(typed);
}

async function agreesToAll(
  teachers: readonly Teacher[],
  picked: readonly CandidateItem[],
  gold: readonly { readonly tokens: readonly string[] }[],
  cacheFile: string,
  scope: vscode.Uri,
): Promise<boolean> {
  const sentences = gold.map(({ tokens }) => tokens);
  const names: string[] = [];
  let total: Awaited<ReturnType<typeof estimateAnnotation>>;
  let unknown = false;
  for (const [index, teacher] of teachers.entries()) {
    const estimate = await estimateAnnotation(teacher, sentences, cacheFile);
    const source = picked[index]?.source;
    if (!estimate || !source || (source.local && estimate.dollars === undefined)) continue;
    names.push(teacher.label);
    unknown ||= estimate.dollars === undefined;
    total = {
      sentences: (total?.sentences ?? 0) + estimate.sentences,
      cached: (total?.cached ?? 0) + estimate.cached,
      usage: {
        promptTokens: (total?.usage.promptTokens ?? 0) + estimate.usage.promptTokens,
        completionTokens: (total?.usage.completionTokens ?? 0) + estimate.usage.completionTokens,
      },
      ...(estimate.dollars !== undefined && { dollars: (total?.dollars ?? 0) + estimate.dollars }),
    };
  }
  if (!total) return true;
  const { dollars, ...counts } = total;
  const known = unknown || dollars === undefined ? counts : { ...counts, dollars };
  return agreesToCost({ name: names.join(' + '), local: false }, spendingSettings(scope), known);
}
