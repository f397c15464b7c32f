import type { Place } from './rule';

/** Where things stand. Most stand in one place, which is kept without a list around it. */
export class Stands<Key> {
  readonly #places = new Map<Key, Place | Place[]>();

  add(key: Key, place: Place): void {
    const known = this.#places.get(key);
    if (known === undefined) this.#places.set(key, place);
    else if (Array.isArray(known)) known.push(place);
    else this.#places.set(key, [known, place]);
  }

  delete(key: Key, place: Place): void {
    const left = this.of(key).filter((each) => each !== place);
    const [one] = left;
    if (left.length > 1) this.#places.set(key, left);
    else if (one) this.#places.set(key, one);
    else this.#places.delete(key);
  }

  of(key: Key): readonly Place[] {
    const known = this.#places.get(key) ?? [];
    return Array.isArray(known) ? known : [known];
  }
}
