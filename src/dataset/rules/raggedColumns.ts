import { splitCells } from '../cells';
import type { ConllDocument } from '../document';
import { atCell, inLine } from '../lint/finding';
import type { Fix, Rule } from '../lint/rule';

/** A token line with more or fewer cells than most of the file's token lines. */
export const raggedColumns: Rule = {
  code: 'ragged-columns',
  severity: 'error',
  reads: [],
  check: ({ document }) => {
    const findings = [];
    for (const sentence of document.sentences) {
      for (const line of sentence.lines) {
        const count = document.cellCount(line);
        if (count === document.columnCount) continue;
        const fix = withTabs(document, line);
        const message = `This line has ${count} ${count === 1 ? 'column' : 'columns'}, most lines of this file have ${document.columnCount}. ${fix ? 'Its columns are parted by spaces, those of the file by tabs.' : 'Add what is missing or take out what is too much.'}`;
        findings.push(atCell(document, line, -1, { message, ...(fix && { fix }) }));
      }
    }
    return findings;
  },
};

/** In a file whose columns are parted by tabs: a line that has the right columns if its spaces part them too. */
function withTabs(document: ConllDocument, line: number): Fix | undefined {
  if (document.separator !== 'tab') return undefined;
  const { start, end } = document.lineRange(line);
  const cells = splitCells(document.text, start, end, 'blank');
  if (cells.length !== document.columnCount || cells.length < 2) return undefined;
  const edits = cells.slice(1).flatMap((cell, index) => {
    const from = cells[index]?.end ?? start;
    return document.text.slice(from, cell.start) === '\t' ? [] : [inLine(line, from - start, cell.start - start, '\t')];
  });
  return { title: 'Part the columns by tabs', edits, safe: true };
}
