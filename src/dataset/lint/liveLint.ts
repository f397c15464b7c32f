import type { Chunk } from '../live/chunk';
import type { LiveDocument, PlacedChunk } from '../live/liveDocument';
import type { Severity } from '../types';
import { alike } from './alike';
import { type Checked, mostKept, nothing, stretchOf } from './checked';
import { FileFacts, type FileOptions } from './fileFacts';
import { FormStands } from './formStands';
import type { ChangedForm } from './formUse';
import { Holding, type Told } from './holding';
import { inFileOrder, type Problem } from './problem';
import type { FactName, Finding, Related, Rule } from './rule';
import { type RuleInForce, type RuleSettings, rulesInForce } from './severities';
import { type LastSentence, type StretchFacts, stretchFacts } from './stretchFacts';
import { toProblem } from './toProblem';

export interface LintOptions extends FileOptions {
  readonly severities?: RuleSettings;
}

/**
 * The problems of a document that is being edited. After an edit the changed chunks are read, and of the others only those looked at again
 * whose findings depend on what has changed: the result is the same as of a look at the whole text.
 */
export class LiveLint {
  readonly #facts: FileFacts;
  readonly #checked = new Map<Chunk, Checked>();
  readonly #order = new Map<Chunk, number>();
  readonly #holding = new Map<Rule, Holding>();
  readonly #unread = new Set<Chunk>();
  /** Chunks in which rules are to look (again). */
  readonly #unchecked = new Set<Chunk>();
  #chunks: readonly PlacedChunk[] = [];
  /** How many chunks, from the beginning and from the end, are told rightly what stands above them. */
  #placed = { head: 0, tail: 0 };
  readonly #ofType = new Map<string, Set<Checked>>();
  readonly #formStands = new FormStands();
  /** Lines of sentences, by their keys, as far as they were asked for and none of it has changed. */
  readonly #lineOfKey = new Map<number, number | undefined>();
  #rules: readonly RuleInForce[];
  /** Undefined for any. */
  #changedKeys: number[] | undefined = [];
  /** Places whose chunks are no longer there, but still counted in the facts. */
  readonly #gone: Checked[] = [];
  /** Stretches that were replaced since changes were last looked through; 2 for any more. With one, nothing has moved. */
  #edits = 0;

  constructor(options: LintOptions = {}) {
    this.#facts = new FileFacts(
      // Places are what was checked, here and below.
      (place) => this.#order.get((place as Checked).chunk) ?? Number.POSITIVE_INFINITY,
      options,
    );
    this.#rules = rulesInForce(options.severities);
  }

  /** Other settings, a new type set, or other files beside; takes effect with the next `follow`. */
  configure(options: LintOptions): void {
    this.#facts.configure(options);
    this.#rules = rulesInForce(options.severities);
    this.#tellAgain();
    const inForce = new Set(this.#rules.map(({ rule }) => rule));
    for (const [chunk, checked] of this.#checked) {
      // What a rule has found is not kept up while it is off; what comes into force has found nothing yet.
      for (const rule of checked.found.keys()) if (!inForce.has(rule)) this.#forgetRule(rule, chunk, checked);
      this.#unchecked.add(chunk);
    }
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
    const toRead = this.#unread.size;
    for (const chunk of this.#unread) {
      this.#read(chunk);
      yield (1 - this.#unread.size / toRead) / 2;
    }
    for (const gone of this.#gone.splice(0)) this.#facts.remove(gone, gone.facts);
    this.#placeBelow();
    this.#forgetChanged();
    const toCheck = this.#unchecked.size;
    for (const chunk of this.#unchecked) {
      this.#check(chunk);
      yield 1 - this.#unchecked.size / toCheck / 2;
    }
  }

  /** Of every rule, how many there are. */
  get counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { rule } of this.#rules) {
      const count = this.#holding.get(rule)?.count ?? 0;
      if (count > 0) counts.set(rule.code, count);
    }
    return counts;
  }

  /**
   * Problems by rule, the gravest first, and of each in the order of the file. After most edits, those of most rules are the same list as
   * before.
   * @param most in all, and of one rule: the first ones
   */
  problems({ most, ofOneRule }: { readonly most: number; readonly ofOneRule: number }): (readonly Problem[])[] {
    let left = most;
    return this.#rules.flatMap(({ rule, severity }) => {
      const holding = this.#holding.get(rule);
      if (!holding || holding.count === 0 || left === 0) return [];
      const told = this.#told(rule, severity, holding, Math.min(left, ofOneRule));
      left -= told.problems.length;
      return [told.problems];
    });
  }

  #told(rule: Rule, severity: Severity, holding: Holding, most: number): Told {
    // Of other files it is not heard when their lines move.
    if (holding.told?.most === most && !rule.reads.includes('elsewhere')) return holding.told;
    const problems: Problem[] = [];
    const chunks: Chunk[] = [];
    for (const chunk of holding.inOrder()) {
      if (problems.length === most) break;
      const { line = 0 } = this.#chunks[this.#order.get(chunk) ?? -1] ?? {};
      const { findings, told } = this.#checked.get(chunk)?.found.get(rule) ?? nothing;
      chunks.push(chunk);
      for (let index = 0; index < findings.length && problems.length < most; index++) {
        const finding = findings[index];
        if (!finding) continue;
        const problem = this.#problem(rule, severity, finding, line, told[index]);
        told[index] = problem;
        problems.push(problem);
      }
    }
    holding.told = { problems, chunks, more: problems.length === most, most };
    return holding.told;
  }

  /** What rules have found is told otherwise now, though found it is as before. */
  #tellAgain(concerns: (rule: Rule) => boolean = () => true): void {
    for (const [rule, holding] of this.#holding) if (concerns(rule)) holding.told = undefined;
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
    const place = this.#facts.places.first(key, this.#facts.order) as Checked | undefined;
    const placed = place && this.#chunks[this.#order.get(place.chunk) ?? -1];
    const index = place?.facts.keys.indexOf(key) ?? -1;
    return placed && index >= 0 ? placed.line + (place.facts.lines[index] ?? 0) : undefined;
  }

  /** Keys of the sentences that have come or gone since this was last asked; undefined for any. */
  takeChangedKeys(): readonly number[] | undefined {
    const changed = this.#changedKeys;
    this.#changedKeys = [];
    return changed;
  }

  /** Other files have changed in these sentences; undefined for any. */
  changedElsewhere(keys: readonly number[] | undefined): void {
    this.#forget('elsewhere', keys && this.#withSentences(keys));
  }

  #arrange(chunks: readonly PlacedChunk[]): void {
    const before = this.#chunks;
    this.#chunks = chunks;
    const { head, tail } = alike(before, chunks);
    const gone = before.slice(head, before.length - tail);
    const come = chunks.slice(head, chunks.length - tail);
    for (const { chunk } of gone) this.#order.delete(chunk);
    const moved = before.length === chunks.length ? come : chunks.slice(head);
    for (const [index, { chunk }] of moved.entries()) this.#order.set(chunk, head + index);
    for (const { chunk } of come) if (!this.#checked.has(chunk)) this.#unread.add(chunk);
    const someStay = gone.some(({ chunk }) => this.#order.has(chunk));
    if (gone.length + come.length > 0) this.#edits += someStay ? 2 : 1;
    for (const { chunk } of gone) if (!this.#order.has(chunk)) this.#drop(chunk);
    if (someStay || before.at(-tail)?.line !== chunks.at(-tail)?.line) {
      this.#lineOfKey.clear();
      this.#tellAgain();
    }
    this.#placed = { head: Math.min(head, this.#placed.head), tail: Math.min(tail, this.#placed.tail) };
  }

  #drop(chunk: Chunk): void {
    this.#unread.delete(chunk);
    const checked = this.#checked.get(chunk);
    if (!checked) return;
    for (const rule of checked.found.keys()) this.#forgetRule(rule, chunk, checked);
    this.#unchecked.delete(chunk);
    this.#gone.push(checked);
    this.#forgetLines(checked.facts);
    for (const type of checked.facts.types.keys()) this.#ofType.get(type)?.delete(checked);
    this.#checked.delete(chunk);
    this.#formStands.delete(chunk);
  }

  /** Reads a chunk, and finds in it what depends on nothing else while its lines are at hand. */
  #read(chunk: Chunk): void {
    const { document } = chunk;
    const facts = stretchFacts(document);
    const checked = this.#counted(chunk, facts);
    this.#forgetLines(facts);
    for (const type of facts.types.keys()) this.#placesWith(type).add(checked);
    this.#checked.set(chunk, checked);
    this.#formStands.add(chunk, facts);
    this.#unread.delete(chunk);
    this.#unchecked.add(chunk);
    for (const { rule } of this.#rules) if (rule.reads.length === 0) this.#find(rule, chunk, checked);
  }

  /** Counts what a chunk says. Most often it takes the place of one that says nearly the same. */
  #counted(chunk: Chunk, facts: StretchFacts): Checked {
    const place = this.#gone.pop();
    if (place) {
      const before = place.facts;
      place.chunk = chunk;
      place.facts = facts;
      this.#facts.replace(place, before, facts, this.#edits > 1);
      return place;
    }
    const come: Checked = { chunk, facts, last: undefined, first: false, found: new Map() };
    this.#facts.add(come, facts);
    return come;
  }

  #forgetLines({ keys }: StretchFacts): void {
    let [told, key] = [false, 0];
    for (key of keys) told = this.#lineOfKey.delete(key) || told;
    if (told) this.#tellAgain(({ reads }) => reads.includes('sentences'));
  }

  #placesWith(type: string): Set<Checked> {
    const places = this.#ofType.get(type) ?? new Set();
    this.#ofType.set(type, places);
    return places;
  }

  /** Tells chunks what stands above them, from the first that has changed to where it is as it was. */
  #placeBelow(): void {
    const { head, tail } = this.#placed;
    const changed = this.#chunks.length - tail;
    let { last, first } = this.#below(head - 1);
    for (let index = head; index < this.#chunks.length; index++) {
      const chunk = this.#chunks[index]?.chunk;
      const checked = chunk && this.#checked.get(chunk);
      if (!checked) continue;
      const stays = isSame(last, checked.last) && first === checked.first;
      if (stays && index >= changed) break;
      if (!stays) this.#forgetIn(chunk, checked, 'above');
      checked.last = last;
      checked.first = first;
      ({ last, first } = this.#below(index));
    }
    this.#placed = { head: this.#chunks.length, tail: this.#chunks.length };
  }

  /** What a chunk is told that comes after the one with this index. */
  #below(index: number): Pick<Checked, 'last' | 'first'> {
    const chunk = this.#chunks[index]?.chunk;
    const checked = chunk && this.#checked.get(chunk);
    if (!checked) return { last: undefined, first: true };
    const { facts, last, first } = checked;
    if (facts.sentences > 0 || facts.endsDocument)
      return { last: facts.lastSentence, first: first && facts.sentences === 0 };
    return { last: last && { ...last, oneBlankLine: false }, first };
  }

  #forgetChanged(): void {
    for (const name of this.#facts.takeChanges()) this.#forget(name);
    const types = this.#facts.takeChangedTypes();
    if (types?.length !== 0) this.#forget('types', types && this.#withTypes(types));
    if (this.#facts.forms.takeUseChanges()) this.#tellAgain(({ reads }) => reads.includes('forms'));
    const forms = this.#facts.forms.takeChanges();
    if (forms?.length !== 0) this.#forget('forms', forms && this.#withForms(forms));
    const keys = this.#facts.places.takeChanges(this.#edits > 1);
    this.#edits = 0;
    this.#changedKeys = keys && this.#changedKeys?.concat(keys);
    if (keys?.length !== 0) this.#forget('sentences', keys && this.#withSentences(keys));
  }

  /** Takes back what rules have found by a fact that is another one now, in all chunks or some. */
  #forget(name: FactName, where: Iterable<Chunk> = this.#checked.keys()): void {
    const rules = this.#rules.flatMap(({ rule }) => (rule.reads.includes(name) ? rule : []));
    for (const chunk of where) {
      const checked = this.#checked.get(chunk);
      if (!checked) continue;
      for (const rule of rules) {
        // Where a rule has found nothing and has nothing to look at now, nothing is found again.
        const stays = checked.found.get(rule) === nothing && rule.concerns?.(checked.facts, this.#facts) === false;
        if (!stays) this.#forgetRule(rule, chunk, checked);
      }
    }
  }

  /** Where types stand, and where rules have found something that they may have suggested. */
  #withTypes(types: readonly string[]): Set<Chunk> {
    const chunks = new Set<Chunk>();
    for (const type of types) for (const { chunk } of this.#ofType.get(type) ?? []) chunks.add(chunk);
    for (const { rule } of this.#rules)
      if (rule.reads.includes('types')) for (const chunk of this.#holding.get(rule)?.chunks ?? []) chunks.add(chunk);
    return chunks;
  }

  #withForms(forms: readonly ChangedForm[]): Set<Chunk> {
    const chunks = new Set<Chunk>();
    const counts = this.#facts.forms;
    for (const { form, whereUntagged } of forms) {
      const alsoUntagged = whereUntagged && counts.isUntagged(form);
      for (const chunk of this.#formStands.of(form, this.#checked))
        if (alsoUntagged || this.#checked.get(chunk)?.facts.tagged.has(form)) chunks.add(chunk);
    }
    return chunks;
  }

  #withSentences(keys: readonly number[]): Set<Chunk> {
    const chunks = new Set<Chunk>();
    for (const key of keys) for (const place of this.#facts.places.of(key)) chunks.add((place as Checked).chunk);
    return chunks;
  }

  #forgetIn(chunk: Chunk, checked: Checked, name: FactName): void {
    for (const rule of checked.found.keys()) if (rule.reads.includes(name)) this.#forgetRule(rule, chunk, checked);
  }

  #forgetRule(rule: Rule, chunk: Chunk, { found }: Checked): void {
    this.#holding.get(rule)?.delete(chunk, found.get(rule)?.count ?? 0);
    found.delete(rule);
    this.#unchecked.add(chunk);
  }

  #check(chunk: Chunk): void {
    this.#unchecked.delete(chunk);
    const checked = this.#checked.get(chunk);
    if (!checked) return;
    for (const { rule } of this.#rules) if (!checked.found.has(rule)) this.#find(rule, chunk, checked);
  }

  #find(rule: Rule, chunk: Chunk, checked: Checked): void {
    const concerned = rule.concerns?.(checked.facts, this.#facts) ?? true;
    const findings = concerned ? rule.check(stretchOf(checked), this.#facts) : [];
    findings.sort((a, b) => a.line - b.line || a.from - b.from);
    const found =
      findings.length === 0 ? nothing : { findings: findings.slice(0, mostKept), count: findings.length, told: [] };
    checked.found.set(rule, found);
    if (found === nothing) return;
    const holding = this.#holding.get(rule) ?? new Holding((each) => this.#order.get(each) ?? 0);
    this.#holding.set(rule, holding);
    holding.add(chunk, found.count);
  }

  #all(rule: Rule, chunk: Chunk): readonly Finding[] {
    const checked = this.#checked.get(chunk);
    const found = checked?.found.get(rule);
    if (!checked || !found) return [];
    return found.count === found.findings.length ? found.findings : rule.check(stretchOf(checked), this.#facts);
  }

  /** @param told as which the finding was told before */
  #problem({ code }: Rule, severity: Severity, finding: Finding, line: number, told?: Problem): Problem {
    const { related } = finding;
    return toProblem(finding, { code, severity, line, relatedLine: related && this.#lineOfRelated(related), told });
  }

  #lineOfRelated(related: Related): number | undefined {
    if ('file' in related) return related.line();
    const { key } = related;
    if (!this.#lineOfKey.has(key)) this.#lineOfKey.set(key, this.lineOf(key));
    return this.#lineOfKey.get(key);
  }
}

function isSame(one: LastSentence | undefined, other: LastSentence | undefined): boolean {
  return one?.tag === other?.tag && one?.oneBlankLine === other?.oneBlankLine;
}
