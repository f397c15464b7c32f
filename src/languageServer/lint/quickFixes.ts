import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver';
import type { LiveLint, Problem } from '../../dataset';
import type { ActionProvider } from '../codeActions';
import type { OpenDocument } from '../openDocument';
import { fixAllLater, fixAllNow, toEdits } from './fixAll';

const kind = 'quickfix';

/** Quick fixes of what is wrong. */
export const quickFixes: ActionProvider = {
  kinds: [kind],
  unasked: 'always',
  actions: async ({ diagnostics }, document, { context }) => {
    if (context.diagnostics.length === 0) return [];
    const lint = await diagnostics.current(document);
    return context.diagnostics.flatMap((diagnostic) => fixes(lint, document, diagnostic));
  },
  resolve: fixAllNow,
};

/**
 * A quick fix for a diagnostic whose problem has one, and others for all of its kind. The edits name the document's version: some editors
 * refuse them once it has changed, others, as VS Code, take what they offer away then.
 */
function fixes(lint: LiveLint, document: OpenDocument, diagnostic: Diagnostic): CodeAction[] {
  const problem = lint.problemsOnLine(diagnostic.range.start.line).find((candidate) => isSame(candidate, diagnostic));
  if (!problem?.fix) return [];
  const { title, edits, safe } = problem.fix;
  const documentChanges: TextDocumentEdit[] = [
    { textDocument: { uri: document.uri, version: document.version }, edits: toEdits(edits) },
  ];
  const one = { title, kind, diagnostics: [diagnostic], isPreferred: safe, edit: { documentChanges } };
  return [one, ...fixAllLater(lint, document, problem.code, diagnostic)];
}

function isSame({ code, message, line, from }: Problem, diagnostic: Diagnostic): boolean {
  const { start } = diagnostic.range;
  return code === diagnostic.code && message === diagnostic.message && line === start.line && from === start.character;
}
