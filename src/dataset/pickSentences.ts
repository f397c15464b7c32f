import type { ConllDocument } from './document';
import type { Sentence } from './types';

/**
 * The text of some sentences, line by line as it stands, with a blank line after each; comments inside or right above a
 * sentence come with it.
 * @param sentences of the document, in the order to write them in
 */
export function pickSentences(document: ConllDocument, sentences: readonly Sentence[]): string {
  const endOfLine = document.text.includes('\r\n') ? '\r\n' : '\n';
  return sentences
    .map((sentence) => {
      const last = sentence.lines.at(-1) ?? 0;
      const lines: string[] = [];
      for (let line = firstLine(document, sentence); line <= last; line++) {
        const { start, end } = document.lineRange(line);
        lines.push(document.text.slice(start, end).replace(/^\ufeff/u, ''));
      }
      return lines.map((line) => line + endOfLine).join('');
    })
    .join(endOfLine);
}

function firstLine(document: ConllDocument, { lines: [first = 0] }: Sentence): number {
  let line = first;
  while (line > 0 && document.lineKind(line - 1) === 'comment') line--;
  return line;
}
