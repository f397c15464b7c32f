import * as vscode from 'vscode';
import { llmTeacher, openAIModel, type Teacher } from '../../../annotation';
import { openAISettings } from '../../settings';
import type { ApiKeys } from '../apiKeys';
import { type LlmServices, llmOptions } from './llmOptions';
import type { Connection, TeacherPlace, TeacherSource } from './teacherSource';

/** A model behind an OpenAI-compatible server. A key that it refuses is forgotten, and another is asked for. */
export function openAISource(services: LlmServices & { readonly keys: ApiKeys }, place: TeacherPlace): TeacherSource {
  const { keys } = services;
  const { baseUrl, model, price } = openAISettings(place.scope);
  let connection: Connection | undefined;
  const teacherWith = async (apiKey: string | undefined): Promise<Teacher | undefined> => {
    if (apiKey === undefined) return undefined;
    connection = { apiKey, baseURL: baseUrl };
    return llmTeacher({
      ...(await llmOptions(services, place)),
      model: openAIModel({ ...connection, model, ...(price && { price }) }),
    });
  };
  return {
    name: model,
    local: /^(localhost|127\.|\[::1\])/u.test(new URL(baseUrl).hostname),
    batch: () => connection,
    open: async () => teacherWith(await keys.get(baseUrl)),
    async openWithAnotherKey(refusal) {
      await keys.forget(baseUrl);
      const another = vscode.l10n.t('Enter Another Key');
      const choice = await vscode.window.showErrorMessage(refusal.message, another);
      return choice === another ? teacherWith(await keys.ask(baseUrl)) : undefined;
    },
  };
}
