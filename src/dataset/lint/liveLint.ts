import type { Chunk } from '../live/chunk';
import type { LiveDocument, PlacedChunk, TextChange } from '../live/liveDocument';
import type { Severity } from '../types';
import { FileFacts, type FileOptions } from './fileFacts';
import { inFileOrder, type Problem } from './problem';
import type { FactName, Finding, Related, Rule, Stretch } from './rule';
import { type RuleInForce, type RuleSettings, rulesInForce } from './severities';
import { type LastSentence, type StretchFacts, stretchFacts } from './stretchFacts';

export interface LintOptions extends FileOptions {
  readonly severities?: RuleSettings;
}

/** What a rule finds in a chunk: some, and how many there are. */
interface Found {
  readonly findings: readonly Finding[];
  readonly count: number;
}

interface Checked {
  readonly facts: StretchFacts;
  above: LastSentence | undefined;
  first: boolean;
  /** By rule; missing where they are to be looked for (again). */
  readonly found: Map<Rule, Found>;
}

/** More findings of a rule in a chunk are counted only; a user sees some, and "fix all" looks for all. */
const mostKept = 100;
/** With more changes at once, everything is looked at again rather than where they stand. */
const mostTraced = 400;
const nothing: Found = { findings: [], count: 0 };

/**
 * The problems of a document that is being edited. After an edit the changed chunks are read, and of the others only those looked at again
 * whose findings depend on what has changed: the result is the same as of a look at the whole text.
 */
export class LiveLint {
  readonly #facts: FileFacts;
  readonly #checked = new Map<Chunk, Checked>();
  readonly #order = new Map<object, number>();
  #chunks: readonly PlacedChunk[] = [];
  #rules: readonly RuleInForce[];
  #changedKeys: number[] = [];
  /** Chunks that are no longer there, but still counted in the facts. */
  readonly #gone: { readonly place: Chunk; readonly facts: StretchFacts }[] = [];
  /** Stretches that were replaced since changes were last looked through; 2 for any more. With one, nothing has moved. */
  #edits = 0;

  constructor(options: LintOptions = {}) {
    this.#facts = new FileFacts((place) => this.#order.get(place) ?? Number.POSITIVE_INFINITY, options);
    this.#rules = rulesInForce(options.severities);
  }

  /** Other settings, a new type set, or other files beside; takes effect with the next `follow`. */
  configure(options: LintOptions): void {
    this.#facts.configure(options);
    this.#rules = rulesInForce(options.severities);
    this.#forget('elsewhere');
  }

  get facts(): FileFacts {
    return this.#facts;
  }

  /**
   * Brings the problems up to the document's state, in steps of about a millisecond. Those who stop half way go on with a new call, also
   * after other edits.
   * @returns what share of the work is done, after each step
   */
  *follow(live: LiveDocument): Generator<number> {
    const chunks = live.chunks;
    this.#arrange(chunks);
    const unread = chunks.filter(({ chunk }) => !this.#checked.has(chunk));
    for (const [index, { chunk }] of unread.entries()) {
      this.#read(chunk);
      yield (index + 1) / unread.length / 2;
    }
    for (const { place, facts } of this.#gone.splice(0)) this.#facts.remove(place, facts);
    this.#placeBelow();
    this.#forgetChanged();
    for (const [index, { chunk }] of chunks.entries()) {
      if (this.#check(chunk)) yield 0.5 + (index + 1) / chunks.length / 2;
    }
  }

  /** Of every rule, how many there are. */
  get counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { rule } of this.#rules) {
      let count = 0;
      for (const checked of this.#checked.values()) count += checked.found.get(rule)?.count ?? 0;
      if (count > 0) counts.set(rule.code, count);
    }
    return counts;
  }

  /**
   * Problems in the order of the file. Where there are more than are asked for, the gravest.
   * @param most in all, and of one rule
   */
  problems({ most, ofOneRule }: { readonly most: number; readonly ofOneRule: number }): Problem[] {
    const problems: Problem[] = [];
    for (const { rule, severity } of this.#rules) {
      const end = Math.min(most, problems.length + ofOneRule);
      for (const placed of this.#chunks) {
        if (problems.length >= end) break;
        const { findings } = this.#checked.get(placed.chunk)?.found.get(rule) ?? nothing;
        for (const finding of findings.slice(0, end - problems.length))
          problems.push(this.#problem(rule, severity, finding, placed.line));
      }
    }
    return problems.sort(inFileOrder);
  }

  /** What is wrong on a line. */
  problemsOnLine(line: number): Problem[] {
    const placed = this.#chunks.findLast((each) => each.line <= line);
    if (!placed) return [];
    return this.#rules.flatMap(({ rule, severity }) =>
      this.#all(rule, placed.chunk)
        .filter((finding) => finding.line + placed.line === line)
        .map((finding) => this.#problem(rule, severity, finding, placed.line)),
    );
  }

  /** Every problem of some rules, also those that `problems` only counts, chunk by chunk. */
  *allProblems(wanted: (code: string) => boolean = () => true): Generator<Problem[]> {
    const rules = this.#rules.filter(({ rule }) => wanted(rule.code));
    for (const { chunk, line } of this.#chunks) {
      yield rules
        .flatMap(({ rule, severity }) =>
          this.#all(rule, chunk).map((finding) => this.#problem(rule, severity, finding, line)),
        )
        .sort(inFileOrder);
    }
  }

  /** The line of a sentence, by its key. */
  lineOf(key: number): number | undefined {
    const place = this.#facts.places.first(key, this.#facts.order);
    const placed = this.#chunks[this.#order.get(place ?? this) ?? -1];
    const facts = placed && this.#checked.get(placed.chunk)?.facts;
    const index = facts?.keys.indexOf(key) ?? -1;
    return placed && index >= 0 ? placed.line + (facts?.lines[index] ?? 0) : undefined;
  }

  /** Keys of the sentences that have come, gone or moved since this was last asked. */
  takeChangedKeys(): readonly number[] {
    const changed = this.#changedKeys;
    this.#changedKeys = [];
    return changed;
  }

  /** Other files have changed in these sentences; undefined for any. */
  changedElsewhere(keys: readonly number[] | undefined): void {
    const changed = keys && keys.length <= mostTraced ? new Set(keys) : undefined;
    this.#forget('elsewhere', ({ keys: own }) => !changed || own.some((key) => changed.has(key)));
  }

  #arrange(chunks: readonly PlacedChunk[]): void {
    const before = this.#chunks;
    this.#chunks = chunks;
    this.#order.clear();
    for (const [index, { chunk }] of chunks.entries()) this.#order.set(chunk, index);
    this.#edits += editsBetween(before, chunks, this.#order);
    for (const [chunk, { facts }] of this.#checked) {
      if (this.#order.has(chunk)) continue;
      this.#gone.push({ place: chunk, facts });
      this.#checked.delete(chunk);
    }
  }

  /** Reads a chunk, and finds in it what depends on nothing else while its lines are at hand. */
  #read(chunk: Chunk): void {
    const { document } = chunk;
    const facts = stretchFacts(document);
    const gone = this.#gone.pop();
    // Most often a chunk takes the place of one that says nearly the same.
    if (gone) this.#facts.replace(gone, { place: chunk, facts });
    else this.#facts.add(chunk, facts);
    const checked: Checked = { facts, above: undefined, first: false, found: new Map() };
    this.#checked.set(chunk, checked);
    for (const { rule } of this.#rules) if (rule.reads.length === 0) this.#find(rule, chunk, checked);
  }

  /** Tells every chunk what stands above it. */
  #placeBelow(): void {
    let above: LastSentence | undefined;
    let first = true;
    for (const { chunk } of this.#chunks) {
      const checked = this.#checked.get(chunk);
      if (!checked) continue;
      const { facts } = checked;
      const now = facts.opensDocument ? undefined : above;
      if (!isSame(now, checked.above) || first !== checked.first) this.#forgetIn(checked, 'above');
      Object.assign(checked, { above: now, first });
      if (facts.sentences > 0 || facts.endsDocument) above = facts.lastSentence;
      else above &&= { ...above, oneBlankLine: false };
      first &&= facts.sentences === 0;
    }
  }

  #forgetChanged(): void {
    for (const name of this.#facts.takeChanges()) this.#forget(name);
    const forms = this.#facts.forms.takeChanges();
    if (forms.length > mostTraced) this.#forget('forms');
    else {
      for (const { form, whereUntagged } of forms)
        this.#forget('forms', ({ tagged, untagged }) => tagged.has(form) || (whereUntagged && untagged.has(form)));
    }
    const keys = this.#facts.places.takeChanges(this.#edits > 1);
    this.#edits = 0;
    this.#changedKeys.push(...keys);
    if (keys.length > mostTraced) this.#forget('sentences');
    else if (keys.length > 0) {
      const changed = new Set(keys);
      this.#forget('sentences', ({ keys: own }) => own.some((key) => changed.has(key)));
    }
  }

  #forget(name: FactName, where: (facts: StretchFacts) => boolean = () => true): void {
    for (const checked of this.#checked.values()) if (where(checked.facts)) this.#forgetIn(checked, name);
  }

  #forgetIn({ found }: Checked, name: FactName): void {
    for (const rule of found.keys()) if (rule.reads.includes(name)) found.delete(rule);
  }

  /** @returns whether there was something to look for */
  #check(chunk: Chunk): boolean {
    const checked = this.#checked.get(chunk);
    const missing = checked ? this.#rules.filter(({ rule }) => !checked.found.has(rule)) : [];
    for (const { rule } of missing) if (checked) this.#find(rule, chunk, checked);
    return missing.length > 0;
  }

  #find(rule: Rule, chunk: Chunk, checked: Checked): void {
    const concerned = rule.concerns?.(checked.facts, this.#facts) ?? true;
    const findings = concerned ? rule.check(stretchOf(chunk, checked), this.#facts) : [];
    const found = findings.length === 0 ? nothing : { findings: findings.slice(0, mostKept), count: findings.length };
    checked.found.set(rule, found);
  }

  #all(rule: Rule, chunk: Chunk): readonly Finding[] {
    const checked = this.#checked.get(chunk);
    const found = checked?.found.get(rule);
    if (!checked || !found) return [];
    return found.count === found.findings.length ? found.findings : rule.check(stretchOf(chunk, checked), this.#facts);
  }

  #problem({ code }: Rule, severity: Severity, finding: Finding, line: number): Problem {
    const { message, from, to, fix, related } = finding;
    const other = related && this.#related(related);
    return {
      code,
      severity,
      message,
      line: finding.line + line,
      from,
      to,
      ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => movedDown(edit, line)) } }),
      ...(other && { related: other }),
    };
  }

  #related(related: Related): Problem['related'] {
    if ('file' in related) return related;
    const line = this.lineOf(related.key);
    return line === undefined ? undefined : { message: related.message, line };
  }
}

function isSame(one: LastSentence | undefined, other: LastSentence | undefined): boolean {
  return one?.tag === other?.tag && one?.oneBlankLine === other?.oneBlankLine;
}

function stretchOf(chunk: Chunk, { facts, above, first }: Checked): Stretch {
  return {
    facts,
    place: chunk,
    above,
    first,
    // Read only where a rule looks at lines.
    get document() {
      return chunk.document;
    },
  };
}

function movedDown({ start, end, newText }: TextChange, lines: number): TextChange {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
    newText,
  };
}

/** How many stretches of chunks are others: 0, 1, or 2 for any more. */
function editsBetween(
  before: readonly PlacedChunk[],
  after: readonly PlacedChunk[],
  order: ReadonlyMap<object, number>,
): number {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head]?.chunk === after[head]?.chunk) head++;
  if (head === before.length && head === after.length) return 0;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail)?.chunk === after.at(-1 - tail)?.chunk) tail++;
  const between = before.slice(head, before.length - tail);
  return between.some(({ chunk }) => order.has(chunk)) ? 2 : 1;
}
