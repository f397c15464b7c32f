// An extension that brings VS Code a language model: it knows one city, and answers as chat models do, in words around JSON.
// @ts-nocheck: the oldest VS Code, whose types are the checkout's, has no such models yet.
const vscode = require('vscode');

const model = {
  id: 'test-model',
  name: 'Test Model',
  family: 'test',
  version: '1',
  maxInputTokens: 10_000,
  maxOutputTokens: 10_000,
  capabilities: {},
};

exports.activate = (context) => {
  // Older versions of VS Code take models from its own makers only.
  if (!vscode.lm.registerLanguageModelChatProvider) return;
  const provider = {
    provideLanguageModelChatInformation: () => [model],
    provideTokenCount: async (_, text) => String(text).length,
    async provideLanguageModelChatResponse(_, messages, __, progress) {
      const question = messages
        .at(-1)
        .content.map(({ value }) => value)
        .join('');
      const entities = JSON.parse(question)
        .filter(([, token]) => token === 'London')
        .map(([number, token]) => ({ start: number, end: number, text: token, reason: 'a city', type: 'LOC' }));
      for (const text of ['Here they are:\n```json\n', JSON.stringify({ context: '', entities }), '\n```'])
        progress.report(new vscode.LanguageModelTextPart(text));
    },
  };
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('conll-test', provider));
};
