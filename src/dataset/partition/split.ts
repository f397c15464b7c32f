import { DatasetError } from '../datasetError';
import type { EntityCounts, SentenceBlock, SentenceIndex } from './sentenceIndex';
import { stratify, type Unit } from './stratify';

/** What is kept together: a document (`-DOCSTART-`), or a sentence. */
export type UnitKind = 'document' | 'sentence';

/** How large the splits become: shares of all sentences in any unit (80, 10, 10), or numbers of sentences. */
export type SplitSizes = { readonly ratios: readonly number[] } | { readonly counts: readonly number[] };

export interface SplitOptions {
  readonly sizes: SplitSizes;
  /** Documents where the file has at least one for each split, else sentences. */
  readonly by?: UnitKind;
  /** True where left out: every split gets its share of each entity type. */
  readonly stratified?: boolean;
  readonly seed: number;
}

export interface Split {
  readonly by: UnitKind;
  /** The sentences of each split, in the file's order. */
  readonly splits: readonly (readonly SentenceBlock[])[];
  /** Sentences that are in no split: there are none when sizes are ratios. */
  readonly rest: readonly SentenceBlock[];
}

/**
 * Deals the sentences of a file to splits. The same file, options and seed give the same splits; no document stands in two of them
 * unless `by` says so.
 * @throws DatasetError when there is too little to deal, or sizes are none
 */
export function splitSentences(index: SentenceIndex, options: SplitOptions): Split {
  const { sentences } = index;
  const sizes = sizesOf(options.sizes, sentences.length);
  const wanted = valuesOf(options.sizes).filter((size) => size > 0).length;
  const by = options.by ?? (index.documents >= Math.max(2, wanted) ? 'document' : 'sentence');
  const groups = by === 'document' ? documentsOf(sentences) : sentences.map((sentence) => [sentence]);
  if (groups.length < wanted) {
    throw new DatasetError(
      by === 'document'
        ? `the file has ${groups.length === 1 ? '1 document' : `${groups.length} documents`} (parted by -DOCSTART- lines), too few for ${wanted} splits. Split it by sentence instead.`
        : `the file has ${groups.length} sentences, too few for ${wanted} splits.`,
    );
  }
  const units = groups.map((group): Unit => ({ size: group.length, entities: added(group, options.stratified) }));
  const rest = sentences.length - sizes.reduce((sum, size) => sum + size, 0);
  const dealt = stratify(units, rest > 0 ? [...sizes, rest] : sizes, options.seed);
  const splits = Array.from({ length: sizes.length + 1 }, (_, split) =>
    groups.filter((_, unit) => dealt[unit] === split).flat(),
  );
  return { by, splits: splits.slice(0, sizes.length), rest: splits[sizes.length] ?? [] };
}

/**
 * Draws sentences without replacement.
 * @param stratified whether entity types keep their shares
 * @returns them in the file's order
 * @throws DatasetError when there are fewer
 */
export function sampleSentences(
  index: SentenceIndex,
  { count, stratified = false, seed }: { readonly count: number; readonly stratified?: boolean; readonly seed: number },
): readonly SentenceBlock[] {
  const split = splitSentences(index, { sizes: { counts: [count] }, by: 'sentence', stratified, seed });
  return split.splits[0] ?? [];
}

function valuesOf(sizes: SplitSizes): readonly number[] {
  return 'ratios' in sizes ? sizes.ratios : sizes.counts;
}

/** In sentences. Ratios are rounded so that the sum stays, the largest remainders up; no split that is wanted gets nothing. */
function sizesOf(sizes: SplitSizes, total: number): number[] {
  const values = valuesOf(sizes);
  const sum = values.reduce((all, value) => all + value, 0);
  if (values.some((value) => !Number.isFinite(value) || value < 0) || sum <= 0) {
    throw new DatasetError(`${values.join('/')} are no sizes. Expected numbers such as 80/10/10.`);
  }
  if ('counts' in sizes) {
    if (sum > total) throw new DatasetError(`the file has ${total} sentences, fewer than the ${sum} that are wanted.`);
    return [...values];
  }
  const exact = values.map((value) => (value / sum) * total);
  const floors = exact.map(Math.floor);
  const missing = total - floors.reduce((all, value) => all + value, 0);
  const byRemainder = exact
    .map((value, split) => ({ split, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.split - b.split);
  for (const { split } of byRemainder.slice(0, missing)) floors[split] = (floors[split] ?? 0) + 1;
  values.forEach((value, split) => {
    const largest = floors.indexOf(Math.max(...floors));
    if (value === 0 || floors[split] !== 0 || (floors[largest] ?? 0) < 2) return;
    floors[split] = 1;
    floors[largest] = (floors[largest] ?? 0) - 1;
  });
  return floors;
}

/** The sentences of each document, in the file's order. */
export function documentsOf(sentences: readonly SentenceBlock[]): SentenceBlock[][] {
  const documents = new Map<number, SentenceBlock[]>();
  for (const sentence of sentences) {
    const document = documents.get(sentence.document);
    if (document) document.push(sentence);
    else documents.set(sentence.document, [sentence]);
  }
  return [...documents.values()];
}

/** Sentences without entities count as if that were a type: they too are to have their share in every split. */
const withoutEntities: EntityCounts = [['', 1]];

function added(group: readonly SentenceBlock[], stratified = true): EntityCounts {
  if (!stratified) return [];
  const all = group.map(({ entities }) => (entities.length === 0 ? withoutEntities : entities));
  const [first] = all;
  if (all.length === 1 && first) return first;
  const counts = new Map<string, number>();
  for (const [type, count] of all.flat()) counts.set(type, (counts.get(type) ?? 0) + count);
  return [...counts];
}
