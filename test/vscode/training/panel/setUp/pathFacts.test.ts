import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inferTogether } from '../../../../../src/vscode/training/inferTogether';
import { PathInspector } from '../../../../../src/vscode/training/panel/setUp/pathFacts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-facts-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function factsOf(name: string, content?: string) {
  const file = path.join(folder, name);
  if (content !== undefined) await writeFile(file, content);
  return new PathInspector(folder).facts(file);
}

describe('a data file', () => {
  it('is counted, and named from the folder', async () => {
    expect(await factsOf('a.conll', 'Paris B-LOC\n\nis O\nbig O\n')).toMatchObject({ label: 'a.conll', sentences: 2 });
  });

  it('is counted again when it has changed', async () => {
    const file = path.join(folder, 'a.conll');
    const inspector = new PathInspector(folder);
    await writeFile(file, 'Paris B-LOC\n');
    await inspector.facts(file);
    await writeFile(file, 'Paris B-LOC\n\nRome B-LOC\n');
    expect((await inspector.facts(file)).sentences).toBe(2);
  });

  it('that cannot be used says why', async () => {
    expect((await factsOf('b.conll', 'a\0b')).problem).toContain('b.conll: this is a binary file');
    expect((await factsOf('gone.conll')).problem).toContain('gone.conll is not there');
  });
});

describe('a student', () => {
  const student = async (files: Record<string, string>) => {
    await mkdir(path.join(folder, 'student'));
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, 'student', name), content);
    return (await factsOf('student')).problem;
  };

  it('is fine with all its files', async () => {
    const files = { 'config.json': '{"model_type":"bert"}', 'model.safetensors': '', 'vocab.txt': '' };
    expect(await student(files)).toBeUndefined();
  });

  it('is refused without its files, and when it is no BERT', async () => {
    expect(await student({})).toContain('There is no config.json');
  });

  it('is refused when it is no BERT', async () => {
    expect(await student({ 'config.json': '{"model_type":"gpt2"}' })).toContain('of type gpt2');
  });

  it('is refused without weights', async () => {
    expect(await student({ 'config.json': '{"model_type":"bert"}' })).toContain('There is no model.safetensors');
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
