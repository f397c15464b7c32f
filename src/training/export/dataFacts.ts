import path from 'node:path';
import { decodeEntities } from '../../dataset';
import type { RunConfig } from '../../protocol/run';
import { type DataFile, readDataFile } from '../dataFile';
import { fingerprintOf } from '../trainingData';

export type DataRole = 'original' | 'distilled' | 'dev' | 'test';

/** A data file of a run as it is now. */
export interface FileFacts {
  readonly role: DataRole;
  /** Without its folders: a model card is for others. */
  readonly name: string;
  /** Absent where the file cannot be read any more. */
  readonly counts?: Counts;
}

interface Counts {
  readonly sentences: number;
  readonly tokens: number;
  /** By type. */
  readonly entities: Readonly<Record<string, number>>;
}

export interface DataFacts {
  readonly files: readonly FileFacts[];
  /** Whether the files to learn from are still those that the run learnt from; undefined where some cannot be read. */
  readonly unchanged: boolean | undefined;
}

/** Counts what a run learnt from and was measured on. @param fingerprint of the sentences that it learnt from */
export async function dataFacts(
  { original, distilled, dev, test }: Pick<RunConfig, DataRole>,
  fingerprint: string,
): Promise<DataFacts> {
  const read = (role: DataRole, files: readonly string[]) =>
    Promise.all(files.map(async (file) => ({ role, file, data: await readDataFile(file).catch(() => undefined) })));
  const pools = await Promise.all([read('original', original), read('distilled', distilled)]);
  const measured = await Promise.all([read('dev', dev ? [dev] : []), read('test', test ? [test] : [])]);
  const isWhole = pools.flat().every(({ data }) => data !== undefined);
  const sentences = pools.map((files) => files.flatMap(({ data }) => data?.sentences ?? []));
  return {
    files: [...pools, ...measured].flat().map(({ role, file, data }) => ({
      role,
      name: path.basename(file),
      ...(data && { counts: countsOf(data) }),
    })),
    unchanged: isWhole ? fingerprintOf(...sentences) === fingerprint : undefined,
  };
}

function countsOf({ sentences }: DataFile): Counts {
  const entities: Record<string, number> = {};
  for (const { tags } of sentences) {
    for (const { type } of decodeEntities(tags)) entities[type] = (entities[type] ?? 0) + 1;
  }
  return {
    sentences: sentences.length,
    tokens: sentences.reduce((count, { tokens }) => count + tokens.length, 0),
    entities,
  };
}

/** All entities, of whatever type. */
export function totalOf(entities: Readonly<Record<string, number>>): number {
  return Object.values(entities).reduce((sum, count) => sum + count, 0);
}
