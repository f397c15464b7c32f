import { Tokenizer } from '@huggingface/tokenizers';
import { StudentError } from '../studentError';
import { bertTokenizer, type Encode } from './bertTokenizer';
import { readTokenizer, type TokenizerDescription } from './tokenizerFiles';

/** Splits the tokens of a data set, which stay as they are, into the word pieces of a BERT vocabulary. */
export class WordPieces {
  /** Ids of the special pieces. */
  readonly cls: number;
  readonly sep: number;
  readonly pad: number;
  readonly #unknown: number;
  readonly #encode: Encode;
  readonly #cache = new Map<string, readonly number[]>();

  /** @throws StudentError when it is not the tokenizer of a BERT */
  constructor({ tokenizer, config }: TokenizerDescription, folder = 'the model') {
    const library = createTokenizer(tokenizer, config, folder);
    // The library's own splitting differs from that of Hugging Face's `tokenizers` beyond everyday text.
    this.#encode = bertTokenizer(tokenizer) ?? ((text) => library.encode(text, { add_special_tokens: false }).ids);
    const special = (piece: string) => {
      const id = library.token_to_id(piece);
      if (id === undefined) {
        throw new StudentError(`The tokenizer of ${folder} has no ${piece}: it is not a BERT's. Choose a BERT folder.`);
      }
      return id;
    };
    this.cls = special('[CLS]');
    this.sep = special('[SEP]');
    this.#unknown = special('[UNK]');
    this.pad = special('[PAD]');
  }

  /** Reads the tokenizer of a Hugging Face folder. @throws StudentError */
  static async read(folder: string): Promise<WordPieces> {
    return new WordPieces(await readTokenizer(folder), folder);
  }

  /**
   * The ids of a token's word pieces, at least one: a token of which normalisation leaves nothing (a control
   * character, a lone variation selector) is [UNK], so that it keeps its place and its tag.
   */
  of(token: string): readonly number[] {
    const known = this.#cache.get(token);
    if (known) return known;
    const ids = this.#encode(token);
    const pieces = ids.length > 0 ? ids : [this.#unknown];
    this.#cache.set(token, pieces);
    return pieces;
  }
}

function createTokenizer(tokenizer: object, config: object, folder: string): Tokenizer {
  try {
    return new Tokenizer(tokenizer, config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudentError(`The tokenizer of ${folder} cannot be read: ${reason}. Choose a BERT folder.`);
  }
}
