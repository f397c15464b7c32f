import path from 'node:path';
import type { ConllDocument } from '../../../../dataset';

/** Lines of the predictions that lack a column, so that gold and prediction are not of one length there. */
export function raggedNote(predictions: ConllDocument, name: string): string | undefined {
  const [first, ...others] = predictions.raggedLines;
  if (first === undefined) return undefined;
  const also =
    others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'line is' : 'lines are'} like that.`;
  return `${name}, line ${first + 1}: ${predictions.cellCount(first)} columns, where other lines have ${predictions.columnCount}: the tag that is missing counts as O.${also}`;
}

/** Where the test file is not any more what the run was tested on: the first line that differs. */
export function changedTestNote(predictions: ConllDocument, test: ConllDocument, file: string): string | undefined {
  const name = path.basename(file);
  const [then, now] = [goldOf(predictions, -2), goldOf(test, -1)];
  const at = now.findIndex((token, index) => token.text !== then[index]?.text || token.tag !== then[index]?.tag);
  const [was, is] = [then[at], now[at]];
  if (at < 0 && now.length === then.length) return undefined;
  const rest = 'The figures are those of the file as it was.';
  if (!was || !is) {
    const [shorter, longer] = now.length < then.length ? [now, then] : [then, now];
    const more = longer[shorter.length]?.line ?? 0;
    return now.length < then.length
      ? `${name} has changed since the run was tested: it ends before line ${more + 1} of the predictions. ${rest}`
      : `${name} has changed since the run was tested: line ${more + 1} and what follows were not there. ${rest}`;
  }
  return `${name} has changed since the run was tested: line ${is.line + 1} is “${is.text} ${is.tag}”, and was “${was.text} ${was.tag}”. ${rest}`;
}

interface GoldToken {
  readonly line: number;
  readonly text: string;
  readonly tag: string;
}

/** All tokens of a file with the tags of one of its columns. */
function goldOf(document: ConllDocument, column: number): GoldToken[] {
  return document.sentences.flatMap((sentence) => {
    const tags = document.column(sentence, column);
    return sentence.lines.map((line, token) => ({
      line,
      text: sentence.tokens[token] ?? '',
      tag: tags[token] || 'O',
    }));
  });
}
