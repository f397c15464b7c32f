/** Between the language server and the extension's own client, beside the Language Server Protocol. */

/**
 * Flags of V8 with which the client starts the server. Room for the garbage of seventy keystrokes: V8 begins with a sixteenth of it and
 * would clear it away every ten, which holds a key up for two to five milliseconds.
 */
export const SERVER_FLAGS: readonly string[] = ['--min-semi-space-size=16'];

/**
 * The method by which the server tells what is wrong, in place of `textDocument/publishDiagnostics`, where the client has said
 * `problemChanges: true` among its initialization options. The protocol tells all of a document's problems again after every edit; most
 * edits change one or two of them.
 */
export const PROBLEM_CHANGES = 'conllDistill/problemChanges';

/** @template Diagnostic the protocol's */
export interface ProblemChanges<Diagnostic> {
  readonly uri: string;
  /** Of the document that was checked; absent when nothing is told of it any more. */
  readonly version?: number;
  /** Of the rules whose problems are others than was told before, which come in place of which, in the order in which they were told. */
  readonly changed: readonly ProblemChange<Diagnostic>[];
}

/** Like the parameters of `Array.prototype.splice`. */
export interface ProblemChange<Diagnostic> {
  readonly code: string;
  readonly start: number;
  readonly deleted: number;
  readonly diagnostics: readonly Diagnostic[];
}
