import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DataFiles } from '../../../../../src/protocol/dataFiles';
import { dataWarnings } from '../../../../../src/vscode/training/panel/setUp/dataWarnings';
import { FileInspector, type InspectedFile } from '../../../../../src/vscode/training/panel/setUp/fileInspector';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-warnings-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Sentences of many people, so that there is no want of examples. */
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `Ada${index + from} B-PER\nsings O\n`).join('\n');

async function warningsOf(texts: Partial<Record<'original' | 'distilled' | 'dev' | 'test', string>>) {
  const inspector = new FileInspector(folder);
  const inspected = new Map<string, InspectedFile>();
  for (const [role, text] of Object.entries(texts)) {
    const file = path.join(folder, role);
    await writeFile(file, text);
    inspected.set(file, await inspector.inspect(file));
  }
  const at = (role: keyof typeof texts) => (texts[role] === undefined ? [] : [path.join(folder, role)]);
  const [dev] = at('dev');
  const [test] = at('test');
  const files: DataFiles = {
    original: at('original'),
    distilled: at('distilled'),
    ...(dev !== undefined && { dev }),
    ...(test !== undefined && { test }),
  };
  return dataWarnings(files, inspected);
}

it('has nothing to say about sets that are apart and large enough', async () => {
  expect(await warningsOf({ original: many(50), dev: many(3, 100), test: many(3, 200) })).toEqual([]);
});

it('names sentences of dev and test that the student learns, with the longest of them', async () => {
  const warnings = await warningsOf({ original: many(50), dev: `${many(2, 100)}\n${many(1, 7)}`, test: many(2, 101) });
  expect(warnings).toEqual([
    {
      role: 'dev',
      message: expect.stringMatching(/^1 of 3 sentences of dev also stand in original, such as “Ada7 sings”/),
    },
    { role: 'test', message: expect.stringMatching(/^1 of 2 sentences of test also stand in dev/) },
  ]);
});

it('names types that cannot be learnt, or hardly', async () => {
  const warnings = await warningsOf({ original: `${many(60)}\nOslo B-LOC\n`, dev: 'UN B-ORG\n' });
  expect(warnings).toEqual([
    { role: 'dev', message: 'No training file has ORG, so the student cannot find them in dev.' },
    { role: 'original', message: 'Few examples to learn from, fewer than 50 in all: LOC (1).' },
  ]);
});
