import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeResultPages } from '../../src/experiment/results/resultPages';

it('the tables of an experiment leave no file of a table that there is no more', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-results-'));
  try {
    const table = (title: string) => ({ title, columns: [{ title: 'blend' }], groups: [[['original']]] });
    const write = async (...titles: string[]) => {
      await writeResultPages(folder, { title: 'Toys', cells: 1, done: 1, tables: titles.map(table) });
      return (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
    };
    await writeFile(path.join(folder, 'mine.csv'), '');
    expect(await write('a')).toEqual(['mine.csv', 'results.csv']);
    expect(await write('a', 'b')).toEqual(['mine.csv', 'results-1.csv', 'results-2.csv']);
    expect(await write('b')).toEqual(['mine.csv', 'results.csv']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
