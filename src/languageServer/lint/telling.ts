import type { Connection, Diagnostic } from 'vscode-languageserver';
import { PROBLEM_CHANGES, type ProblemChange, type ProblemChanges } from '../../protocol/languageServer';

/** By the codes of rules. What is the same as before is the same object. */
export type DiagnosticsByRule = ReadonlyMap<string, readonly Diagnostic[]>;

const nothing: DiagnosticsByRule = new Map();

/** Tells the editor what is wrong with documents: all of it each time, as the protocol has it, or what has changed, where it knows how. */
export class Telling {
  readonly #connection: Connection;
  readonly #told = new Map<string, DiagnosticsByRule>();
  #changesOnly = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param changesOnly whether the editor understands `PROBLEM_CHANGES` */
  begin(changesOnly: boolean): void {
    this.#changesOnly = changesOnly;
  }

  tell(uri: string, byRule: DiagnosticsByRule, version?: number): void {
    const told = { uri, ...(version !== undefined && { version }) };
    if (!this.#changesOnly)
      return void this.#connection.sendDiagnostics({ ...told, diagnostics: [...byRule.values()].flat() });
    const changed = changes(this.#told.get(uri) ?? nothing, byRule);
    if (byRule.size > 0) this.#told.set(uri, byRule);
    else this.#told.delete(uri);
    void this.#connection.sendNotification(PROBLEM_CHANGES, { ...told, changed } satisfies ProblemChanges<Diagnostic>);
  }
}

function changes(before: DiagnosticsByRule, now: DiagnosticsByRule): ProblemChange<Diagnostic>[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((code) => {
    const [old, diagnostics] = [before.get(code) ?? [], now.get(code) ?? []];
    return old === diagnostics ? [] : { code, ...splice(old, diagnostics) };
  });
}

function splice(before: readonly Diagnostic[], now: readonly Diagnostic[]): Omit<ProblemChange<Diagnostic>, 'code'> {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { start, deleted: before.length - start - tail, diagnostics: now.slice(start, now.length - tail) };
}
