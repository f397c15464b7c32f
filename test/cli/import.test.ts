import { mkdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { conllDistill, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

describe('import of plain text', () => {
  it('makes one sentence a block and one token a line', async () => {
    const { code, stdout } = await conllDistill(['import', '-'], { input: 'Ada ran. Bath is old.\n' });
    expect(code).toBe(0);
    expect(stdout).toBe('Ada O\nran O\n. O\n\nBath O\nis O\nold O\n. O\n');
  });

  it('loses no character but white space', async () => {
    const text = 'Prices: £3.50 — "cheap", they said… Ötzi’s 日本語 e-mail?\n\nA new paragraph.';
    const { stdout } = await conllDistill(['import', '-'], { input: text });
    const tokens = stdout.split('\n').map((line) => line.split(' ')[0] ?? '');
    expect(tokens.join('')).toBe(text.replace(/\s+/g, ''));
  });

  it('writes a file and counts as JSON', async () => {
    const output = files.at('out.conll');
    const { stdout } = await conllDistill(['import', '-', '-o', output, '--json'], { input: 'Ada ran. Bath is old.' });
    expect(JSON.parse(stdout)).toEqual({
      input: '-',
      output,
      format: 'text',
      sentences: 2,
      tokens: 7,
      written: true,
      losses: [],
      changes: [],
    });
    expect(await readFile(output, 'utf8')).toContain('Bath O\n');
  });

  it('refuses a binary and an empty file', async () => {
    const binary = await files.file('picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2]));
    const empty = await files.file('empty.txt', ' \n');
    for (const file of [binary, empty]) {
      const { code, stdout, stderr } = await conllDistill(['import', file]);
      expect({ code, stdout }, file).toEqual({ code: 1, stdout: '' });
      expect(stderr, file).toContain(file);
    }
  });
});

describe('import of annotations', () => {
  const nested = '{"id":1,"text":"Bank of England rose.","label":[[0,15,"ORG"],[8,15,"LOC"]]}\n';
  const conll = '# id = 1\nBank B-ORG\nof I-ORG\nEngland I-ORG\nrose O\n. O\n';

  it('names every loss before it writes, and writes nothing unless that is accepted', async () => {
    const input = await files.file('nested.jsonl', nested);
    const output = files.at('nested.conll');
    const refused = await conllDistill(['import', input, '-o', output]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `Lost:\n  1 entity inside another\n    ${input}:1: LOC "England" stands inside ORG "Bank of England"\n`,
    );
    expect(refused.stderr).toContain('nothing was written: 1 thing would be lost. Add --accept-losses');
    await expect(readFile(output)).rejects.toThrow('ENOENT');
    const accepted = await conllDistill(['import', input, '-o', output, '--accept-losses']);
    expect(accepted.code).toBe(0);
    expect(accepted.stderr).toContain('LOC "England" stands inside');
    expect(await readFile(output, 'utf8')).toBe(conll);
  });

  it('writes nothing on a dry run, and gives the whole report as JSON', async () => {
    const input = await files.file('dry.jsonl', nested);
    const { code, stdout } = await conllDistill(['import', input, '--dry-run', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'doccano',
      sentences: 1,
      tokens: 5,
      written: false,
      losses: [
        { kind: 'nested-entity', file: input, line: 1, message: 'LOC "England" stands inside ORG "Bank of England"' },
      ],
      changes: [{ kind: 'tokenization' }],
    });
  });

  it('takes the annotations beside a text, or those of a folder', async () => {
    await mkdir(files.at('brat'));
    const text = await files.file('brat/a.txt', 'Ada met Grace.');
    await files.file('brat/a.ann', 'T1\tPER 0 3\tAda\n');
    await files.file('brat/b.txt', 'Bath is old.');
    await files.file('brat/b.ann', 'T1\tLOC 0 4\tBath\n');
    expect((await conllDistill(['import', text])).stdout).toBe('Ada B-PER\nmet O\nGrace O\n. O\n');
    expect((await conllDistill(['import', files.at('brat')])).stdout).toBe(
      '-DOCSTART- O\n\n# id = a\nAda B-PER\nmet O\nGrace O\n. O\n\n-DOCSTART- O\n\n# id = b\nBath B-LOC\nis O\nold O\n. O\n',
    );
  });

  it('takes the labels beside a file of numbers, or those it is given', async () => {
    const input = await files.file('numbers.jsonl', '{"tokens":["Ada"],"ner_tags":[1]}\n');
    const missing = await conllDistill(['import', input]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain(`${input}, line 1: the tags are numbers, so the list of their names is needed`);
    const config = await files.file('config.json', '{"id2label":{"0":"O","1":"B-PER"}}');
    expect((await conllDistill(['import', input, '--labels', config])).stdout).toBe('Ada B-PER\n');
    await files.file('numbers.labels.json', '["O","B-LOC"]');
    expect((await conllDistill(['import', input, '--scheme', 'bioes'])).stdout).toBe('Ada S-LOC\n');
  });

  it('keeps the encoding of CoNLL-U, and refuses broken JSON with its line', async () => {
    const latin = Uint8Array.from(Buffer.from('1\tZ\u00fcrich\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n', 'latin1'));
    const output = files.at('latin.conll');
    await conllDistill(['import', await files.file('latin.conllu', latin), '-o', output]);
    expect((await readFile(output)).toString('latin1')).toContain('Z\u00fcrich\t1\t');
    const broken = await files.file('broken.jsonl', '{"text":"a","label":[]}\n{"text":\n');
    const { code, stderr } = await conllDistill(['import', broken]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`${broken}, line 2: this is no JSON`),
    });
  });
});
