import { z } from 'zod';
import type { TokenizerDescription } from '../tokenizer/tokenizerFiles';
import type { WordPieces } from '../tokenizer/wordPieces';

/** Of tokenizer.json, what the other files repeat. */
const bertSchema = z.object({
  normalizer: z.object({
    type: z.literal('BertNormalizer'),
    handle_chinese_chars: z.boolean().default(true),
    strip_accents: z.boolean().nullish(),
    lowercase: z.boolean().default(true),
  }),
});

const vocabularySchema = z.object({ model: z.object({ vocab: z.record(z.string(), z.int().nonnegative()) }) });

const specialNames = {
  unk_token: '[UNK]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  cls_token: '[CLS]',
  mask_token: '[MASK]',
} as const;

export interface TokenizerExport {
  /** Texts by file name. vocab.txt is there where the vocabulary is a list without gaps, as BERT's is. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether it lowers text before it looks it up. */
  readonly lowerCase: boolean;
}

/**
 * A student's tokenizer as the files that transformers reads: it splits as the student did while it learnt, whatever the
 * files that it came from left to be told elsewhere.
 * @param maxLength word pieces that the student takes at once, special ones included
 */
export function tokenizerExport(
  { tokenizer, config }: TokenizerDescription,
  { cls, sep }: Pick<WordPieces, 'cls' | 'sep'>,
  maxLength: number,
): TokenizerExport {
  const bert = bertSchema.safeParse(tokenizer).data;
  const vocabulary = vocabularyOf(tokenizer);
  const special = Object.fromEntries(
    Object.entries(specialNames).filter(([, piece]) => piece !== '[MASK]' || vocabulary.includes(piece)),
  );
  const files = new Map([
    ['tokenizer.json', json({ ...tokenizer, truncation: null, padding: null, post_processor: template(cls, sep) })],
    [
      'tokenizer_config.json',
      json({ ...(bert ? switchesOf(bert) : otherClass(config)), ...special, model_max_length: maxLength }),
    ],
    ['special_tokens_map.json', json(special)],
  ]);
  if (vocabulary.length > 0) files.set('vocab.txt', vocabulary.map((piece) => `${piece}\n`).join(''));
  return { files, lowerCase: bert?.normalizer.lowercase ?? false };
}

/** BERT's tokenizer of transformers, switched as tokenizer.json says. */
function switchesOf({ normalizer }: z.infer<typeof bertSchema>): object {
  return {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: normalizer.lowercase,
    strip_accents: normalizer.strip_accents ?? null,
    tokenize_chinese_chars: normalizer.handle_chinese_chars,
  };
}

/** The one that does what tokenizer.json says, whatever that is. */
function otherClass(config: object): object {
  return { ...config, tokenizer_class: 'PreTrainedTokenizerFast' };
}

/** [CLS] sentence [SEP], and of a pair the second of type 1, as BERT was trained. */
function template(cls: number, sep: number): object {
  const special = (id: string, type: number) => ({ SpecialToken: { id, type_id: type } });
  const sequence = (id: 'A' | 'B', type: number) => ({ Sequence: { id, type_id: type } });
  const single = [special('[CLS]', 0), sequence('A', 0), special('[SEP]', 0)];
  const entry = (id: string, number: number) => [id, { id, ids: [number], tokens: [id] }] as const;
  return {
    type: 'TemplateProcessing',
    single,
    pair: [...single, sequence('B', 1), special('[SEP]', 1)],
    special_tokens: Object.fromEntries([entry('[CLS]', cls), entry('[SEP]', sep)]),
  };
}

/** Word pieces in the order of their ids; none where that is no list of lines. */
function vocabularyOf(tokenizer: object): string[] {
  const parsed = vocabularySchema.safeParse(tokenizer);
  if (!parsed.success) return [];
  const pieces: string[] = [];
  for (const [piece, id] of Object.entries(parsed.data.model.vocab)) pieces[id] = piece;
  const isList = Object.keys(pieces).length === pieces.length && pieces.every((piece) => !/[\r\n]/u.test(piece));
  return isList ? pieces : [];
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
