/** One annotator's categories of all units, such as tags of tokens; undefined where there is none. */
export type Ratings = readonly (string | undefined)[];

/**
 * Cohen's kappa of two annotators (Cohen 1960): agreement beyond what their own habits make likely. Units that one of them
 * lacks are left out. 1 where both always say the same.
 */
export function cohenKappa(a: Ratings, b: Ratings): number {
  const categories = new Map<string, { a: number; b: number }>();
  const of = (category: string) => {
    const known = categories.get(category) ?? { a: 0, b: 0 };
    categories.set(category, known);
    return known;
  };
  let [units, same] = [0, 0];
  for (let unit = 0; unit < Math.max(a.length, b.length); unit++) {
    const [one, other] = [a[unit], b[unit]];
    if (one === undefined || other === undefined) continue;
    units++;
    if (one === other) same++;
    of(one).a++;
    of(other).b++;
  }
  let chance = 0;
  for (const counts of categories.values()) chance += (counts.a * counts.b) / units ** 2;
  return beyondChance(same / units, chance);
}

/**
 * Fleiss' kappa of any number of annotators (Fleiss 1971). Units that one of them lacks are left out.
 */
export function fleissKappa(annotators: readonly Ratings[]): number {
  const raters = annotators.length;
  const totals = new Map<string, number>();
  let [units, agreement] = [0, 0];
  for (const ratings of complete(annotators)) {
    units++;
    const counts = countOf(ratings);
    let squares = 0;
    for (const [category, count] of counts) {
      squares += count * count;
      totals.set(category, (totals.get(category) ?? 0) + count);
    }
    agreement += (squares - raters) / (raters * (raters - 1));
  }
  let chance = 0;
  for (const total of totals.values()) chance += (total / (units * raters)) ** 2;
  return beyondChance(agreement / units, chance);
}

/**
 * Krippendorff's alpha for nominal categories (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"). Units may
 * lack annotators; one that has fewer than two says nothing.
 */
export function krippendorffAlpha(annotators: readonly Ratings[]): number {
  const units = Math.max(0, ...annotators.map(({ length }) => length));
  const totals = new Map<string, number>();
  let [values, disagreement] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    const ratings = annotators.flatMap((ratingsOf) => ratingsOf[unit] ?? []);
    if (ratings.length < 2) continue;
    values += ratings.length;
    let pairsAlike = 0;
    for (const [category, count] of countOf(ratings)) {
      pairsAlike += count * (count - 1);
      totals.set(category, (totals.get(category) ?? 0) + count);
    }
    disagreement += ratings.length - pairsAlike / (ratings.length - 1);
  }
  let alikeByChance = 0;
  for (const total of totals.values()) alikeByChance += total * (total - 1);
  const expected = values - alikeByChance / (values - 1);
  return expected === 0 ? 1 : 1 - disagreement / expected;
}

function beyondChance(observed: number, chance: number): number {
  return chance === 1 ? 1 : (observed - chance) / (1 - chance);
}

function countOf(ratings: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const category of ratings) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

function* complete(annotators: readonly Ratings[]): Generator<string[]> {
  const units = Math.max(0, ...annotators.map(({ length }) => length));
  for (let unit = 0; unit < units; unit++) {
    const ratings = annotators.flatMap((ratingsOf) => ratingsOf[unit] ?? []);
    if (ratings.length === annotators.length) yield ratings;
  }
}
