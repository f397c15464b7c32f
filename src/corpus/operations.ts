import {
  type Contents,
  contentsOf,
  DatasetError,
  type Duplicate,
  findDuplicates,
  piecesOf,
  type SplitOptions,
  sampleSentences,
  shuffleSentences,
  splitSentences,
  type UnitKind,
  withoutDuplicates,
} from '../dataset';
import { copyPieces, type Sink } from './copyPieces';
import type { Corpus, ReadingOptions } from './corpus';
import { indexCorpus, indexWithKeys } from './indexCorpus';
import { type Destination, makeFiles } from './newFiles';

export interface WrittenSplit extends Contents {
  readonly name: string;
  readonly file: string;
}

export interface SplitReport {
  readonly by: UnitKind;
  readonly files: readonly WrittenSplit[];
  /** Sentences that went into no file. */
  readonly leftOut: number;
}

/** Splits a corpus into files. @param files name and path of each split, as many as there are sizes */
export async function splitCorpus(
  corpus: Corpus,
  files: readonly { readonly name: string; readonly file: string }[],
  options: SplitOptions,
  reading: ReadingOptions = {},
): Promise<SplitReport> {
  const index = await indexCorpus(corpus, reading);
  const { by, splits, rest } = naming(corpus, () => splitSentences(index, options));
  const outputs = files.map((file, split) => ({ ...file, sentences: splits[split] ?? [] }));
  // A split that nothing was wanted for gets no file.
  const wanted = outputs.filter(({ sentences }) => sentences.length > 0);
  await deliver(
    corpus,
    wanted.map(({ file, sentences }) => ({ to: file, pieces: piecesOf(index, sentences) })),
  );
  return {
    by,
    files: wanted.map(({ name, file, sentences }) => ({ name, file, ...contentsOf(sentences) })),
    leftOut: rest.length,
  };
}

/** Draws sentences into a new file, and perhaps all others into another. */
export async function sampleCorpus(
  corpus: Corpus,
  { to, rest, ...options }: { to: Destination; rest?: string; count: number; stratified?: boolean; seed: number },
  reading: ReadingOptions = {},
): Promise<{ readonly sample: Contents; readonly rest: Contents }> {
  const index = await indexCorpus(corpus, reading);
  const sample = naming(corpus, () => sampleSentences(index, options));
  const drawn = new Set(sample);
  const others = index.sentences.filter((sentence) => !drawn.has(sentence));
  await deliver(corpus, [
    { to, pieces: piecesOf(index, sample) },
    ...(rest === undefined ? [] : [{ to: rest, pieces: piecesOf(index, others) }]),
  ]);
  return { sample: contentsOf(sample), rest: contentsOf(others) };
}

export interface ShuffleReport extends Contents {
  readonly by: UnitKind;
  /** `-DOCSTART-` lines left out, because sentences of all documents are mixed. */
  readonly documentLinesLeftOut: number;
}

/** Writes all sentences in a new order. */
export async function shuffleCorpus(
  corpus: Corpus,
  { to, ...options }: { to: Destination; by?: UnitKind; seed: number },
  reading: ReadingOptions = {},
): Promise<ShuffleReport> {
  const index = await indexCorpus(corpus, reading);
  const { by, sentences } = shuffleSentences(index, options);
  await deliver(corpus, [{ to, pieces: piecesOf(index, sentences, by === 'document') }]);
  return { by, ...contentsOf(sentences), documentLinesLeftOut: by === 'sentence' ? index.headers.size : 0 };
}

export interface DeduplicateReport {
  readonly before: number;
  readonly after: number;
  /** Of all that were found, those that stand in another file included. */
  readonly duplicates: readonly Duplicate[];
}

/**
 * Writes the sentences without those that stand there twice, or in another file.
 * @param against other corpora, whose sentences count as earlier ones
 */
export async function deduplicateCorpus(
  corpus: Corpus,
  { to, differing, against = [] }: { to: Destination; differing: 'keep' | 'remove'; against?: readonly Corpus[] },
  reading: ReadingOptions = {},
): Promise<DeduplicateReport> {
  const elsewhere = new Map<string, string>();
  for (const other of against) {
    const { keys } = await indexWithKeys(other, { signal: reading.signal });
    for (const { tokens, tags } of keys) if (!elsewhere.has(tokens)) elsewhere.set(tokens, tags);
  }
  const { index, keys } = await indexWithKeys(corpus, reading);
  const duplicates = findDuplicates(index.sentences, keys, elsewhere);
  const kept = withoutDuplicates(index.sentences, duplicates, differing);
  await deliver(corpus, [{ to, pieces: piecesOf(index, kept) }]);
  return { before: index.sentences.length, after: kept.length, duplicates };
}

/** Writes parts of a corpus; files all or none, once it is certain that the corpus was not changed meanwhile. */
async function deliver(
  { source }: Corpus,
  outputs: readonly { readonly to: Destination; readonly pieces: ReturnType<typeof piecesOf> }[],
): Promise<void> {
  await makeFiles(
    outputs.flatMap(({ to, pieces }) =>
      typeof to === 'string' ? [{ path: to, write: (sink: Sink) => copyPieces(source, pieces, sink) }] : [],
    ),
    () => source.refuseChanged(),
  );
  for (const { to, pieces } of outputs) if (typeof to !== 'string') await copyPieces(source, pieces, to);
}

/** What goes wrong with a file is said with its name. */
function naming<T>(corpus: Corpus, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DatasetError)
      throw new DatasetError(`${corpus.name}: ${error.message}`, { file: corpus.name });
    throw error;
  }
}
