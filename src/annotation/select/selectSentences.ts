import { drawOf } from '../drawOf';
import type { Embedder } from '../prompt/similar';
import type { Student } from '../teachers/studentTeacher';
import { dot, unit } from '../vectors';

/** How to choose what to annotate next. */
export const SELECTIONS = ['random', 'length', 'uncertainty', 'diversity'] as const;
export type Selection = (typeof SELECTIONS)[number];

export interface SelectOptions {
  readonly by: Selection;
  /** At most as many. */
  readonly count: number;
  /** Of `random`, and of ties. */
  readonly seed?: number;
  /** For `uncertainty`. */
  readonly student?: Pick<Student, 'tag'>;
  /** For `diversity`. */
  readonly embedder?: Pick<Embedder, 'embed'>;
}

/**
 * Chooses sentences of a pool that are worth annotating next.
 * - `random`: by the seed.
 * - `length`: the longest, which hold the most entities for one question.
 * - `uncertainty`: those a student is least sure of, by the mean log-probability of its tags (MNLP: Shen et al. 2018,
 *   arXiv 1707.05928), so that long sentences have no advantage.
 * - `diversity`: the centres of clusters of their embeddings, each the sentence farthest from those chosen before (k-centre: Gonzalez
 *   1985; for annotation: Sener and Savarese 2018, arXiv 1708.00489); the first is the one nearest to the mean.
 * Sentences that stand in the pool twice are chosen once.
 * @param sentences tokens of each
 * @returns their indices, the best first
 */
export async function selectSentences(
  sentences: readonly (readonly string[])[],
  { by, count, seed = 1, student, embedder }: SelectOptions,
): Promise<number[]> {
  const pool = distinct(sentences);
  const at = (index: number) => sentences[index] ?? [];
  const draw = new Map(pool.map((index) => [index, drawOf(seed, at(index))]));
  const byDraw = (a: number, b: number) => ((draw.get(a) ?? '') < (draw.get(b) ?? '') ? -1 : 1);
  switch (by) {
    case 'random':
      return pool.toSorted(byDraw).slice(0, count);
    case 'length':
      return pool.toSorted((a, b) => at(b).length - at(a).length || byDraw(a, b)).slice(0, count);
    case 'uncertainty': {
      if (!student) throw new RangeError('a student says what it is uncertain of');
      const tagged = await student.tag(pool.map(at));
      const sureness = new Map(pool.map((index, place) => [index, meanLog(tagged[place]?.probabilities ?? [])]));
      const sure = (index: number) => sureness.get(index) ?? 0;
      return pool.toSorted((a, b) => sure(a) - sure(b) || byDraw(a, b)).slice(0, count);
    }
    case 'diversity': {
      if (!embedder) throw new RangeError('embeddings say what is diverse');
      const vectors = await embedder.embed(pool.map(at));
      return centres(vectors, count).map((place) => pool[place] ?? 0);
    }
  }
}

function distinct(sentences: readonly (readonly string[])[]): number[] {
  const seen = new Set<string>();
  return sentences.flatMap((tokens, index) => {
    const key = tokens.join('\n');
    if (seen.has(key)) return [];
    seen.add(key);
    return [index];
  });
}

function meanLog(probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let token = 0; token < probabilities.length; token++) sum += Math.log(probabilities[token] ?? 1);
  return sum / Math.max(1, probabilities.length);
}

/** Farthest-first traversal by cosine distance. */
function centres(vectors: readonly Float32Array[], count: number): number[] {
  const units = vectors.map(unit);
  const [first] = units;
  if (!first) return [];
  const mean = new Float32Array(first.length);
  for (const vector of units) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0);
  const similarity = units.map((vector) => dot(vector, mean));
  let next = similarity.indexOf(Math.max(...similarity));
  /** Of each, to the nearest centre. */
  const nearest = new Float64Array(units.length).fill(-Infinity);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, units.length)) {
    chosen.push(next);
    const centre = units[next] ?? mean;
    units.forEach((vector, index) => {
      nearest[index] = Math.max(nearest[index] ?? 0, dot(vector, centre));
    });
    for (const index of chosen) nearest[index] = Infinity;
    next = nearest.indexOf(nearest.reduce((least, value) => Math.min(least, value), Infinity));
  }
  return chosen;
}
