import { atCell } from '../lint/finding';
import type { Rule } from '../lint/rule';

/** A token line with more or fewer cells than most of the file's token lines. */
export const raggedColumns: Rule = {
  code: 'ragged-columns',
  severity: 'error',
  reads: [],
  check: ({ document }) =>
    document.raggedLines.map((line) => {
      const count = document.cellCount(line);
      return atCell(document, line, -1, {
        message: `This line has ${count} ${count === 1 ? 'column' : 'columns'}, most lines of this file have ${document.columnCount}. Add what is missing or take out what is too much.`,
      });
    }),
};
