import { createHash } from 'node:crypto';
import type { RunConfig } from '../protocol/run';
import { type DataFile, readDataFile, type TaggedSentence } from './dataFile';
import { labelsOf } from './labels';
import { TrainingError } from './trainingError';

/** All sentences of a run. */
export interface TrainingData {
  readonly original: readonly TaggedSentence[];
  readonly distilled: readonly TaggedSentence[];
  readonly dev?: DataFile;
  readonly test?: DataFile;
  /** Of the original and distilled sentences together. */
  readonly labels: readonly string[];
  /** What the student cannot learn or be measured on, for people. */
  readonly warnings: readonly string[];
  /** Changes when any sentence or tag to learn from does: a run only goes on with the data that it began with. */
  readonly fingerprint: string;
}

/**
 * Reads a run's files.
 * @throws TrainingError when there is nothing to learn; DatasetError or the system's error naming a bad file
 */
export async function readTrainingData(config: RunConfig): Promise<TrainingData> {
  const weighed = config.sentenceWeights ?? true;
  const original = await readAll(config.original, weighed);
  const distilled = await readAll(config.distilled, weighed);
  const dev = config.dev === undefined ? undefined : await readDataFile(config.dev);
  const test = config.test === undefined ? undefined : await readDataFile(config.test);
  const types = entityTypesIn([...original, ...distilled]);
  if (original.length + distilled.length === 0) {
    throw new TrainingError('There are no files to train on. Choose at least one original or distilled file.');
  }
  if (types.size === 0) {
    const files = [...config.original, ...config.distilled].join(', ');
    throw new TrainingError(
      `There is no entity in ${files}: every tag is O. Choose files whose last column holds tags such as B-PER.`,
    );
  }
  return {
    original,
    distilled,
    ...(dev && { dev }),
    ...(test && { test }),
    labels: labelsOf(types),
    warnings: [dev, test].flatMap((file) => unknownTypes(file, types)),
    fingerprint: fingerprintOf(original, distilled),
  };
}

async function readAll(files: readonly string[], weighed: boolean): Promise<TaggedSentence[]> {
  const read: DataFile[] = [];
  for (const file of files) read.push(await readDataFile(file));
  const sentences = read.flatMap((file) => file.sentences);
  return weighed ? sentences : sentences.map(({ weight: _, ...sentence }) => sentence);
}

function entityTypesIn(sentences: readonly TaggedSentence[]): Set<string> {
  return new Set(sentences.flatMap(({ tags }) => tags.filter((tag) => tag !== 'O').map((tag) => tag.slice(2))));
}

function unknownTypes(file: DataFile | undefined, known: ReadonlySet<string>): string[] {
  if (!file) return [];
  const unknown = [...entityTypesIn(file.sentences)].filter((type) => !known.has(type)).sort();
  if (unknown.length === 0) return [];
  return [
    `${file.file} has entities of ${unknown.join(', ')}, which no training file has: the student cannot find them.`,
  ];
}

export function fingerprintOf(...pools: readonly (readonly TaggedSentence[])[]): string {
  const hash = createHash('sha256');
  for (const pool of pools) {
    hash.update(
      JSON.stringify(
        pool.map(({ tokens, tags, weight }) => [tokens, tags, weight].slice(0, weight === undefined ? 2 : 3)),
      ),
    );
  }
  return hash.digest('hex');
}
