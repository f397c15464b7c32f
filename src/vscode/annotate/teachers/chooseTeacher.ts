import path from 'node:path';
import * as vscode from 'vscode';
import { openAISettings, teacherSetting } from '../../settings';
import { trainedModels } from '../../student/trainedModels';

interface TeacherItem extends vscode.QuickPickItem {
  readonly teacher?: string;
}

/** The command CoNLL: Choose Teacher: who annotates from now on, kept in the settings of the folder or, without one, of the user. */
export async function chooseTeacher(): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0];
  const picked = await vscode.window.showQuickPick(teacherItems(folder?.uri), {
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

/** A teacher that there is, by its setting. */
export interface KnownTeacher {
  readonly teacher: string;
  readonly label: string;
  readonly detail: string;
  readonly group?: string;
}

/** Every teacher that can be asked from here. */
export async function knownTeachers(scope: vscode.Uri | undefined): Promise<KnownTeacher[]> {
  const { t } = vscode.l10n;
  const { model, baseUrl } = openAISettings(scope);
  const folder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0];
  const models = await vscode.lm.selectChatModels().then(
    (found) => found,
    () => [],
  );
  return [
    { teacher: 'openai', label: model, detail: t('At {0}, with your API key', new URL(baseUrl).origin) },
    { teacher: 'rule-based', label: t('Rule-based'), detail: t('Word lists and rules: no LLM, no key, free') },
    ...(await trainedModels()).map((model) => ({
      teacher: `student:${settingPath(model.folder, folder)}`,
      label: model.name,
      detail: t('Trained student: runs on this machine, free'),
      group: t('Your trained students'),
    })),
    ...models.map(({ id, name, vendor }) => ({
      teacher: `vscode:${id}`,
      label: name,
      detail: t('{0}, through VS Code', vendor),
      group: t("VS Code's language models"),
    })),
  ];
}

async function teacherItems(scope: vscode.Uri | undefined): Promise<TeacherItem[]> {
  const chosen = teacherSetting(scope);
  let group: string | undefined;
  return (await knownTeachers(scope)).flatMap((known): TeacherItem[] => {
    const { teacher, label, detail } = known;
    const item = { teacher, label, detail, ...(teacher === chosen && { description: vscode.l10n.t('chosen now') }) };
    if (known.group === group || known.group === undefined) return [item];
    group = known.group;
    return [{ label: group, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

/** A run folder as the setting names it: from the workspace folder where it lies inside, with slashes everywhere. */
function settingPath(run: string, folder: vscode.WorkspaceFolder | undefined): string {
  const inside = folder && path.relative(folder.uri.fsPath, run);
  return inside && !inside.startsWith('..') && !path.isAbsolute(inside) ? inside.replaceAll('\\', '/') : run;
}
