import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { Problem, TextEdit } from '../dataset';
import type { ActionProvider } from './codeActions';
import { rangeOf, toDiagnostic } from './diagnostics';
import type { OpenDocument } from './openDocument';

/** Quick fixes of what is wrong. */
export const quickFixes: ActionProvider = {
  kinds: ['quickfix'],
  unasked: 'always',
  actions: ({ diagnostics }, document, { context }) =>
    fixes(document, diagnostics.problems(document), context.diagnostics),
};

/**
 * A quick fix for each diagnostic whose problem has a safe one, and one for all problems of its kind in the file. The
 * edits name the document's version, so that an editor refuses them once the document has changed.
 */
function fixes(document: OpenDocument, problems: readonly Problem[], diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const problem = problems.find((candidate) => isSame(toDiagnostic(document, candidate), diagnostic));
    if (!problem?.fix) return [];
    const alike = problems.filter(({ code, fix }) => code === problem.code && fix !== undefined);
    const one = action(document, problem.fix.title, [diagnostic], problem.fix.edits);
    if (alike.length < 2) return [{ ...one, isPreferred: true }];
    const edits = alike.flatMap(({ fix }) => fix?.edits ?? []);
    return [
      { ...one, isPreferred: true },
      action(document, `Fix all ${alike.length} of this kind`, [diagnostic], edits),
    ];
  });
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.code === b.code &&
    a.message === b.message &&
    a.range.start.line === b.range.start.line &&
    a.range.start.character === b.range.start.character
  );
}

function action(
  document: OpenDocument,
  title: string,
  diagnostics: Diagnostic[],
  edits: readonly TextEdit[],
): CodeAction {
  return {
    title,
    kind: 'quickfix',
    diagnostics,
    edit: {
      documentChanges: [
        {
          textDocument: { uri: document.uri, version: document.version },
          edits: edits.map(({ start, end, newText }) => ({
            range: rangeOf(document, start, end),
            newText,
          })),
        },
      ],
    },
  };
}
