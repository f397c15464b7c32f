import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { conllDistill, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

describe('import', () => {
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
    expect(JSON.parse(stdout)).toEqual({ input: '-', output, sentences: 2, tokens: 7 });
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
