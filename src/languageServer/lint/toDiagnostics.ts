import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { LiveLint, Problem, Severity } from '../../dataset';
import { ruleLink } from './ruleLinks';

/** More than that no one reads, and the editor slows down; the last one says how many were left out. */
const most = 1000;
const ofOneRule = 100;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

interface Told {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Problems that have not changed are told again with every key. */
const told = new WeakMap<readonly Problem[], Told>();

/** What the editor is told of a document. */
export function toDiagnostics(lint: LiveLint, uri: string): Diagnostic[] {
  const shown = lint.problems({ most, ofOneRule }).flatMap((problems) => {
    const known = told.get(problems);
    if (known?.uri === uri) return known.diagnostics;
    const diagnostics = problems.map((problem) => toDiagnostic(problem, uri));
    told.set(problems, { uri, diagnostics });
    return diagnostics;
  });
  const last = shown.at(-1);
  const left = [...lint.counts.values()].reduce((sum, count) => sum + count, 0) - shown.length;
  if (last && left > 0) {
    shown.push({
      range: last.range,
      severity: DiagnosticSeverity.Information,
      source: last.source ?? '',
      code: 'more',
      message: `${left} more problems are not shown. "conll-distill check" lists all.`,
    });
  }
  return shown;
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
