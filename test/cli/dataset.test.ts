import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { conllDistill, root, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const wikigold = path.join(root, 'media/sample/wikigold.conll');

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

const sentences = (text: string) =>
  text
    .split(/\n\s*\n/u)
    .map((block) => block.replaceAll(/^-DOCSTART-.*\n*/gmu, '').trim())
    .filter((block) => block !== '');

describe('split', () => {
  it('deals the sample by document, every type its share, the same again for the same seed', async () => {
    const { code, stdout } = await conllDistill(['split', wikigold, '--output-folder', files.folder, '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ by: 'document', leftOut: 0, seed: 1, stratified: true });
    const names = ['train', 'dev', 'test'];
    const texts = await Promise.all(names.map((name) => readFile(files.at(`wikigold.${name}.conll`), 'utf8')));
    expect(texts.flatMap(sentences).sort()).toEqual(sentences(await readFile(wikigold, 'utf8')).sort());
    const share = (part: number, type: string) => {
      const counts = report.files.map(({ entities }: { entities: Record<string, number> }) => entities[type] ?? 0);
      return counts[part] / counts.reduce((sum: number, count: number) => sum + count, 0);
    };
    for (const type of ['LOC', 'MISC', 'ORG', 'PER']) {
      for (const [part, wanted] of [0.8, 0.1, 0.1].entries()) {
        expect(Math.abs(share(part, type) - wanted), `${type} in ${names[part]}`).toBeLessThan(0.02);
      }
    }
    const other = await temporaryFolder();
    await conllDistill(['split', wikigold, '--output-folder', other.folder]);
    const again = await Promise.all(names.map((name) => readFile(other.at(`wikigold.${name}.conll`), 'utf8')));
    await conllDistill(['split', wikigold, '--output-folder', other.folder, '--seed', '2']);
    const different = await readFile(other.at('wikigold.train.conll'), 'utf8');
    await other.remove();
    expect(again).toEqual(texts);
    expect(different).not.toBe(texts[0]);
  });

  it('takes counts, names and standard input, and says what is left out', async () => {
    const input = 'a O\n\nb B-X\n\nc O\n\nd B-X\n\ne O\n';
    const args = ['split', '-', '--counts', '2,2', '--names', 'one/two', '--output-folder', files.folder];
    const { code, stdout, stderr } = await conllDistill(args, { input });
    expect([code, stderr]).toEqual([0, 'Split by sentence, seed 1. 1 sentences are in none of the files.\n']);
    expect(stdout).toContain(files.at('split.one.conll'));
    const parts = await Promise.all(['one', 'two'].map((name) => readFile(files.at(`split.${name}.conll`), 'utf8')));
    expect(parts.map((part) => sentences(part).length)).toEqual([2, 2]);
  });

  it('refuses what cannot be, before anything is written', async () => {
    const input = await files.file('small.conll', 'a O\n\nb O\n');
    const run = async (...args: string[]) => {
      const { code, stderr } = await conllDistill(['split', input, ...args]);
      return [code, stderr];
    };
    expect(await run()).toEqual([1, `conll-distill: ${input}: the file has 2 sentences, too few for 3 splits.\n`]);
    expect((await run('--ratios', '1/1', '--by', 'document'))[1]).toContain(
      'too few for 2 splits. Split it by sentence',
    );
    expect((await run('--ratios', '80'))[0]).toBe(2);
    expect((await run('--ratios', '8/2', '--names', 'a/a'))[1]).toContain('2 sizes need as many names');
    expect((await readdir(files.folder)).filter((name) => name.startsWith('small'))).toEqual(['small.conll']);
  });
});

describe('sample, shuffle, deduplicate', () => {
  it('write some sentences, all in another order, or each once', async () => {
    const text = '# about\n\n# of a\r\na O\r\n\r\nb B-X\r\n\r\na O\r\n\r\na B-X\r\n';
    const input = await files.file('four.conll', text);
    const sample = await conllDistill(['sample', input, '-n', '2', '--rest', files.at('rest.conll')]);
    expect(sample.stderr).toBe('2 of 4 sentences, seed 1\n');
    const rest = await readFile(files.at('rest.conll'), 'utf8');
    expect([...sentences(sample.stdout), ...sentences(rest)].filter((each) => each !== '# about').length).toBe(4);
    const shuffled = await conllDistill(['shuffle', '-', '--seed', '4'], { input: text });
    expect(sentences(shuffled.stdout).sort()).toEqual(sentences(text).sort());
    expect(shuffled.stdout).not.toBe(text);
    const unique = await conllDistill(['deduplicate', input]);
    expect(unique.stdout).toBe('# about\n\n# of a\r\na O\r\n\r\nb B-X\r\n\r\na B-X\r\n');
    expect(unique.stderr).toBe(
      `${input}:10: warning: the same tokens as line 4, but other tags [kept]\n1 of 4 sentences removed\n`,
    );
    const json = await conllDistill([
      'deduplicate',
      input,
      '--differing',
      'remove',
      '--json',
      '-o',
      files.at('u.conll'),
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({ removed: 2, kept: 2, differing: [{ line: 10, firstLine: 4 }] });
    const same = await conllDistill(['deduplicate', input, '-o', input]);
    expect([same.code, await readFile(input, 'utf8')]).toEqual([2, text]);
  });
});

describe('merge', () => {
  it('writes files one after the other, and parts them', async () => {
    const one = await files.file('one.conll', '\ufeff-DOCSTART- -X- O\n\na X O');
    const two = await files.file('two.conll', '\ufeff# two\nb X B-PER\n');
    const { code, stdout, stderr } = await conllDistill(['merge', one, two]);
    expect(code).toBe(0);
    expect(stdout).toBe('\ufeff-DOCSTART- -X- O\n\na X O\n\n-DOCSTART- -X- O\n\n# two\nb X B-PER\n');
    expect(stderr).toContain('2 files, 2 sentences. 1 -DOCSTART- lines were added');
  });

  it('names all that does not fit before it writes anything', async () => {
    const one = await files.file('iob.conll', 'a I-PER\nb I-PER\n\nc I-PER\n');
    const two = await files.file('bioes.tsv', 'a\tX\tB-PER\r\nb\tX\tE-PER\r\n');
    const output = files.at('merged.conll');
    const { code, stderr } = await conllDistill(['merge', one, two, '-o', output]);
    expect(code).toBe(1);
    for (const words of ['2 columns', 'bioes.tsv: 3 columns', 'parted by tabs', 'iob1', 'bioes', 'CRLF']) {
      expect(stderr).toContain(words);
    }
    await expect(stat(output)).rejects.toThrow(/ENOENT/);
    const anyway = await conllDistill(['merge', one, two, '-o', output, '--anyway', '--json']);
    expect(JSON.parse(anyway.stdout)).toMatchObject({ sentences: 3 });
    expect(JSON.parse(anyway.stdout).mismatches.map(({ what }: { what: string }) => what)).toEqual(
      expect.arrayContaining(['columns', 'separator', 'scheme', 'line-ends']),
    );
    expect(await readFile(output, 'utf8')).toBe(`${await readFile(one, 'utf8')}\n${await readFile(two, 'utf8')}`);
  });
});

describe('a file of 60 MB', () => {
  const hash = async (file: string) => {
    const sum = createHash('sha1');
    await pipeline(createReadStream(file), sum);
    return sum.digest('hex');
  };

  it('is split in less memory than it would take to hold its text twice', async () => {
    const text = (await readFile(wikigold, 'utf8')).trimEnd();
    const input = files.at('large.conll');
    const copies = Math.ceil((60 * 1024 * 1024) / text.length);
    const blocks = function* () {
      for (let copy = 0; copy < copies; copy++) yield `-DOCSTART- ${copy} O\n\n${text}\n\n`;
    };
    await pipeline(Readable.from(blocks()), createWriteStream(input));
    // The index of its 330,000 sentences takes 40 MB; the text as one string would not fit beside it.
    const { code, stdout, stderr } = await conllDistill(['split', input, '--json'], {
      env: { NODE_OPTIONS: '--max-old-space-size=110' },
    });
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    const { files: parts } = JSON.parse(stdout);
    const sizes = await Promise.all(parts.map(async ({ file }: { file: string }) => (await stat(file)).size));
    expect(sizes.reduce((sum: number, size: number) => sum + size, 0)).toBe((await stat(input)).size);
    expect(parts.reduce((sum: number, part: { sentences: number }) => sum + part.sentences, 0)).toBe(copies * 1696);
    const before = await hash(parts[1].file);
    await conllDistill(['split', input]);
    expect(await hash(parts[1].file)).toBe(before);
  });
});
