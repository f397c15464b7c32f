import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { makeTinyBert } from '../../scripts/make-tiny-bert.mjs';
import { deviceIds } from '../../src/protocol/devices';
import type { RunConfig } from '../../src/protocol/run';
import { DEFAULT_RUN } from '../../src/protocol/runDefaults';

/** What the trainer's tests train on: one of the projects in vitest.config.mts chooses another. */
export const testDevice = z.enum(deviceIds).parse(process.env.CONLL_DISTILL_TEST_DEVICE ?? 'onnx-cpu');

const people = ['Ada', 'Boris', 'Carla', 'Dmitri', 'Elena', 'Farid'];
const places = ['Lisbon', 'Oslo', 'Quito', 'Riga', 'Sofia', 'Tunis'];
const words = ['met', 'visited', 'left', 'for', 'in', 'and', 'then', '.'];

/** A language that a tiny student learns in a few steps: each name is always of the same type. */
const patterns: readonly (readonly string[])[] = [
  ['P', 'visited', 'L', '.'],
  ['P', 'met', 'P', 'in', 'L', '.'],
  ['then', 'P', 'left', 'L', 'for', 'L'],
  ['P', 'and', 'P', 'left', '.'],
];

/** CoNLL text of `count` sentences, tags in IOB1 or IOB2. */
export function toyConll(count: number, { prefix = 'B', offset = 0 } = {}): string {
  const sentences = Array.from({ length: count }, (_, sentence) => {
    const pattern = patterns[(sentence + offset) % patterns.length] ?? [];
    return pattern.map((word, place) => {
      const choice = (sentence * 7 + place * 5 + offset) % 6;
      if (word === 'P') return `${people[choice]} ${prefix}-PER`;
      return word === 'L' ? `${places[choice]} ${prefix}-LOC` : `${word} O`;
    });
  });
  return `${sentences.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export interface ToyFolder {
  readonly folder: string;
  readonly config: RunConfig;
  /** Writes a file into the folder. @returns its path */
  readonly write: (name: string, text: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** A temporary folder with a tiny student, data for it and a run's config. */
export async function makeToyFolder(): Promise<ToyFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-toy-'));
  const write = async (name: string, text: string) => {
    await writeFile(path.join(folder, name), text);
    return path.join(folder, name);
  };
  await makeTinyBert(path.join(folder, 'student'), [...people, ...places, ...words]);
  const config: RunConfig = {
    ...DEFAULT_RUN,
    version: 1,
    name: 'toy',
    original: [await write('train.conll', toyConll(24))],
    distilled: [await write('llm.conll', toyConll(40, { offset: 2 }))],
    dev: await write('dev.conll', toyConll(12, { offset: 3 })),
    test: await write('test.conll', toyConll(12, { prefix: 'I', offset: 1 })),
    model: path.join(folder, 'student'),
    blend: { name: 'linear' },
    steps: 12,
    batchSize: 8,
    learningRate: 3e-3,
    device: testDevice,
    evaluateEvery: 5,
  };
  return { folder, config, write, remove: () => rm(folder, { recursive: true }) };
}
