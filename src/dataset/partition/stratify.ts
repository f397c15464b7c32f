import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { EntityCounts } from './sentenceIndex';
import { shuffled } from './shuffled';

/** What goes into one split as a whole: a sentence, or a document with all of its sentences. */
export interface Unit {
  /** In sentences. */
  readonly size: number;
  readonly entities: EntityCounts;
}

/**
 * Deals units to splits so that every split has its size and, of each entity type, its share: iterative stratification
 * (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-label Data", ECML PKDD 2011). The type that the fewest
 * units left have is dealt first, each unit to the split that lacks most of it, then to the one with most room, then by chance.
 * Beyond the paper, a unit may have several entities of a type and several sentences, is dealt the earlier the more it has of
 * the type, and goes to no split that is too full for it as long as another has room; what the last types then lack is made up by
 * exchanging units between splits.
 * @param sizes of the splits, in sentences; together those of all units
 * @returns the split of each unit
 */
export function stratify(units: readonly Unit[], sizes: readonly number[], seed: number): Int32Array {
  // One large document dealt unluckily can be past mending by exchanges: of a few deals the best is taken.
  const deals = units.some(({ size }) => size > 1) ? Math.max(1, Math.min(mostDeals, dealtUnits / units.length)) : 1;
  let found = deal(units, sizes, seed);
  for (let again = 1; again < deals; again++) {
    const other = deal(units, sizes, seed + again * seedStep);
    if (other.totalError() < found.totalError()) found = other;
  }
  fillEmptySplits(found.splits, units, sizes);
  return found.splits;
}

const mostDeals = 8;
/** All deals together: very many documents come out well at once. */
const dealtUnits = 20_000;
/** A prime, so that the deals of neighbouring seeds are others. */
const seedStep = 1_000_003;

function deal(units: readonly Unit[], sizes: readonly number[], seed: number): Dealer {
  const order = shuffled(
    units.map((_, unit) => unit),
    seed,
  );
  const dealer = new Dealer(units, sizes, seed);
  for (let type = dealer.rarestType(); type !== undefined; type = dealer.rarestType()) {
    const having = order.filter((unit) => dealer.isLeft(unit) && countOf(units[unit], type) > 0);
    having.sort((a, b) => countOf(units[b], type) - countOf(units[a], type));
    for (const unit of having) dealer.deal(unit, type);
  }
  const without = order.filter((unit) => dealer.isLeft(unit));
  without.sort((a, b) => (units[b]?.size ?? 0) - (units[a]?.size ?? 0));
  for (const unit of without) dealer.deal(unit);
  dealer.exchange();
  return dealer;
}

/** Exchanges tried for each unit, and in all: most of the gain comes early. */
const triesPerUnit = 40;
const fewestTries = 20_000;
const mostTries = 200_000;

class Dealer {
  /** -1 for a unit that is left. */
  readonly splits: Int32Array;
  /** In sentences, and below 0 where a document was too large. */
  readonly #room: number[];
  /** Entities that each split still lacks, by type. */
  readonly #lacking = new Map<string, number[]>();
  /** Entities of each type in all units. */
  readonly #totals = new Map<string, number>();
  /** Units left that have a type. */
  readonly #left = new Map<string, number>();
  readonly #sentences: number;
  readonly #random;

  constructor(
    readonly units: readonly Unit[],
    sizes: readonly number[],
    seed: number,
  ) {
    this.splits = new Int32Array(units.length).fill(-1);
    this.#room = [...sizes];
    this.#random = xoroshiro128plus(seed);
    this.#sentences = sizes.reduce((sum, size) => sum + size, 0);
    for (const [type, count] of units.flatMap(({ entities }) => entities)) {
      this.#totals.set(type, (this.#totals.get(type) ?? 0) + count);
      this.#left.set(type, (this.#left.get(type) ?? 0) + 1);
    }
    for (const [type, count] of this.#totals) {
      this.#lacking.set(
        type,
        sizes.map((size) => (count * size) / this.#sentences),
      );
    }
  }

  isLeft(unit: number): boolean {
    return this.splits[unit] === -1;
  }

  /** Of two that are as rare, the first by name: the order of the sentences in the file must not count. */
  rarestType(): string | undefined {
    const left = [...this.#left].filter(([, count]) => count > 0);
    return left.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  }

  deal(unit: number, type?: string): void {
    const split = this.#choose(this.units[unit]?.size ?? 0, type);
    this.#put(unit, split);
    for (const [each] of this.units[unit]?.entities ?? []) this.#left.set(each, (this.#left.get(each) ?? 0) - 1);
  }

  /**
   * Lets units of two splits, drawn by chance, change places wherever that brings the splits nearer to their shares. Documents
   * also go over alone: their splits have no exact size anyhow.
   */
  exchange(): void {
    const { units, splits } = this;
    if (this.#totals.size === 0) return;
    const alone = units.some(({ size }) => size > 1);
    const tries = Math.min(mostTries, Math.max(fewestTries, triesPerUnit * units.length));
    for (let attempt = 0; attempt < tries; attempt++) {
      const one = uniformInt(this.#random, 0, units.length - 1);
      const other = uniformInt(this.#random, 0, units.length - 1);
      const [from, to] = [splits[one] ?? 0, splits[other] ?? 0];
      if (from === to || units[one]?.entities === units[other]?.entities) continue;
      const before = this.#error(from, to, one, other);
      const goes = alone && attempt % 2 === 0;
      this.#put(one, to);
      if (!goes) this.#put(other, from);
      if (this.#error(from, to, one, other) < before) continue;
      this.#put(one, from);
      if (!goes) this.#put(other, to);
    }
  }

  /** How far all splits are from all of their shares. */
  totalError(): number {
    const squares = (lacking: readonly number[]): number => lacking.reduce((sum, each) => sum + each ** 2, 0);
    let error = squares(this.#room) / this.#sentences;
    for (const [type, lacking] of this.#lacking) error += squares(lacking) / (this.#totals.get(type) ?? 1);
    return error;
  }

  /** How far two splits are from their shares of what two units have: the sum of squares, each by its type's frequency. */
  #error(a: number, b: number, one: number, other: number): number {
    const squares = (lacking: readonly number[]): number => (lacking[a] ?? 0) ** 2 + (lacking[b] ?? 0) ** 2;
    let error = squares(this.#room) / this.#sentences;
    const own = this.units[one]?.entities ?? [];
    for (const [type] of own) error += squares(this.#lacking.get(type) ?? []) / (this.#totals.get(type) ?? 1);
    for (const [type] of this.units[other]?.entities ?? []) {
      if (own.some(([each]) => each === type)) continue;
      error += squares(this.#lacking.get(type) ?? []) / (this.#totals.get(type) ?? 1);
    }
    return error;
  }

  /** Takes a unit out of the split that it is in, and puts it into another. */
  #put(unit: number, split: number): void {
    const { size, entities } = this.units[unit] ?? { size: 0, entities: [] };
    const from = this.splits[unit] ?? -1;
    const move = (lacking: number[], count: number): void => {
      if (from >= 0) lacking[from] = (lacking[from] ?? 0) + count;
      lacking[split] = (lacking[split] ?? 0) - count;
    };
    move(this.#room, size);
    for (const [type, count] of entities) move(this.#lacking.get(type) ?? [], count);
    this.splits[unit] = split;
  }

  #choose(size: number, type: string | undefined): number {
    const all = this.#room.map((_, split) => split);
    const roomy = all.filter((split) => (this.#room[split] ?? 0) >= size);
    // Where no split has room for all of it, the fullest are spared.
    const open = roomy.length > 0 ? roomy : best(all, (split) => this.#room[split] ?? 0);
    const lacking = type === undefined ? undefined : this.#lacking.get(type);
    const neediest = lacking ? best(open, (split) => lacking[split] ?? 0) : open;
    const roomiest = best(neediest, (split) => this.#room[split] ?? 0);
    const chance = roomiest.length > 1 ? uniformInt(this.#random, 0, roomiest.length - 1) : 0;
    return roomiest[chance] ?? 0;
  }
}

function best(splits: readonly number[], value: (split: number) => number): number[] {
  const highest = Math.max(...splits.map(value));
  return splits.filter((split) => value(split) === highest);
}

function countOf(unit: Unit | undefined, type: string): number {
  return unit?.entities.find(([each]) => each === type)?.[1] ?? 0;
}

/** A split that every document was too large for gets the smallest one of the split with the most documents. */
function fillEmptySplits(splits: Int32Array, units: readonly Unit[], sizes: readonly number[]): void {
  const unitsOf = (split: number): number[] => units.flatMap((_, unit) => (splits[unit] === split ? [unit] : []));
  sizes.forEach((size, split) => {
    if (size === 0 || unitsOf(split).length > 0) return;
    const [richest = []] = sizes.map((_, other) => unitsOf(other)).sort((a, b) => b.length - a.length);
    if (richest.length < 2) return;
    const [smallest = 0] = richest.sort((a, b) => (units[a]?.size ?? 0) - (units[b]?.size ?? 0) || a - b);
    splits[smallest] = split;
  });
}
