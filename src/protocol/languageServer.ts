/** Between the language server and the extension's own client, beside the Language Server Protocol. */

/**
 * Flags of V8 with which the client starts the server, so that less garbage is cleared away while one types. Room for that of seventy
 * keystrokes: V8 begins with a sixteenth of it, and every tenth key would be held up for two to five milliseconds. And none of the
 * collections by which V8 gives memory back when little happens, as between keys: each takes 20 ms, in a long file 150.
 */
export const SERVER_FLAGS: readonly string[] = ['--min-semi-space-size=16', '--no-memory-reducer'];

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
  /** The rules whose problems are others than was told before, with what makes the new list of the old, in that order. */
  readonly changed: readonly { readonly code: string; readonly splices: readonly Splice<Diagnostic>[] }[];
}

/** The parameters of `Array.prototype.splice`. */
export interface Splice<Item> {
  readonly start: number;
  readonly deleted: number;
  readonly items: readonly Item[];
}
