import { z } from 'zod';
import { normalizeBertText, splitBertText } from './bertText';

/** The ids of a text's word pieces, without special ones around it. */
export type Encode = (text: string) => number[];

/** Of tokenizer.json, what says how to split; only what BERT's own tokenizers have. */
const bertSchema = z.object({
  added_tokens: z
    .array(
      z.object({
        id: z.int().nonnegative(),
        content: z.string().min(1),
        single_word: z.literal(false),
        lstrip: z.literal(false),
        rstrip: z.literal(false),
        normalized: z.literal(false),
      }),
    )
    .default([]),
  normalizer: z.object({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean().default(true),
    handle_chinese_chars: z.boolean().default(true),
    strip_accents: z.boolean().nullish(),
    lowercase: z.boolean().default(true),
  }),
  pre_tokenizer: z.object({ type: z.literal('BertPreTokenizer') }),
  model: z.object({
    type: z.literal('WordPiece').optional(),
    unk_token: z.string(),
    continuing_subword_prefix: z.string().default('##'),
    max_input_chars_per_word: z.int().positive().default(100),
    vocab: z.record(z.string(), z.int().nonnegative()),
  }),
});

type BertTokenizerJson = z.infer<typeof bertSchema>;

/**
 * Splits as Hugging Face's `tokenizers` do, to the last character of every script.
 * @param json a tokenizer.json
 * @returns undefined where it describes another tokenizer than BERT's
 */
export function bertTokenizer(json: object): Encode | undefined {
  const parsed = bertSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { added_tokens: added, normalizer, model } = parsed.data;
  const options = {
    cleanText: normalizer.clean_text,
    splitIdeographs: normalizer.handle_chinese_chars,
    stripAccents: normalizer.strip_accents ?? normalizer.lowercase,
    lowerCase: normalizer.lowercase,
  };
  const encodeWord = wordPieceEncoder(model);
  const idOf = new Map(added.map(({ content, id }) => [content, id]));
  const special = splitterAt([...idOf.keys()]);
  return (text) =>
    special(text).flatMap((part) => {
      const id = idOf.get(part);
      return id === undefined ? splitBertText(normalizeBertText(part, options)).flatMap(encodeWord) : [id];
    });
}

/** Cuts a text before and after each of some texts, the longest of those that begin at one place. */
function splitterAt(contents: readonly string[]): (text: string) => string[] {
  if (contents.length === 0) return (text) => [text];
  const escaped = [...contents].sort((a, b) => b.length - a.length).map((content) => content.replace(/[^\w]/g, '\\$&'));
  const pattern = new RegExp(`(${escaped.join('|')})`);
  return (text) => text.split(pattern);
}

/** The longest piece that a word begins with, then of what is left (Wu et al. 2016, arXiv 1609.08144). */
function wordPieceEncoder(model: BertTokenizerJson['model']): (word: string) => number[] {
  const vocabulary = new Map(Object.entries(model.vocab));
  const unknown = vocabulary.get(model.unk_token);
  const longest = Math.max(0, ...[...vocabulary.keys()].map((piece) => piece.length));
  return (word) => {
    const none = unknown === undefined ? [] : [unknown];
    const characters = [...word];
    if (characters.length > model.max_input_chars_per_word) return none;
    const ids: number[] = [];
    for (let start = 0; start < characters.length; ) {
      const prefix = start === 0 ? '' : model.continuing_subword_prefix;
      let end = Math.min(characters.length, start + longest);
      let id: number | undefined;
      for (; end > start; end--) {
        id = vocabulary.get(prefix + characters.slice(start, end).join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return none;
      ids.push(id);
      start = end;
    }
    return ids;
  };
}
