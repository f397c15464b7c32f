import type { Rule } from './rule';

/** A token line with more or fewer cells than most of the file's token lines. */
export const raggedColumns: Rule = (document) => {
  const problems = [];
  for (let line = 0; line < document.lineCount; line++) {
    if (document.lineKind(line) !== 'token') continue;
    const count = document.cells(line).length;
    if (count === document.columnCount) continue;
    problems.push({
      code: 'ragged-columns',
      severity: 'error' as const,
      message: `This line has ${count} ${count === 1 ? 'column' : 'columns'}, most lines of this file have ${document.columnCount}. Add what is missing or take out what is too much.`,
      line,
      ...document.lineRange(line),
    });
  }
  return problems;
};
