import { plainTextSentences } from '../plainText';
import type { TokenSpan } from './annotatedText';

const alone = /^[,;:!?.]$/u;
const attached = /\p{L}{2}[,;:!?]$/u;

/** Is this text parted into tokens by spaces already? Then punctuation stands alone, and not at the ends of words. */
export function looksTokenized(texts: readonly string[]): boolean {
  let standing = 0;
  let hanging = 0;
  for (const text of texts) {
    for (const word of text.split(/[ \t\r\n]+/u)) {
      if (alone.test(word)) standing++;
      else if (attached.test(word)) hanging++;
    }
  }
  return standing > 0 && hanging * 20 < standing;
}

/**
 * Tokens of a text that is tokenised already: spaces and tabs part tokens, line ends part sentences. Other white space, such as
 * a no-break space, stands inside tokens, as in CoNLL.
 */
export function givenTokens(text: string): TokenSpan[][] {
  const sentences: TokenSpan[][] = [];
  for (const line of text.matchAll(/[^\r\n]+/gu)) {
    const tokens = [...line[0].matchAll(/[^ \t]+/gu)].map(({ index, 0: token }) => ({
      start: line.index + index,
      end: line.index + index + token.length,
    }));
    if (tokens.length > 0) sentences.push(tokens);
  }
  return sentences;
}

/** Tokens found in running text, as importPlainText finds them. */
export function foundTokens(text: string, locale?: string): TokenSpan[][] {
  let position = 0;
  return plainTextSentences(text, locale === undefined ? {} : { locale }).map((tokens) =>
    tokens.map((token) => {
      // Every character that is not white space lands in one token, in order: where tokens stand follows from that.
      const from = nextCharacter(text, position);
      let end = from;
      for (const _unit of token.split('')) end = nextCharacter(text, end) + 1;
      position = end;
      return { start: from, end };
    }),
  );
}

function nextCharacter(text: string, from: number): number {
  let position = from;
  while (position < text.length && /\s/u.test(text.charAt(position))) position++;
  return position;
}
