import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { link, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cli, conllDistill, root, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const wikigold = path.join(root, 'media/sample/wikigold.conll');
const schemes = ['iob1', 'iob2', 'ioe1', 'ioe2', 'bioes', 'bilou'];

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

describe('convert', () => {
  it('writes the wanted scheme and leaves every other byte: columns, spaces, CRLF, BOM, comments, no last newline', async () => {
    const input = await files.file(
      'odd.conll',
      '\ufeff# a\r\n-DOCSTART- -X- O\r\n\r\nAda  NNP\tI-PER\r\nLovelace NNP  I-PER\r\nran VBD O',
    );
    const { code, stdout } = await conllDistill(['convert', input, '--to', 'bioes']);
    expect(code).toBe(0);
    expect(stdout).toBe('\ufeff# a\r\n-DOCSTART- -X- O\r\n\r\nAda  NNP\tB-PER\r\nLovelace NNP  E-PER\r\nran VBD O');
  });

  it.each(schemes)('WikiGold to %s and back to its own IOB1 is the same file, byte for byte', async (to) => {
    const there = files.at(`there.${to}`);
    const back = files.at(`back.${to}`);
    const forth = await conllDistill(['convert', wikigold, '--to', to, '-o', there, '--json']);
    expect(JSON.parse(forth.stdout)).toMatchObject({ output: there, from: 'iob1', to, sentences: 1696 });
    const again = await conllDistill(['convert', there, '--from', to, '--to', 'iob1', '-o', back]);
    expect(again).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await readFile(back)).equals(await readFile(wikigold))).toBe(true);
  });

  it('reads standard input and leaves no temporary file beside the output', async () => {
    const output = files.at('from-stdin.conll');
    const { code } = await conllDistill(['convert', '-', '--to', 'iob2', '-o', output], { input: 'Bath I-LOC\n' });
    expect(code).toBe(0);
    expect(await readFile(output, 'utf8')).toBe('Bath B-LOC\n');
    expect((await readdir(files.folder)).filter((name) => name.startsWith('from-stdin'))).toEqual(['from-stdin.conll']);
  });

  it('leaves an output that is the same already untouched', async () => {
    const output = files.at('same.conll');
    await writeFile(output, 'Bath B-LOC\n');
    await utimes(output, 1000, 1000);
    await conllDistill(['convert', '-', '--to', 'iob2', '-o', output], { input: 'Bath I-LOC\n' });
    expect((await stat(output)).mtimeMs).toBe(1_000_000);
    await conllDistill(['convert', '-', '--to', 'ioe2', '-o', output], { input: 'Bath I-LOC\n' });
    expect(await readFile(output, 'utf8')).toBe('Bath E-LOC\n');
  });

  it.skipIf(process.platform === 'win32')('ends quietly when its reader closes the pipe', async () => {
    const child = spawn('bash', [
      '-o',
      'pipefail',
      '-c',
      `"$0" "$1" convert "$2" --to iob2 | head -1`,
      process.execPath,
      cli,
      wikigold,
    ]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '010 B-MISC\n', stderr: '' });
  });
});

describe('convert refuses', () => {
  it('to overwrite its input, however the path is spelled', async () => {
    const input = await files.file('keep.conll', 'Bath I-LOC\n');
    await symlink(input, files.at('symbolic.conll'));
    await link(input, files.at('hard.conll'));
    const spellings = [input, path.join(files.folder, '..', path.basename(files.folder), 'keep.conll')];
    for (const output of [...spellings, files.at('symbolic.conll'), files.at('hard.conll')]) {
      const { code, stderr } = await conllDistill(['convert', input, '--to', 'iob2', '-o', output]);
      expect(code, output).toBe(2);
      expect(stderr, output).toContain('is the input: nothing was written');
    }
    expect(await readFile(input, 'utf8')).toBe('Bath I-LOC\n');
  });

  it('a missing or unknown scheme, as a usage error', async () => {
    const missing = await conllDistill(['convert', wikigold]);
    const unknown = await conllDistill(['convert', wikigold, '--to', 'bio3']);
    expect([missing.code, unknown.code]).toEqual([2, 2]);
    for (const scheme of schemes) expect(unknown.stderr).toContain(scheme);
  });

  it('a column that the file does not have', async () => {
    const { code, stderr } = await conllDistill(['convert', wikigold, '--to', 'iob2', '--tag-column', '7']);
    expect(code).toBe(2);
    expect(stderr).toContain('has 2 columns, so there is no column 7');
  });

  it('tags that are not tags, with the line', async () => {
    const { code, stdout, stderr } = await conllDistill(['convert', '-', '--to', 'iob2'], {
      input: 'Bath I-LOC\nis here\n',
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('standard input, line 2: "here"');
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk, and loses nothing', async () => {
    const { code, stderr } = await conllDistill(['convert', wikigold, '--to', 'iob2', '-o', '/dev/full']);
    expect(code).toBe(1);
    expect(stderr).toBe('conll-distill: /dev/full: the disk is full. Free some space and run the command again.\n');
  });

  it('an output in a folder that is not there', async () => {
    const output = files.at('nowhere/out.conll');
    const { code, stderr } = await conllDistill(['convert', wikigold, '--to', 'iob2', '-o', output]);
    expect(code).toBe(1);
    expect(stderr).toBe(`conll-distill: ${output}: no such file or folder. Check the path.\n`);
  });
});
