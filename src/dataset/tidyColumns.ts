import type { Cell } from './cells';
import type { CellEdit } from './edits';
import type { LiveDocument } from './live/liveDocument';

/** One separator between two columns; or spaces up to the widest cell of the sentence. */
export type ColumnStyle = 'tidy' | 'align';

/**
 * The edits that make the white space between the columns of token lines uniform, and take that at their ends away. Cells never change. A
 * file whose columns are parted by tabs is never aligned, because a space would then belong to its cell.
 * @param first line, `last` line: both inclusive
 */
export function tidyColumns(live: LiveDocument, style: ColumnStyle, first: number, last: number): CellEdit[] {
  const aligned = style === 'align' && live.layout.separator === 'blank';
  return live.sentencesBetween(first, last).flatMap(({ lines }) => {
    const rows = lines.map((line) => ({ line, cells: live.cells(line) }));
    const widths = aligned ? columnWidths(rows.map(({ cells }) => cells)) : [];
    return rows
      .filter(({ line }) => line >= first && line <= last)
      .flatMap(({ line, cells }) => editsOfLine(live, line, cells, widths));
  });
}

function editsOfLine(live: LiveDocument, line: number, cells: readonly Cell[], widths: readonly number[]): CellEdit[] {
  const text = live.lineText(line);
  const edits: CellEdit[] = [];
  const put = (start: number, end: number, newText: string): void => {
    if (text.slice(start, end) !== newText) edits.push({ line, start, end, newText });
  };
  const one = live.layout.separator === 'tab' ? '\t' : ' ';
  const begin = text.startsWith('\ufeff') ? 1 : 0;
  put(begin, cells[0]?.start ?? begin, '');
  cells.forEach((cell, index) => {
    const next = cells[index + 1];
    const padding = widths[index] === undefined ? one : ' '.repeat(widths[index] - width(cell) + 1);
    if (next) put(cell.end, next.start, padding);
    else put(cell.end, text.length, '');
  });
  return edits;
}

/** Of the columns of a sentence, in characters as they are counted by people. */
function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const widths: number[] = [];
  for (const cells of rows)
    cells.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, width(cell));
    });
  return widths;
}

function width({ text }: Cell): number {
  return [...text].length;
}
