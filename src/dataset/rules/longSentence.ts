import { atToken } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { MOST_WORD_PIECES, wordPiecesAbout } from '../lint/wordPieces';

/** A sentence that BERT cannot read as a whole. */
export const longSentence: Rule = {
  code: 'long-sentence',
  severity: 'warning',
  reads: [],
  check: ({ document }) =>
    document.sentences.flatMap((sentence) => {
      // A word piece has a character at least.
      if (sentence.tokens.reduce((sum, token) => sum + token.length, 0) <= MOST_WORD_PIECES) return [];
      const pieces = sentence.tokens.reduce((sum, token) => sum + wordPiecesAbout(token), 0);
      if (pieces <= MOST_WORD_PIECES) return [];
      return [
        atToken(document, sentence, 0, {
          message: `This sentence has ${sentence.tokens.length} tokens, about ${pieces} word pieces by an estimate; BERT reads ${MOST_WORD_PIECES} at once. Is a blank line missing? Part it into sentences.`,
        }),
      ];
    }),
};
