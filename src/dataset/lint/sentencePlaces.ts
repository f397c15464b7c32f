import { MOST_TRACED, type Place } from './rule';
import type { StretchFacts } from './stretchFacts';

interface Stand {
  readonly place: Place;
  readonly tags: number;
}

/** Where the sentences of a file stand, by their keys. */
export class SentencePlaces {
  readonly #stands = new Map<number, Stand | Stand[]>();
  /** For each key that was touched: what came, less what went; undefined for any keys. */
  #changed: Map<number, number> | undefined;

  add(place: Place, { keys, tagKeys }: StretchFacts): void {
    for (let index = 0; index < keys.length; index++) this.#add(place, keys[index], tagKeys[index]);
  }

  remove(place: Place, { keys, tagKeys }: StretchFacts): void {
    for (let index = 0; index < keys.length; index++) this.#remove(place, keys[index], tagKeys[index]);
  }

  /** The place has other sentences than before: most often others only in its midst. */
  replace(place: Place, before: StretchFacts, after: StretchFacts): void {
    const shorter = Math.min(before.keys.length, after.keys.length);
    const same = (one: number, other: number): boolean =>
      Object.is(before.keys[one], after.keys[other]) && Object.is(before.tagKeys[one], after.tagKeys[other]);
    let head = 0;
    while (head < shorter && same(head, head)) head++;
    let [end, newEnd] = [before.keys.length, after.keys.length];
    while (end > head && newEnd > head && same(end - 1, newEnd - 1)) {
      end--;
      newEnd--;
    }
    for (let index = head; index < end; index++) this.#remove(place, before.keys[index], before.tagKeys[index]);
    for (let index = head; index < newEnd; index++) this.#add(place, after.keys[index], after.tagKeys[index]);
  }

  #add(place: Place, key = Number.NaN, tags = 0): void {
    if (Number.isNaN(key)) return;
    const stand = { place, tags };
    const known = this.#stands.get(key);
    if (known === undefined) this.#stands.set(key, stand);
    else if (Array.isArray(known)) known.push(stand);
    else this.#stands.set(key, [known, stand]);
    this.#note(key, tags, 1);
  }

  #remove(place: Place, key = Number.NaN, tags = 0): void {
    const known = this.#stands.get(key);
    if (known === undefined) return;
    const left = (Array.isArray(known) ? known : [known]).slice();
    const at = left.findIndex((stand) => stand.place === place && stand.tags === tags);
    if (at < 0) return;
    left.splice(at, 1);
    const [one] = left;
    if (left.length > 1) this.#stands.set(key, left);
    else if (one) this.#stands.set(key, one);
    else this.#stands.delete(key);
    this.#note(key, tags, -1);
  }

  has(key: number): boolean {
    return this.#stands.has(key);
  }

  /** The places of a sentence that stands in the file more than once. */
  repeated(key: number): readonly Stand[] | undefined {
    const stands = this.#stands.get(key);
    return Array.isArray(stands) ? stands : undefined;
  }

  /** All places of a sentence. */
  *of(key: number): Generator<Place> {
    const stands = this.#stands.get(key) ?? [];
    for (const { place } of Array.isArray(stands) ? stands : [stands]) yield place;
  }

  /** Where a sentence stands first. */
  first(key: number, order: (place: Place) => number): Place | undefined {
    const stands = this.#stands.get(key);
    if (stands === undefined || !Array.isArray(stands)) return stands?.place;
    return stands.reduce((first, stand) => (order(stand.place) < order(first.place) ? stand : first)).place;
  }

  /**
   * Keys of which there are more or fewer sentences than at the last time, or others; undefined for more than are traced, and at the
   * first time.
   * @param moved sentences may stand elsewhere than before, so that another one of them is the first now
   */
  takeChanges(moved: boolean): number[] | undefined {
    const changed = this.#changed;
    this.#changed = new Map();
    return changed && [...changed].flatMap(([key, sum]) => (sum !== 0 || (moved && this.repeated(key)) ? key : []));
  }

  /** Sums of whole numbers below 2^53 are exact here: what goes takes away just what came. */
  #note(key: number, tags: number, sign: 1 | -1): void {
    if (!this.#changed) return;
    this.#changed.set(key, (this.#changed.get(key) ?? 0) + sign * (1 + (tags % 2 ** 40)));
    if (this.#changed.size > MOST_TRACED) this.#changed = undefined;
  }
}
