import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { LiveLint, Problem, Severity } from '../../dataset';
import { ruleLink } from './ruleLinks';
import type { DiagnosticsByRule } from './telling';

/** More than that no one reads, and the editor slows down; the last one says how many were left out. */
const most = 1000;
const ofOneRule = 100;
/** In place of a rule's code. */
const more = 'more';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Problems that have not changed are told again with every key: as the same object, and so are lists of them. */
const told = new WeakMap<Problem, Diagnostic>();
const toldLists = new WeakMap<readonly Problem[], readonly Diagnostic[]>();

/** What the editor is told of a document. */
export function toDiagnostics(lint: LiveLint, uri: string): DiagnosticsByRule {
  const byRule = new Map<string, readonly Diagnostic[]>();
  let left = 0;
  for (const count of lint.counts.values()) left += count;
  let last: Problem | undefined;
  for (const problems of lint.problems({ most, ofOneRule })) {
    last = problems.at(-1);
    if (!last) continue;
    left -= problems.length;
    byRule.set(last.code, diagnosticsOf(problems, uri));
  }
  if (last && left > 0) {
    const message = `${left} more problems are not shown. "conll-distill check" lists all.`;
    const { line, from, to } = last;
    byRule.set(more, [toDiagnostic({ code: more, severity: 'information', message, line, from, to }, uri)]);
  }
  return byRule;
}

function diagnosticsOf(problems: readonly Problem[], uri: string): readonly Diagnostic[] {
  const known = toldLists.get(problems);
  if (known) return known;
  const diagnostics = problems.map((problem) => {
    const diagnostic = told.get(problem) ?? toDiagnostic(problem, uri);
    told.set(problem, diagnostic);
    return diagnostic;
  });
  toldLists.set(problems, diagnostics);
  return diagnostics;
}

/** Where and what a problem is, for the editor. */
export function toDiagnostic(problem: Problem, uri: string): Diagnostic {
  const { line, from, to, severity, code, message, related } = problem;
  const link = ruleLink(code);
  return {
    range: { start: { line, character: from }, end: { line, character: to } },
    severity: severities[severity],
    code,
    ...(link !== undefined && { codeDescription: { href: link } }),
    source: 'CoNLL',
    message,
    ...(related && {
      relatedInformation: [
        {
          message: related.message,
          location: {
            uri: related.file ?? uri,
            range: { start: { line: related.line, character: 0 }, end: { line: related.line, character: 0 } },
          },
        },
      ],
    }),
  };
}
