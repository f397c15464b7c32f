import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutWorkspace, sampleFiles } from '../../scripts/start/layOut.mjs';
import { ConllDocument, detectScheme } from '../../src/dataset';

const sample = path.resolve(import.meta.dirname, '../../media/sample');
const read = (name: string) => readFile(path.join(sample, name), 'utf8');
const parse = async (name: string) => ConllDocument.parse(await read(name));
const text = ({ tokens }: { tokens: readonly string[] }) => tokens.join(' ');

describe('the sample data set', () => {
  it('is what our own code makes of its source', async () => {
    const files = await sampleFiles(await read('wikigold.conll'));
    expect(Object.keys(files).sort()).toEqual(
      ['dev.conll', 'original.conll', 'test.conll', 'unlabelled-human.conll', 'unlabelled.conll'].sort(),
    );
    for (const [name, made] of Object.entries(files)) expect(await read(name), name).toBe(made);
  });

  it('has 300 sentences with human tags in IOB2, and 900 without', async () => {
    const original = await parse('original.conll');
    const unlabelled = await parse('unlabelled.conll');
    const human = await parse('unlabelled-human.conll');
    expect(original.sentences).toHaveLength(300);
    expect(detectScheme(original.sentences.map(({ tags }) => tags))).toBe('iob2');
    expect(unlabelled.sentences).toHaveLength(900);
    expect(new Set(unlabelled.sentences.flatMap(({ tags }) => tags))).toEqual(new Set(['O']));
    expect(unlabelled.sentences.map(text)).toEqual(human.sentences.map(text));
    expect(human.sentences.filter(({ tags }) => tags.some((tag) => tag !== 'O')).length).toBeGreaterThan(500);
  });

  it('keeps every article of WikiGold in one part', async () => {
    const source = await parse('wikigold.conll');
    const articlesOf = new Map<string, Set<number>>();
    for (const sentence of source.sentences) {
      articlesOf.set(text(sentence), (articlesOf.get(text(sentence)) ?? new Set()).add(sentence.documentIndex));
    }
    const seen = new Map<number, string>();
    for (const part of ['original', 'unlabelled', 'dev', 'test']) {
      for (const sentence of (await parse(`${part}.conll`)).sentences) {
        // A sentence that stands in several articles ("References") tells nothing.
        const [article, ...others] = articlesOf.get(text(sentence)) ?? [];
        if (article === undefined) throw new Error(`not in WikiGold: ${text(sentence)}`);
        if (others.length > 0) continue;
        expect(seen.get(article) ?? part, text(sentence)).toBe(part);
        seen.set(article, part);
      }
    }
    expect(seen.size).toBeGreaterThan(130);
  });
});

describe('the folder to work in', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'conll-distill-start-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gets what is missing and keeps what users changed', async () => {
    await writeFile(path.join(folder, 'dev.conll'), 'Mine B-PER\n');
    const report = await layOutWorkspace(sample, folder);
    expect(report).toContain('dev.conll: 1 sentences, 1 entities');
    expect(report).toContain('unlabelled.conll: 900 sentences, 0 entities');
    expect(await readFile(path.join(folder, 'dev.conll'), 'utf8')).toBe('Mine B-PER\n');
    expect(await readFile(path.join(folder, 'original.conll'), 'utf8')).toBe(await read('original.conll'));
  });
});
