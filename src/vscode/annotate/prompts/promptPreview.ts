import * as vscode from 'vscode';
import { llmTeacher, type Question } from '../../../annotation';
import type { ParsedDocuments } from '../../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../../languageId';
import { workspaceOf } from '../teachers/chosenTeacher';
import { type LlmServices, llmOptions } from '../teachers/llmOptions';
import { touchedSentences } from '../touchedSentences';

const scheme = 'conll-prompt';

/** The command CoNLL: Preview Prompt: what a model would be asked about the sentence at the cursor, beside the file. */
export class PromptPreview implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  // After the event: VS Code listens to what is there when it is told of the provider.
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #text = '';

  constructor(private readonly services: LlmServices & { readonly documents: ParsedDocuments }) {}

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** @throws Error with a message for the user */
  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const [sentence] =
      editor?.document.languageId === CONLL_LANGUAGE
        ? touchedSentences(this.services.documents.get(editor.document).conll.sentences, editor.selections)
        : [];
    if (!editor || !sentence) throw new Error(vscode.l10n.t('Put the cursor on a token of a CoNLL file first.'));
    const scope = editor.document.uri;
    const options = await llmOptions(this.services, { scope, workspace: workspaceOf(scope) });
    const teacher = llmTeacher({ ...options, model: nobody });
    const { messages } = await teacher.question(sentence.tokens);
    this.#text = messages.map(({ role, content }) => `<!-- ${role} -->\n\n${content}\n`).join('\n');
    const uri = vscode.Uri.from({ scheme, path: `${options.prompt.name}.md` });
    const document = await vscode.workspace.openTextDocument(uri);
    // What was closed a moment ago is opened again with the text that it had then: only an open document hears of another one.
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

/** A question is made, and nobody is asked. */
const nobody = {
  name: '',
  identity: {},
  ask: (_: Question) => Promise.reject(new Error('A preview asks nobody.')),
};
