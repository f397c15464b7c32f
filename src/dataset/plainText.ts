/** Abbreviations that a name or number follows, so that their point does not end a sentence. */
const abbreviation = String.raw`\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Rev|Hon|No|Vol|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.`;
const endsWithAbbreviation = new RegExp(String.raw`${abbreviation}\s*$`, 'u');

/**
 * What stays one token though the word segmenter would part it: addresses, numbers with points and commas, words joined
 * by hyphens or apostrophes, abbreviations of single letters. Tried in this order.
 */
const together = new RegExp(
  [
    String.raw`https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]`,
    String.raw`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`,
    String.raw`[@#][\p{L}\p{N}_]+`,
    String.raw`\p{N}+(?:[.,:/]\p{N}+)+`,
    String.raw`(?:\p{Lu}\.){2,}`,
    abbreviation,
    String.raw`[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)+`,
  ].join('|'),
  'gu',
);

/** English contractions part before their clitic, as the Penn Treebank has it: do n't, he 's. */
const clitic = /^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$/iu;

/**
 * Plain text to CoNLL: one token a line with the tag O, a blank line between sentences. Sentences and words are found by
 * `Intl.Segmenter` (Unicode UAX 29); blank lines of the text end sentences too. Every character that is not white space
 * lands in exactly one token, in order.
 * @param options.locale BCP 47, `en` by default
 */
export function importPlainText(text: string, options: { readonly locale?: string } = {}): string {
  return plainTextSentences(text, options)
    .map((tokens) => tokens.map((token) => `${token} O\n`).join(''))
    .join('\n');
}

/** The tokens of each sentence of a plain text, as importPlainText writes them. */
export function plainTextSentences(text: string, { locale = 'en' }: { readonly locale?: string } = {}): string[][] {
  const sentences = new Intl.Segmenter(locale, { granularity: 'sentence' });
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  const paragraphs = text.replace(/^\ufeff/u, '').split(/\r?\n[^\S\n]*\r?\n/u);
  return paragraphs
    .flatMap((paragraph) =>
      sentencesOf(paragraph.replace(/\s+/gu, ' '), sentences).map((sentence) => tokenize(sentence, words)),
    )
    .filter((tokens) => tokens.length > 0);
}

/** The segmenter's sentences, joined again where it was misled: no white space follows, or the point is a title's. */
function sentencesOf(paragraph: string, segmenter: Intl.Segmenter): string[] {
  const found: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(paragraph)) {
    open += segment;
    if (!/\s$/u.test(open) || endsWithAbbreviation.test(open)) continue;
    found.push(open);
    open = '';
  }
  if (open !== '') found.push(open);
  return found;
}

function tokenize(sentence: string, words: Intl.Segmenter): string[] {
  const tokens: string[] = [];
  let position = 0;
  const plain = (part: string): void => {
    for (const { segment } of words.segment(part)) {
      // White space parts tokens; a segment never mixes it with other characters, but no-break spaces may stand alone.
      const token = segment.replace(/\s+/gu, '');
      if (token === '') continue;
      const [, word, ending] = clitic.exec(token) ?? [];
      if (word !== undefined && ending !== undefined) tokens.push(word, ending);
      else tokens.push(token);
    }
  };
  for (const match of sentence.matchAll(together)) {
    plain(sentence.slice(position, match.index));
    tokens.push(match[0]);
    position = match.index + match[0].length;
  }
  plain(sentence.slice(position));
  return tokens;
}
