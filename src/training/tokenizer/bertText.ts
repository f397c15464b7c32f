import { CodePointSet } from './codePointSet';
import { accents, punctuation, removed } from './unicodeTables';

/**
 * BERT's cleaning and splitting of text (Devlin et al. 2019, tokenization.py), as Hugging Face's `tokenizers` do it:
 * character by character, and by categories of an older Unicode than a host's regular expressions know.
 */
export interface BertTextOptions {
  /** Removes control characters, and makes every white space a blank. */
  readonly cleanText: boolean;
  /** Makes every CJK ideograph a word. */
  readonly splitIdeographs: boolean;
  readonly stripAccents: boolean;
  readonly lowerCase: boolean;
}

const isRemoved = new CodePointSet(removed);
const isAccent = new CodePointSet(accents);
const isPunctuation = new CodePointSet(punctuation);
const whiteSpace = /^\p{White_Space}$/u;

/** The text in the form that is looked up in the vocabulary. */
export function normalizeBertText(
  text: string,
  { cleanText, splitIdeographs, stripAccents, lowerCase }: BertTextOptions,
): string {
  let characters = [...text];
  if (cleanText) {
    characters = characters
      .filter((character) => !isRemoved.has(character))
      .map((character) => (whiteSpace.test(character) ? ' ' : character));
  }
  if (splitIdeographs)
    characters = characters.map((character) => (isIdeograph(character) ? ` ${character} ` : character));
  if (stripAccents)
    characters = [...characters.join('').normalize('NFD')].filter((character) => !isAccent.has(character));
  // By themselves: at the end of a Greek word, a capital sigma would become another letter.
  if (lowerCase) characters = characters.map((character) => character.toLowerCase());
  return characters.join('');
}

/** The words of normalized text; each punctuation mark is one. */
export function splitBertText(text: string): string[] {
  const words: string[] = [];
  let word = '';
  const end = () => {
    if (word !== '') words.push(word);
    word = '';
  };
  for (const character of text) {
    const isMark = isPunctuation.has(character);
    if (isMark || whiteSpace.test(character)) end();
    if (isMark) words.push(character);
    else if (!whiteSpace.test(character)) word += character;
  }
  end();
  return words;
}

/** The blocks of CJK Unified and Compatibility Ideographs that BERT knew. */
const ideographs: readonly (readonly [first: number, last: number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0x2f800, 0x2fa1f],
];

function isIdeograph(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x3400 && ideographs.some(([first, last]) => code >= first && code <= last);
}
