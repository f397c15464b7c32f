import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ByteSource,
  Corpus,
  copyPieces,
  deduplicateCorpus,
  fileSource,
  indexCorpus,
  makeFiles,
  memorySource,
  splitCorpus,
  streamSource,
} from '../../src/corpus';
import { ConllDocument, decodeBytes, indexSentences, piecesOf, shuffleSentences } from '../../src/dataset';
import { conllTexts } from '../dataset/partition/conllTexts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conll-corpus-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (bytes: Uint8Array) => Corpus.open(memorySource(bytes, 'x.conll'), { needsTags: false });
async function copied(source: ByteSource, pieces: Parameters<typeof copyPieces>[1]): Promise<Buffer> {
  const parts: Buffer[] = [];
  await copyPieces(source, pieces, async (bytes) => void parts.push(Buffer.from(bytes)));
  return Buffer.concat(parts);
}

/** Larger than several parts, with characters of one to four bytes at their edges. */
const largeText = Array.from(
  { length: 40_000 },
  (_, index) => `${index % 50 === 0 ? '-DOCSTART- O\r\n\r\n' : ''}# é ${index}\r\nt${index}\u{1F600} B-PER\r\n張 O\r\n`,
).join('\r\n');

describe('a corpus that is read in parts', () => {
  it('has the index that the whole text has, in bytes', async () => {
    const bytes = Buffer.from(largeText);
    const corpus = await open(bytes);
    let parts = 0;
    for await (const part of corpus.parts()) parts += part.document.sentences.length > 0 ? 1 : 0;
    expect(parts).toBeGreaterThan(3);
    const whole = indexSentences(ConllDocument.parse(largeText));
    const index = await indexCorpus(corpus);
    expect(index.sentences.length).toBe(40_000);
    expect(index.documents).toBe(800);
    for (const [position, { start, end, ...rest }] of index.sentences.entries()) {
      const expected = whole.sentences[position];
      if (!expected || position % 97 !== 0) continue;
      expect(bytes.toString('utf8', start, end)).toBe(largeText.slice(expected.start, expected.end));
      expect(rest).toEqual({ ...expected, start: undefined, end: undefined });
    }
    expect((await copied(corpus.source, piecesOf(index, index.sentences))).equals(bytes)).toBe(true);
    const { sentences } = shuffleSentences(index, { by: 'sentence', seed: 3 });
    const mixed = await copied(corpus.source, piecesOf(index, sentences, false));
    const naive = sentences.map(({ start, end }) => bytes.subarray(start, end));
    // The last sentence of the file lacks a blank line.
    const last = sentences.findIndex(({ start }) => start === index.sentences.at(-1)?.start);
    if (last < sentences.length - 1) naive[last] = Buffer.concat([naive[last] ?? Buffer.of(), Buffer.from('\r\n')]);
    expect(mixed.equals(Buffer.concat(naive))).toBe(true);
  });

  it('is the same for any small file', async () => {
    await fc.assert(
      fc.asyncProperty(conllTexts, async (text) => {
        if (ConllDocument.parse(text).sentences.length === 0) return;
        const corpus = await open(Buffer.from(text));
        const index = await indexCorpus(corpus);
        expect((await copied(corpus.source, piecesOf(index, index.sentences))).toString()).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('reads bytes that are not UTF-8 one byte a character, wherever they stand', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Ada B-PER\n\n'.repeat(120_000)),
      Buffer.from('M\xfcnchen B-LOC\n', 'latin1'),
    ]);
    const corpus = await open(bytes);
    expect(corpus.encoding).toBe(decodeBytes(bytes).encoding);
    const tokens = new Set<string>();
    await indexCorpus(corpus, {}, (sentence) => {
      for (const token of sentence.tokens) tokens.add(token);
    });
    expect([...tokens]).toEqual(['Ada', 'München']);
  });

  it('says what is no CoNLL, and stops when told to', async () => {
    await expect(open(Buffer.from(' \n'))).rejects.toThrow(/x\.conll: the file is empty/);
    await expect(open(Buffer.from('a\0b'))).rejects.toThrow(/binary/);
    const endless = Buffer.from('a O\n'.repeat(17 * 1024 * 1024));
    await expect(open(endless)).rejects.toThrow('x.conll: 64 MB without a blank line.');
    const corpus = await open(Buffer.from(largeText));
    const stop = new AbortController();
    const reading = indexCorpus(corpus, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(reading).rejects.toThrow(/abort/);
  });

  it('may be a stream', async () => {
    const source = await streamSource(Readable.from([Buffer.from('Ada O\n'), Buffer.from('\nBath O\n')]), 'stream');
    const index = await indexCorpus(await Corpus.open(source));
    expect(index.sentences.length).toBe(2);
    await source.close();
  });
});

describe('new files', () => {
  const at = (name: string) => path.join(folder, name);

  it('come all or none, and leave no temporary file', async () => {
    await writeFile(at('old'), 'old');
    const good = { path: at('old'), write: (sink: (bytes: Uint8Array) => Promise<void>) => sink(Buffer.from('new')) };
    const bad = { path: at('bad'), write: () => Promise.reject(new Error('no more')) };
    await expect(makeFiles([good, bad], async () => undefined)).rejects.toThrow('no more');
    await expect(makeFiles([good], () => Promise.reject(new Error('changed')))).rejects.toThrow('changed');
    expect(await readFile(at('old'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['old']);
    await symlink(at('old'), at('link'));
    await makeFiles([{ ...good, path: at('link') }], async () => undefined);
    expect(await readFile(at('old'), 'utf8')).toBe('new');
    const nowhere = makeFiles([{ ...good, path: at('no/where') }], async () => undefined);
    await expect(nowhere).rejects.toMatchObject({ code: 'ENOENT', path: at('no/where') });
  });

  it('are not made of a file that changes meanwhile', async () => {
    await mkdir(at('split'));
    await writeFile(at('in.conll'), 'Ada O\n\nBath O\n\nOslo O\n\n');
    const source = await fileSource(at('in.conll'));
    const corpus = await Corpus.open(source);
    const files = ['a', 'b'].map((name) => ({ name, file: at(`split/${name}`) }));
    const split = splitCorpus(
      corpus,
      files,
      { sizes: { ratios: [1, 1] }, seed: 1 },
      {
        onProgress: () => void appendFile(at('in.conll'), 'Rome O\n'),
      },
    );
    await expect(split.then(() => appendFile(at('in.conll'), ''))).rejects.toThrow(/was changed while it was read/);
    expect(await readdir(at('split'))).toEqual([]);
    await source.close();
  });
});

describe('deduplicating', () => {
  it('keeps what differs in another column of tags only', async () => {
    const text = 'Ada B-PER O\n\nAda B-ORG O\n\nAda B-PER O\n';
    const parts: string[] = [];
    const to = async (bytes: Uint8Array) => void parts.push(Buffer.from(bytes).toString());
    const report = await deduplicateCorpus(await open(Buffer.from(text)), { to, differing: 'keep' });
    expect(parts.join('')).toBe('Ada B-PER O\n\nAda B-ORG O\n\n');
    expect(report.duplicates.map(({ differs }) => differs)).toEqual([true, false]);
  });

  it('also against other files', async () => {
    const train = await open(Buffer.from('Ada O\n\nBath O\n\nOslo O\n\nBath B-LOC\n'));
    const test = await open(Buffer.from('Oslo O\n'));
    const parts: string[] = [];
    const to = async (bytes: Uint8Array) => void parts.push(Buffer.from(bytes).toString());
    const report = await deduplicateCorpus(train, { to, differing: 'keep', against: [test] });
    expect(parts.join('')).toBe('Ada O\n\nBath O\n\nBath B-LOC\n');
    expect(report).toMatchObject({ before: 4, after: 3 });
    expect(report.duplicates.map(({ differs, first }) => [differs, first?.line])).toEqual([
      [false, undefined],
      [true, 2],
    ]);
  });
});
