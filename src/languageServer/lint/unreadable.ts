import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { checkReadableLive } from '../../dataset';
import type { OpenDocument } from '../openDocument';

/** The one problem of a file that cannot be read as CoNLL; an empty one is only not written yet. */
export function unreadable({ live, uri }: OpenDocument): Diagnostic | undefined {
  const error = checkReadableLive(live, decodeURIComponent(uri.split('/').at(-1) ?? uri));
  if (!error) return undefined;
  const line = error.line ?? 0;
  return {
    range: { start: { line, character: 0 }, end: { line, character: 1 } },
    severity: DiagnosticSeverity.Error,
    code: 'not-conll',
    source: 'CoNLL',
    message: error.message,
  };
}
