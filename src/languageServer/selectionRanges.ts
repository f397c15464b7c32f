import type { Range, SelectionRange } from 'vscode-languageserver';
import type { LiveDocument, Position } from '../dataset';
import type { Feature } from './feature';
import { cellRange, linesRange, sentenceRange, tokenPlace } from './places';

/** Expand Selection: cell, token's line, entity, sentence, document. */
export const selectionRanges: Feature = ({ connection, documents }) => {
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const document = documents.get(textDocument.uri);
    return document ? positions.map((position) => around(document.live, position)) : [];
  });
  return { selectionRangeProvider: true };
};

function around(live: LiveDocument, position: Position): SelectionRange {
  const ranges: Range[] = [linesRange(live, 0, live.lineCount - 1)];
  const place = tokenPlace(live, position);
  if (place) {
    const { sentence, entity, line, cells, column } = place;
    const ofDocument = documentLines(live, sentence.lines[0] ?? line);
    if (ofDocument) ranges.push(linesRange(live, ...ofDocument));
    ranges.push(sentenceRange(live, sentence));
    if (entity) {
      const { start, end } = entity;
      ranges.push(linesRange(live, sentence.lines[start] ?? line, sentence.lines[end - 1] ?? line));
    }
    ranges.push(linesRange(live, line, line));
    const cell = cells[column];
    if (cell && cell.start <= position.character) ranges.push(cellRange(line, cell));
  }
  // Each range is the parent of the next; one that is no larger than that is left out.
  const [outermost, ...inner] = ranges;
  return inner.reduce<SelectionRange>((parent, range) => (isSame(parent.range, range) ? parent : { range, parent }), {
    range: outermost ?? linesRange(live, 0, 0),
  });
}

/** The lines of the `-DOCSTART-` section around a line; nothing in a file that has none. */
function documentLines(live: LiveDocument, line: number): [number, number] | undefined {
  let first = line;
  while (first > 0 && live.lineKind(first) !== 'docstart') first--;
  let last = line;
  while (last + 1 < live.lineCount && live.lineKind(last + 1) !== 'docstart') last++;
  const isWhole = first === 0 && last === live.lineCount - 1;
  return isWhole && live.lineKind(0) !== 'docstart' ? undefined : [first, last];
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
