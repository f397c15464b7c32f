import type { Connection, Diagnostic } from 'vscode-languageserver';
import { PROBLEM_CHANGES, type ProblemChanges, type Splice } from '../../protocol/languageServer';

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

function changes(before: DiagnosticsByRule, now: DiagnosticsByRule): ProblemChanges<Diagnostic>['changed'] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((code) => before.get(code) !== now.get(code))
    .map((code) => ({ code, splices: splices(before.get(code) ?? [], now.get(code) ?? []) }));
}

/** What makes one list of another, both in the order of the file: what stays is the same object. */
function splices<Item>(before: readonly Item[], now: readonly Item[]): Splice<Item>[] {
  const made: Splice<Item>[] = [];
  const places = new Map(before.map((item, index) => [item, index]));
  let [next, items]: [number, Item[]] = [0, []];
  const stays = (place: number, end: number): void => {
    if (place > next || items.length > 0) made.push({ start: end - items.length, deleted: place - next, items });
    [next, items] = [place + 1, []];
  };
  for (const [index, item] of now.entries()) {
    const place = places.get(item) ?? -1;
    if (place >= next) stays(place, index);
    else items.push(item);
  }
  stays(before.length, now.length);
  return made;
}
