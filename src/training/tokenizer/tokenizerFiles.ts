import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StudentError } from '../studentError';

/** What `@huggingface/tokenizers` takes: the contents of tokenizer.json and of tokenizer_config.json. */
export interface TokenizerDescription {
  readonly tokenizer: object;
  readonly config: object;
}

/** Those files of a model folder that say how text becomes word pieces. */
export const tokenizerFiles = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'vocab.txt',
] as const;

/**
 * Reads a Hugging Face folder's tokenizer: `tokenizer.json`, or `vocab.txt` as older BERT folders have it.
 * @throws StudentError when there is neither, or one is damaged
 */
export async function readTokenizer(folder: string): Promise<TokenizerDescription> {
  const config = (await readJson(path.join(folder, 'tokenizer_config.json'))) ?? {};
  const tokenizer = await readJson(path.join(folder, 'tokenizer.json'));
  if (tokenizer) return { tokenizer: switched(tokenizer, config), config };
  const vocabulary = await readIfPresent(path.join(folder, 'vocab.txt'));
  if (vocabulary === undefined) {
    throw new StudentError(
      `${folder} has neither tokenizer.json nor vocab.txt. Choose a folder that has all files of a Hugging Face BERT.`,
    );
  }
  return { tokenizer: switched(describeBertTokenizer(vocabulary), config), config };
}

/**
 * The tokenizer.json that a BERT vocabulary stands for, as `BertTokenizer` of transformers reads it.
 * @param vocabulary one word piece a line; its id is the number of its line, from 0
 * @param lowerCase undefined: told by whether the vocabulary knows capital letters
 */
export function describeBertTokenizer(vocabulary: string, lowerCase?: boolean): object {
  const pieces = vocabulary.split(/\r?\n/);
  if (pieces.at(-1) === '') pieces.pop();
  const special = pieces.flatMap((content, id) =>
    /^\[(PAD|UNK|CLS|SEP|MASK)\]$/.test(content)
      ? [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }]
      : [],
  );
  const isCased = pieces.some((piece) => !/^\[.+\]$/.test(piece) && piece !== piece.toLowerCase());
  return {
    version: '1.0',
    added_tokens: special,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: lowerCase ?? !isCased,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  };
}

/** What tokenizer_config.json says of BERT's normalizer, and what tokenizer.json calls it. */
const switches = [
  ['do_lower_case', 'lowercase'],
  ['strip_accents', 'strip_accents'],
  ['tokenize_chinese_chars', 'handle_chinese_chars'],
] as const;

const switchesSchema = z.object({
  do_lower_case: z.boolean().optional(),
  strip_accents: z.boolean().nullish(),
  tokenize_chinese_chars: z.boolean().optional(),
});

/** A BERT's tokenizer.json with the normalizer that tokenizer_config.json wants, which transformers prefers too. */
function switched(tokenizer: object, config: object): object {
  const wanted = switchesSchema.safeParse(config);
  const normalizer = 'normalizer' in tokenizer ? tokenizer.normalizer : undefined;
  if (!wanted.success || typeof normalizer !== 'object' || normalizer === null) return tokenizer;
  if (!('type' in normalizer) || normalizer.type !== 'BertNormalizer') return tokenizer;
  const changes = switches.flatMap(([key, name]) => (wanted.data[key] === undefined ? [] : [[name, wanted.data[key]]]));
  return { ...tokenizer, normalizer: { ...normalizer, ...Object.fromEntries(changes) } };
}

async function readJson(file: string): Promise<object | undefined> {
  const text = await readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // Reported below: the position inside a file of megabytes helps nobody.
  }
  throw new StudentError(`${file} is not a JSON object; it may be damaged. Copy or download the model again.`);
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
