import { chooseScheme, tagSchemes } from '../schemes';
import type { TagScheme } from '../types';
import { FormCounts } from './formUse';
import { rareTypes, type UnknownTypes, unknownTypes } from './knownTypes';
import type { FactName, Place } from './rule';
import { SentencePlaces } from './sentencePlaces';
import type { StretchFacts } from './stretchFacts';
import { add, tally } from './tally';

/** A file whose sentences should not stand in this one: dev and test for train, train for them. */
export interface OtherFile {
  /** As messages call it. */
  readonly name: string;
  /** As the problem's `related` names it; a path or URI. */
  readonly file: string;
  readonly role: string;
  /** The line, from 0, of the sentence with this key, if it stands there. */
  line(key: number): number | undefined;
}

export interface FileOptions {
  /** The file's tag scheme; detected where absent. */
  readonly scheme?: TagScheme;
  /** The types that the file may use; learnt from it where absent. */
  readonly types?: readonly string[];
  readonly elsewhere?: readonly OtherFile[];
}

/** A second tag scheme counts from that many sentences, and that share of those with entities; fewer are slips. */
const leastMixed = 5;
const leastMixedShare = 0.01;
/** A file with fewer sentences may well have entities in each. */
const leastSentences = 20;

type Derived = {
  readonly scheme: TagScheme;
  readonly otherScheme: TagScheme | undefined;
  readonly separators: string | undefined;
  readonly types: readonly string[];
  readonly unknownTypes: UnknownTypes;
  readonly rareTypes: ReadonlyMap<string, number>;
  readonly noNegatives: boolean;
};

/** What is known of a whole file: the sum of its stretches, kept while they come and go. */
export class FileFacts {
  readonly forms = new FormCounts();
  readonly places = new SentencePlaces();
  readonly #types = new Map<string, number>();
  readonly #illegal = tagSchemes.map(() => 0);
  readonly #legal = new Map<number, number>();
  readonly #separators = new Map<string, number>();
  #sentences = 0;
  #withEntities = 0;
  #options: FileOptions;
  #derived: Derived | undefined;
  /** What was said last, to tell what is another thing now. */
  #said = { scheme: '', separators: '', negatives: '' };
  #saidOfTypes: { readonly named: string | undefined; readonly standing: ReadonlyMap<string, string> } | undefined;

  /** @param order where a place stands among the others */
  constructor(
    readonly order: (place: Place) => number,
    options: FileOptions = {},
  ) {
    this.#options = options;
  }

  configure(options: FileOptions): void {
    this.#options = options;
    this.#derived = undefined;
  }

  get elsewhere(): readonly OtherFile[] {
    return this.#options.elsewhere ?? [];
  }

  add(place: Place, facts: StretchFacts): void {
    this.#count(facts, 1);
    this.forms.add(facts);
    this.places.add(place, facts);
  }

  remove(place: Place, facts: StretchFacts): void {
    this.#count(facts, -1);
    this.forms.remove(facts);
    this.places.remove(place, facts);
  }

  /**
   * What stands in a place is another stretch now: quick where that says nearly the same.
   * @param moved other places may stand before or after it than did
   */
  replace(place: Place, before: StretchFacts, after: StretchFacts, moved: boolean): void {
    this.#count(before, -1);
    this.#count(after, 1);
    this.forms.replace(before, after);
    if (moved) {
      this.places.remove(place, before);
      this.places.add(place, after);
    } else this.places.replace(place, before, after);
  }

  get sentences(): number {
    return this.#sentences;
  }

  get scheme(): TagScheme {
    return this.#derive().scheme;
  }

  /** In which many sentences are written that the file's own does not allow. */
  get otherScheme(): TagScheme | undefined {
    return this.#derive().otherScheme;
  }

  /** How the columns of most lines are parted, where there are several ways. */
  get separators(): string | undefined {
    return this.#derive().separators;
  }

  get unknownTypes(): UnknownTypes {
    return this.#derive().unknownTypes;
  }

  /** The types that were named to the file, or that it has. */
  get types(): readonly string[] {
    return this.#derive().types;
  }

  get typesAreNamed(): boolean {
    return this.#options.types !== undefined;
  }

  get rareTypes(): ReadonlyMap<string, number> {
    return this.#derive().rareTypes;
  }

  get noNegatives(): boolean {
    return this.#derive().noNegatives;
  }

  /** Whether no sentence with that key stands above the place. */
  isFirst(key: number, place: Place): boolean {
    return this.places.first(key, this.order) === place;
  }

  /** Which of the facts that hold for all stretches are others than at the last time; of types, `takeChangedTypes` says it. */
  takeChanges(): FactName[] {
    const { scheme, otherScheme, separators, noNegatives } = this.#derive();
    const now = {
      scheme: `${scheme} ${otherScheme}`,
      separators: separators ?? '',
      negatives: noNegatives ? `none in ${this.#sentences}` : '',
    };
    const before = this.#said;
    this.#said = now;
    return (['scheme', 'separators', 'negatives'] as const).filter((name) => now[name] !== before[name]);
  }

  /** The types that have come or gone since the last time, or are unknown or rare now, or no longer, or otherwise; undefined for any. */
  takeChangedTypes(): readonly string[] | undefined {
    const { unknownTypes: unknown, rareTypes: rare } = this.#derive();
    const standing = new Map<string, string>();
    for (const type of this.#types.keys()) standing.set(type, 'usual');
    for (const [type, meant] of unknown) standing.set(type, `unknown ${meant}`);
    for (const [type, count] of rare) standing.set(type, `rare ${count}`);
    const before = this.#saidOfTypes;
    const named = this.#options.types?.join();
    this.#saidOfTypes = { named, standing };
    if (!before || before.named !== named) return undefined;
    const types = new Set([...before.standing.keys(), ...standing.keys()]);
    return [...types].filter((type) => before.standing.get(type) !== standing.get(type));
  }

  #count(facts: StretchFacts, sign: 1 | -1): void {
    this.#derived = undefined;
    this.#sentences += sign * facts.sentences;
    this.#withEntities += sign * facts.withEntities;
    tally(this.#types, facts.types, sign);
    tally(this.#separators, facts.separators, sign);
    for (const [schemes, sentences] of facts.legal) add(this.#legal, schemes, sign * sentences);
    facts.illegal.forEach((tags, scheme) => {
      this.#illegal[scheme] = (this.#illegal[scheme] ?? 0) + sign * tags;
    });
  }

  #derive(): Derived {
    this.#derived ??= this.#findOut();
    return this.#derived;
  }

  #findOut(): Derived {
    const { types } = this.#options;
    const scheme = this.#options.scheme ?? this.#mostlyUsed();
    const unknown = unknownTypes(this.#types, types);
    const [usual] = [...this.#separators].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return {
      scheme,
      otherScheme: this.#alsoUsed(scheme),
      separators: this.#separators.size > 1 ? usual?.[0] : undefined,
      types: types ?? [...this.#types.keys()].filter((type) => !unknown.has(type)).sort(),
      unknownTypes: unknown,
      rareTypes: rareTypes(this.#types, unknown),
      noNegatives: this.#sentences >= leastSentences && this.#withEntities === this.#sentences,
    };
  }

  #mostlyUsed(): TagScheme {
    return chooseScheme(new Map(tagSchemes.map((scheme, index) => [scheme, this.#illegal[index] ?? 0]))).scheme;
  }

  #alsoUsed(scheme: TagScheme): TagScheme | undefined {
    const bit = tagSchemes.indexOf(scheme);
    const others = [...this.#legal].filter(([schemes]) => (schemes & (1 << bit)) === 0);
    const sentencesIn = (other: number): number =>
      others.reduce((sum, [schemes, sentences]) => sum + ((schemes & (1 << other)) === 0 ? 0 : sentences), 0);
    const [best] = tagSchemes
      .map((name, other) => ({ name, sentences: sentencesIn(other) }))
      .sort((a, b) => b.sentences - a.sentences);
    const enough = Math.max(leastMixed, this.#withEntities * leastMixedShare);
    return best && best.sentences >= enough ? best.name : undefined;
  }
}
