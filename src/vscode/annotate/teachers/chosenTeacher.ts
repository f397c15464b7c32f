import * as vscode from 'vscode';
import { ruleBasedTeacher } from '../../../annotation';
import { teacherSetting } from '../../settings';
import type { ApiKeys } from '../apiKeys';
import type { LlmServices } from './llmOptions';
import { openAISource } from './openAISource';
import { studentSource } from './studentSource';
import type { TeacherPlace, TeacherSource } from './teacherSource';
import { vscodeModelSource } from './vscodeModelSource';

export interface TeacherServices extends LlmServices {
  readonly keys: ApiKeys;
}

/** Says who annotates at a place. @returns nothing when the user did not want to */
export type ChooseSource = (
  services: TeacherServices,
  scope: vscode.Uri,
) => TeacherSource | undefined | Promise<TeacherSource | undefined>;

/**
 * The teacher that the settings of a place name.
 * @throws Error that names the setting when it is none
 */
export function chosenTeacher(services: TeacherServices, scope: vscode.Uri): TeacherSource {
  return sourceOf(services, scope, teacherSetting(scope));
}

/**
 * A teacher by its setting: `openai`, `vscode:MODEL`, `student:RUN` or `rule-based`.
 * @param prompt the name of one; by default the settings' own
 */
export function sourceOf(
  services: TeacherServices,
  scope: vscode.Uri,
  setting: string,
  prompt?: string,
): TeacherSource {
  const place: TeacherPlace = { scope, workspace: workspaceOf(scope), prompt };
  const [, kind, argument] = /^([^:]+)(?::(.+))?$/u.exec(setting) ?? [];
  if (kind === 'openai' && !argument) return openAISource(services, place);
  if (kind === 'rule-based' && !argument) {
    return { name: 'rule-based', local: true, open: ruleBasedTeacher };
  }
  if (kind === 'vscode' && argument) return vscodeModelSource(services, place, argument);
  if (kind === 'student' && argument) return studentSource(services.students, place, argument);
  throw new Error(
    vscode.l10n.t(
      'The setting conllDistill.teacher is "{0}". Expected openai, vscode:MODEL, student:RUN or rule-based.',
      setting,
    ),
  );
}

export function workspaceOf(scope: vscode.Uri): string | undefined {
  return (vscode.workspace.getWorkspaceFolder(scope) ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath;
}
