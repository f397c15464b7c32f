import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { essence } from '../dataset/formats/conllSamples';
import { conllDistill, root, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const wikigold = path.join(root, 'media/sample/wikigold.conll');

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

describe('export', () => {
  it.each(['huggingface', 'conllu', 'spacy', 'brat', 'label-studio', 'doccano'])(
    'takes WikiGold to %s, and import takes it back: the same tokens, tags and documents',
    async (format) => {
      const there = files.at(`wikigold-${format}`);
      const exported = await conllDistill(['export', wikigold, '--format', format, '-o', there, '--json']);
      expect(JSON.parse(exported.stdout)).toMatchObject({
        format,
        sentences: 1696,
        tokens: 39007,
        written: true,
        losses: [],
      });
      const back = files.at(`wikigold-${format}.conll`);
      // Running text would be judged by its commas; this one is parted by spaces, whatever it looks like.
      await conllDistill(['import', there, '-o', back, '--pretokenized', '--accept-losses', '--scheme', 'iob1']);
      const [before, after] = [essence(await readFile(wikigold, 'utf8')), essence(await readFile(back, 'utf8'))];
      expect(after.length).toBe(before.length);
      expect(after.find((sentence, index) => !isDeepStrictEqual(sentence, before[index]))).toBeUndefined();
    },
  );

  it('names every loss before it writes, and writes nothing unless that is accepted', async () => {
    const input = await files.file('columns.conll', '# a comment\nAda NNP B-PER\n');
    const output = files.at('columns.tsv');
    const refused = await conllDistill(['export', input, '--format', 'bc5cdr', '-o', output]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: '' });
    expect(refused.stderr).toBe(
      `Lost:\n  1 column\n    ${input}: column 2 (NNP)\n  1 comment\n    ${input}:1: # a comment\nconll-distill: nothing was written: 2 things would be lost. Add --accept-losses to write it all the same; --dry-run --json names each.\n`,
    );
    await expect(readFile(output)).rejects.toThrow('ENOENT');
    await conllDistill(['export', input, '--format', 'bc5cdr', '-o', output, '--accept-losses']);
    expect(await readFile(output, 'utf8')).toBe('Ada\tB-PER\n');
  });

  it('keeps the bytes of a file that is no UTF-8', async () => {
    const input = await files.file('latin.conll', Uint8Array.from(Buffer.from('Z\u00fcrich B-LOC\r\n', 'latin1')));
    const output = files.at('latin.mit');
    await conllDistill(['export', input, '--format', 'mit', '-o', output]);
    expect((await readFile(output)).toString('latin1')).toBe('B-LOC\tZ\u00fcrich\r\n');
    expect((await conllDistill(['export', input, '--format', 'doccano'])).stdout).toBe(
      '{"text":"Z\u00fcrich","label":[[0,6,"LOC"]]}\n',
    );
  });

  it('writes a pair beside each other, a pair a document into a folder, and labels beside numbers', async () => {
    const input = await files.file('pairs.conll', '-DOCSTART- O\n\nAda B-PER\n\n-DOCSTART- O\n\nBath B-LOC\n');
    await conllDistill(['export', input, '--format', 'brat', '-o', files.at('one.ann'), '--accept-losses']);
    expect(await readFile(files.at('one.txt'), 'utf8')).toBe('Ada\nBath\n');
    expect(await readFile(files.at('one.ann'), 'utf8')).toBe('T1\tPER 0 3\tAda\nT2\tLOC 4 8\tBath\n');
    await conllDistill(['export', input, '--format', 'brat', '-o', files.at('pairs')]);
    expect((await readdir(files.at('pairs'))).sort()).toEqual([
      'annotation.conf',
      'document-001.ann',
      'document-001.txt',
      'document-002.ann',
      'document-002.txt',
    ]);
    await conllDistill(['export', input, '--format', 'huggingface', '--tag-numbers', '-o', files.at('hf.jsonl')]);
    expect(JSON.parse(await readFile(files.at('hf.labels.json'), 'utf8'))).toEqual([
      'O',
      'B-LOC',
      'I-LOC',
      'B-PER',
      'I-PER',
    ]);
    const { code, stderr } = await conllDistill(['export', input, '--format', 'brat']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'conll-distill: 5 files are to be written: say where to with -o.\n',
    });
  });

  it('refuses to overwrite its input, and what is no CoNLL', async () => {
    const input = await files.file('same.conll', 'Ada B-PER\n');
    const same = await conllDistill(['export', input, '--format', 'wnut', '-o', input]);
    expect({ code: same.code, text: await readFile(input, 'utf8') }).toEqual({ code: 2, text: 'Ada B-PER\n' });
    const { code, stderr } = await conllDistill(['export', '-', '--format', 'wnut'], {
      input: 'Just some words here.\nAnd more of them.\n',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('standard input');
  });
});
