import type { Sentence } from '../../dataset';

/** A selection by line and character, both from 0; `start` is not after `end`. */
export interface Selected {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number; readonly character: number };
}

/**
 * The sentences with at least one token line in a selection; a bare cursor selects the line it is on. A selection that
 * ends before the first character of a line has not touched that line, as in VS Code's own line commands.
 */
export function touchedSentences(sentences: readonly Sentence[], selections: readonly Selected[]): Sentence[] {
  const ranges = selections.map(({ start, end }) => ({
    first: start.line,
    last: end.line > start.line && end.character === 0 ? end.line - 1 : end.line,
  }));
  return sentences.filter(({ lines }) => {
    const top = lines[0];
    const bottom = lines.at(-1);
    if (top === undefined || bottom === undefined) return false;
    return ranges.some(({ first, last }) => top <= last && bottom >= first);
  });
}
