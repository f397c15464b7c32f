import { type Diagnostic, DiagnosticSeverity, type PublishDiagnosticsParams, type Range } from 'vscode-languageserver';
import { ConllDocument, checkReadable, lint, type Problem, type Severity } from '../dataset';
import type { OpenDocument } from './openDocument';

/** Typing goes on while a large file is checked: it is checked when the keys have rested that many milliseconds. */
const rest = 150;
/** More than that no one reads, and the editor slows down; the last one says how many were left out. */
const mostShown = 1000;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

interface Checked {
  readonly version: number;
  readonly problems: readonly Problem[];
}

/** Checks documents as they change, each version once. */
export class Diagnostics {
  readonly #publish: (parameters: PublishDiagnosticsParams) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #checked = new Map<string, Checked>();

  constructor(publish: (parameters: PublishDiagnosticsParams) => void) {
    this.#publish = publish;
  }

  schedule(document: OpenDocument): void {
    clearTimeout(this.#timers.get(document.uri));
    const publish = () => {
      this.#timers.delete(document.uri);
      this.#publish({
        uri: document.uri,
        version: document.version,
        diagnostics: toDiagnostics(document, this.problems(document)),
      });
    };
    this.#timers.set(document.uri, setTimeout(publish, rest));
  }

  /** The problems of the document as it stands now. */
  problems(document: OpenDocument): readonly Problem[] {
    const known = this.#checked.get(document.uri);
    if (known?.version === document.version) return known.problems;
    const problems = problemsOf(document);
    this.#checked.set(document.uri, { version: document.version, problems });
    return problems;
  }

  clear(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#checked.delete(uri);
    this.#publish({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** A file that cannot be read as CoNLL has that one problem; an empty one is only not written yet. */
function problemsOf(document: OpenDocument): readonly Problem[] {
  const { text } = document.live;
  if (text.trim() === '') return [];
  const unreadable = checkReadable(text, decodeURIComponent(document.uri.split('/').at(-1) ?? document.uri));
  if (!unreadable) return lint(ConllDocument.parse(text));
  const line = unreadable.line ?? 0;
  const { start } = ConllDocument.parse(text).lineRange(line);
  return [{ code: 'not-conll', severity: 'error', message: unreadable.message, line, start, end: start + 1 }];
}

/** Where and what a problem is, for the editor. */
export function toDiagnostic(document: OpenDocument, problem: Problem): Diagnostic {
  return {
    range: rangeOf(document, problem.start, problem.end),
    severity: severities[problem.severity],
    code: problem.code,
    source: 'CoNLL',
    message: problem.message,
  };
}

function toDiagnostics(document: OpenDocument, problems: readonly Problem[]): Diagnostic[] {
  const shown = problems.slice(0, mostShown).map((problem) => toDiagnostic(document, problem));
  const last = shown.at(-1);
  if (last && problems.length > shown.length) {
    const left = problems.length - shown.length;
    shown.push({
      ...last,
      code: 'more',
      message: `${left} more problems are not shown. "conll-distill check" lists all.`,
    });
  }
  return shown;
}

/** Of offsets into the document's text. */
export function rangeOf({ live }: OpenDocument, start: number, end: number): Range {
  return { start: live.positionAt(start), end: live.positionAt(end) };
}
