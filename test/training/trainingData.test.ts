import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunConfig } from '../../src/protocol/run';
import { DEFAULT_RUN } from '../../src/protocol/runDefaults';
import { explainError } from '../../src/training/runs/systemError';
import { readTrainingData } from '../../src/training/trainingData';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string | Uint8Array): Promise<string> {
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
}

const configOf = (files: Partial<RunConfig>): RunConfig => ({
  ...DEFAULT_RUN,
  version: 1,
  name: 'data',
  original: [],
  distilled: [],
  model: folder,
  steps: 1,
  ...files,
});

describe('readTrainingData', () => {
  it('reads tags of any scheme as IOB2, and labels of both pools', async () => {
    const original = [await write('iob1.conll', 'Ada NNP I-PER\nLisbon NNP I-LOC\nOslo NNP B-LOC\n')];
    const distilled = [
      await write('bioes.conll', 'New B-LOC\nYork E-LOC\nUN S-ORG\n\nAda S-PER\n'),
      await write('plain.conll', 'rain O\n'),
    ];
    const data = await readTrainingData(configOf({ original, distilled }));
    expect(data.original).toEqual([
      { tokens: ['Ada', 'Lisbon', 'Oslo'], tags: ['B-PER', 'B-LOC', 'B-LOC'], place: `${original[0]}:1` },
    ]);
    expect(data.distilled.map(({ tags }) => tags)).toEqual([['B-LOC', 'I-LOC', 'B-ORG'], ['B-PER'], ['O']]);
    expect(data.labels).toEqual(['O', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG', 'B-PER', 'I-PER']);
    expect(data.warnings).toEqual([]);
  });

  it('reads what sentences weigh, and knows data of other weights', async () => {
    const weights = async (name: string, comment: string) => {
      const original = [await write(name, `Ada B-PER\n\n${comment}Oslo B-LOC\n`)];
      const { original: sentences, fingerprint } = await readTrainingData(configOf({ original }));
      return { fingerprint, weights: sentences.map(({ weight }) => weight) };
    };
    const plain = await weights('plain-weight.conll', '');
    const half = await weights('half.conll', '# a comment\n# weight = 0.5\n# another\n');
    expect(plain.weights).toEqual([undefined, undefined]);
    expect(half.weights).toEqual([undefined, 0.5]);
    const original = [await write('unweighed.conll', 'Ada B-PER\n\n# weight = 0.5\nOslo B-LOC\n')];
    const unweighed = await readTrainingData(configOf({ original, sentenceWeights: false }));
    expect(unweighed.original.map(({ weight }) => weight)).toEqual([undefined, undefined]);
    expect(unweighed.fingerprint).toBe(plain.fingerprint);
    expect(half.fingerprint).not.toBe(plain.fingerprint);
    await expect(weights('bad.conll', '# weight = much\n')).rejects.toThrow(
      /bad\.conll, line 3: the weight of a sentence must be a number from 0, such as "# weight = 0\.5", not "much"/,
    );
    await expect(weights('negative.conll', '# weight = -1\n')).rejects.toThrow('line 3');
    await expect(weights('empty.conll', '# weight =\n')).rejects.toThrow('not ""');
  });

  it('warns of entity types that cannot be learned', async () => {
    const original = [await write('train.conll', 'Ada B-PER\n')];
    const test = await write('test.conll', 'UN B-ORG\nAda B-PER\nHamlet B-ART\n');
    const { warnings } = await readTrainingData(configOf({ original, test }));
    expect(warnings).toEqual([
      `${test} has entities of ART, ORG, which no training file has: the student cannot find them.`,
    ]);
  });

  it('has a fingerprint that changes with what is learned, and with nothing else', async () => {
    const fingerprint = async (train: string, test: string) => {
      const original = [await write('train.conll', train)];
      return (await readTrainingData(configOf({ original, test: await write('test.conll', test) }))).fingerprint;
    };
    const first = await fingerprint('Ada B-PER\n', 'Ada B-PER\n');
    expect(await fingerprint('Ada B-PER\r\n\r\n', 'Boris B-PER\n')).toBe(first);
    expect(await fingerprint('Ada B-LOC\n', 'Ada B-PER\n')).not.toBe(first);
    expect(await fingerprint('Eda B-PER\n', 'Ada B-PER\n')).not.toBe(first);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['no entity', 'rain O\nfalls O\n', /There is no entity in .*bad\.conll: every tag is O\. Choose/],
    ['no token', '\n\n', /bad\.conll: the file is empty/],
    ['a binary', new Uint8Array([0, 1, 2, 0]), /bad\.conll: this is a binary file/],
  ])('refuses a file with %s', async (_, content, message) => {
    const original = [await write('bad.conll', content)];
    await expect(readTrainingData(configOf({ original }))).rejects.toThrow(message);
  });

  it('refuses to train on nothing, or on a file that is not there', async () => {
    await expect(readTrainingData(configOf({}))).rejects.toThrow('There are no files to train on');
    const missing = path.join(folder, 'missing.conll');
    const error = await readTrainingData(configOf({ original: [missing] })).catch((reason: unknown) => reason);
    expect(explainError(error)).toBe(`${missing} does not exist. Check the path.`);
  });
});
