import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeBertTokenizer } from '../../../src/training/tokenizer/tokenizerFiles';
import { WordPieces } from '../../../src/training/tokenizer/wordPieces';

const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const uncased = [...special, 'the', 'har', '##bour', '##s', 'san', 'jose', '.', '-', 'caf', '##e', 'a', 'b'];

describe('WordPieces of a vocabulary', () => {
  const wordPieces = new WordPieces({ tokenizer: describeBertTokenizer(uncased.join('\n')), config: {} });
  const pieces = (token: string) => wordPieces.of(token).map((id) => uncased[id]);

  it.each<[string, string[]]>([
    ['The', ['the']],
    ['harbours', ['har', '##bour', '##s']],
    ['Café', ['caf', '##e']],
    ['San\u00a0José', ['san', 'jose']],
    ['a-b.', ['a', '-', 'b', '.']],
    ['xyz', ['[UNK]']],
    ['\u0000', ['[UNK]']],
    ['\u200d', ['[UNK]']],
    ['[SEP]', ['[SEP]']],
  ])('%j becomes %j', (token, expected) => {
    expect(pieces(token)).toEqual(expected);
  });

  it('gives the same pieces when asked again', () => {
    expect(wordPieces.of('harbours')).toBe(wordPieces.of('harbours'));
  });
});

it('a vocabulary with capitals keeps them, unless told otherwise', () => {
  const vocabulary = [...special, 'The', 'the', 'T'];
  const id = (lowerCase?: boolean) =>
    new WordPieces({ tokenizer: describeBertTokenizer(vocabulary.join('\r\n'), lowerCase), config: {} }).of('The');
  expect(id()).toEqual([vocabulary.indexOf('The')]);
  expect(id(true)).toEqual([vocabulary.indexOf('the')]);
});

describe('WordPieces.read', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'conll-tokenizer-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('says what a folder lacks', async () => {
    await expect(WordPieces.read(folder)).rejects.toThrow(`${folder} has neither tokenizer.json nor vocab.txt`);
  });

  it('reads vocab.txt with the lower-case flag beside it', async () => {
    await writeFile(path.join(folder, 'vocab.txt'), [...uncased, 'Jose'].join('\n'));
    await writeFile(path.join(folder, 'tokenizer_config.json'), '{ "do_lower_case": false }');
    expect((await WordPieces.read(folder)).of('Jose')).toEqual([uncased.length]);
  });

  it('follows tokenizer_config.json where it and tokenizer.json differ, as transformers does', async () => {
    await writeFile(
      path.join(folder, 'tokenizer.json'),
      JSON.stringify(describeBertTokenizer([...uncased, 'café', 'Jose'].join('\n'), true)),
    );
    const of = async (config: object, token: string) => {
      await writeFile(path.join(folder, 'tokenizer_config.json'), JSON.stringify(config));
      return (await WordPieces.read(folder)).of(token);
    };
    expect(await of({}, 'Café')).toEqual([uncased.indexOf('caf'), uncased.indexOf('##e')]);
    expect(await of({ strip_accents: false }, 'Café')).toEqual([uncased.length]);
    expect(await of({ do_lower_case: false }, 'Jose')).toEqual([uncased.length + 1]);
    expect(await of({ do_lower_case: false, strip_accents: null }, 'Café')).toEqual([uncased.indexOf('[UNK]')]);
    for (const file of ['tokenizer.json', 'tokenizer_config.json']) await rm(path.join(folder, file));
  });

  it('prefers tokenizer.json, and refuses another kind of tokenizer', async () => {
    const file = path.join(folder, 'tokenizer.json');
    await writeFile(file, JSON.stringify(describeBertTokenizer(uncased.join('\n'))));
    expect((await WordPieces.read(folder)).of('The')).toEqual([5]);
    await writeFile(file, JSON.stringify(describeBertTokenizer('<s>\n</s>\n<unk>')));
    await expect(WordPieces.read(folder)).rejects.toThrow("has no [CLS]: it is not a BERT's");
    await writeFile(file, '{ "version": ');
    await expect(WordPieces.read(folder)).rejects.toThrow(`${file} is not a JSON object`);
  });
});

const vocabularyFile = path.resolve('../shared/data/tokenizer/bert-base-uncased-vocab.txt');
it.skipIf(!existsSync(vocabularyFile))("bert-base-uncased's vocabulary splits as BERT does", async () => {
  const vocabulary = (await readFile(vocabularyFile, 'utf8')).split('\n');
  const wordPieces = new WordPieces({ tokenizer: describeBertTokenizer(vocabulary.join('\n')), config: {} });
  const pieces = ['Embeddings', '東京', 'Zürich', '1996-08-22', '😀'].map((token) =>
    wordPieces.of(token).map((id) => vocabulary[id]),
  );
  // As transformers' BertTokenizer splits them.
  expect(pieces).toEqual([
    ['em', '##bed', '##ding', '##s'],
    ['東', '京'],
    ['zurich'],
    ['1996', '-', '08', '-', '22'],
    ['[UNK]'],
  ]);
});
