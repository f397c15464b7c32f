import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inferTogether } from '../../../../../src/vscode/training/inferTogether';
import { FileInspector } from '../../../../../src/vscode/training/panel/setUp/fileInspector';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-facts-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function factsOf(name: string, content?: string) {
  const file = path.join(folder, name);
  if (content !== undefined) await writeFile(file, content);
  return (await new FileInspector(folder).inspect(file)).facts;
}

describe('a data file', () => {
  it('is counted, and named from the folder', async () => {
    expect(await factsOf('a.conll', 'Paris B-LOC\n\nis O\nbig O\n')).toEqual({
      path: path.join(folder, 'a.conll'),
      label: 'a.conll',
      sentences: 2,
      tokens: 3,
      types: { LOC: 1 },
      scheme: 'IOB2',
    });
  });

  it('is counted again when it has changed', async () => {
    const file = path.join(folder, 'a.conll');
    const inspector = new FileInspector(folder);
    await writeFile(file, 'Paris B-LOC\n');
    await inspector.inspect(file);
    await writeFile(file, 'Paris B-LOC\n\nRome B-LOC\n');
    expect((await inspector.inspect(file)).facts.sentences).toBe(2);
  });

  it('tells how much its sentences weigh', async () => {
    const text = '# weight = 0.5\nParis B-LOC\n\nis O\n\n# weight = 1\nRome B-LOC\n';
    expect(await factsOf('w.conll', text)).toMatchObject({ weights: { sentences: 2, mean: 0.75 } });
    expect((await factsOf('w.conll', '# weight = much\nParis B-LOC\n')).problem).toContain(
      'w.conll, line 1: the weight',
    );
  });

  it('that cannot be used says why', async () => {
    expect((await factsOf('b.conll', 'a\0b')).problem).toContain('b.conll: this is a binary file');
    expect((await factsOf('gone.conll')).problem).toContain('gone.conll is not there');
  });
});

it('infers files of one directory: the one worked in, or else the least deep', () => {
  const files = ['/w/deep/er/train.conll', '/w/a/train.conll', '/w/a/dev.conll', '/w/dev.conll', '/w/b/train.conll'];
  expect(inferTogether(files, undefined)).toEqual({
    original: ['/w/a/train.conll'],
    distilled: [],
    dev: '/w/a/dev.conll',
  });
  expect(inferTogether(files, '/w/b').original).toEqual(['/w/b/train.conll']);
  expect(inferTogether(['/w/dev.conll'], undefined)).toEqual({ original: [], distilled: [], dev: '/w/dev.conll' });
});
