import * as vscode from 'vscode';
import { AnnotationError, type ChatModel, llmTeacher, type Question } from '../../../annotation';
import { type LlmServices, llmOptions } from './llmOptions';
import type { TeacherPlace, TeacherSource } from './teacherSource';

/** A language model that VS Code has, by its id: nothing but text goes to it and comes from it. */
export function vscodeModelSource(services: LlmServices, place: TeacherPlace, id: string): TeacherSource {
  return {
    name: id,
    local: false,
    async open() {
      const [model] = await vscode.lm.selectChatModels({ id });
      if (!model) {
        const known = (await vscode.lm.selectChatModels()).map((other) => other.id);
        throw new Error(
          known.length === 0
            ? vscode.l10n.t(
                'VS Code has no language model. Install an extension that brings some, such as GitHub Copilot, or choose another teacher.',
              )
            : vscode.l10n.t('VS Code has no language model {0}. It has {1}.', id, known.join(', ')),
        );
      }
      return llmTeacher({ ...(await llmOptions(services, place)), model: chatModel(model) });
    },
  };
}

function chatModel(model: vscode.LanguageModelChat): ChatModel {
  return {
    name: model.id,
    identity: { vscode: model.vendor, model: model.id, version: model.version },
    async ask({ messages }, { signal } = {}) {
      const cancellation = new vscode.CancellationTokenSource();
      const cancel = () => cancellation.cancel();
      signal?.addEventListener('abort', cancel);
      try {
        const justification = vscode.l10n.t('To mark the entities of your CoNLL file.');
        const response = await model.sendRequest(messages.map(asMessage), { justification }, cancellation.token);
        let content = '';
        for await (const part of response.text) content += part;
        return { content, finish: 'stop' };
      } catch (error) {
        throw asAnnotationError(error, model, signal);
      } finally {
        signal?.removeEventListener('abort', cancel);
        cancellation.dispose();
      }
    },
  };
}

/** There is no role for instructions: they come as the user's. */
function asMessage({ role, content }: Question['messages'][number]): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}

function asAnnotationError(error: unknown, { id }: vscode.LanguageModelChat, signal: AbortSignal | undefined): Error {
  if (signal?.aborted || error instanceof vscode.CancellationError) {
    return new AnnotationError('cancelled', vscode.l10n.t('The annotation was cancelled.'));
  }
  if (!(error instanceof vscode.LanguageModelError)) {
    return new AnnotationError('server', error instanceof Error ? error.message : String(error));
  }
  switch (error.code) {
    case vscode.LanguageModelError.NoPermissions.name:
      return new AnnotationError('wrong-key', vscode.l10n.t('VS Code may not use {0}: {1}', id, error.message));
    case vscode.LanguageModelError.NotFound.name:
      return new AnnotationError('model-not-found', vscode.l10n.t('VS Code no longer has the model {0}.', id));
    case vscode.LanguageModelError.Blocked.name:
      return new AnnotationError('quota', vscode.l10n.t('{0} takes no more questions now: {1}', id, error.message));
    default:
      return new AnnotationError('server', vscode.l10n.t('{0} failed: {1}', id, error.message));
  }
}
