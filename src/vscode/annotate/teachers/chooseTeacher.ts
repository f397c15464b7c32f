import path from 'node:path';
import * as vscode from 'vscode';
import { openAISettings, teacherSetting } from '../../settings';
import { RunsReader } from '../../training/runsReader';

interface TeacherItem extends vscode.QuickPickItem {
  readonly teacher?: string;
}

/** The command CoNLL: Choose Teacher: who annotates from now on, kept in the settings of the folder or, without one, of the user. */
export async function chooseTeacher(): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0];
  const picked = await vscode.window.showQuickPick(teachers(folder), {
    title: t('Who Annotates'),
    matchOnDetail: true,
  });
  if (picked?.teacher === undefined) return;
  await vscode.workspace
    .getConfiguration('conllDistill', folder?.uri)
    .update(
      'teacher',
      picked.teacher,
      folder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
}

async function teachers(folder: vscode.WorkspaceFolder | undefined): Promise<TeacherItem[]> {
  const { t } = vscode.l10n;
  const { model, baseUrl } = openAISettings(folder?.uri);
  const chosen = teacherSetting(folder?.uri);
  const models = await vscode.lm.selectChatModels().then(
    (found) => found,
    () => [],
  );
  const items: TeacherItem[] = [
    { teacher: 'openai', label: model, detail: t('At {0}, with your API key', new URL(baseUrl).origin) },
    { teacher: 'rule-based', label: t('Rule-based'), detail: t('Word lists and rules: no LLM, no key, free') },
  ];
  const students = (await finishedRuns(folder)).map(
    (name): TeacherItem => ({
      teacher: `student:${path.posix.join('.conll-distill', 'runs', name)}`,
      label: name,
      detail: t('Trained student: runs on this machine, free'),
    }),
  );
  const section = (label: string, of: TeacherItem[]): TeacherItem[] =>
    of.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...of];
  const all = [
    ...items,
    ...section(t('Your trained students'), students),
    ...section(
      t("VS Code's language models"),
      models.map(({ id, name, vendor }) => ({
        teacher: `vscode:${id}`,
        label: name,
        detail: t('{0}, through VS Code', vendor),
      })),
    ),
  ];
  return all.map((item) => (item.teacher === chosen ? { ...item, description: t('chosen now') } : item));
}

async function finishedRuns(folder: vscode.WorkspaceFolder | undefined): Promise<string[]> {
  if (!folder) return [];
  const reader = new RunsReader(path.join(folder.uri.fsPath, '.conll-distill', 'runs'));
  const { changed } = await reader.read();
  return changed.filter(({ report }) => report !== undefined).map(({ name }) => name);
}
