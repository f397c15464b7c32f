import { countCells, type Separator, splitCells } from './cells';
import type { LineTable } from './lineTable';
import { isTag } from './tags';

/** How a file writes its columns, judged by its first lines. */
export interface Layout {
  readonly separator: Separator;
  /** The number of cells that most token lines have; 0 without any. */
  readonly columnCount: number;
}

/** Lines looked at: enough to know a file, cheap on a large one. */
export const LAYOUT_SAMPLE = 2000;

/** The end-of-file mark of old editors aside, these never begin a token line's cells. */
export function isBlankLine(text: string, start: number, end: number): boolean {
  for (let position = start; position < end; position++) {
    const code = text.charCodeAt(position);
    if (code !== 32 && code !== 9 && code !== 0xfeff) return false;
  }
  return true;
}

/** @returns with the number of lines that were looked at: fewer than LAYOUT_SAMPLE where the text has no more */
export function detectLayout(text: string, lines: LineTable): Layout & { readonly sampled: number } {
  let looked = 0;
  let withTab = 0;
  const sample: number[] = [];
  for (let line = 0; line < lines.count && looked < LAYOUT_SAMPLE; line++) {
    const start = lines.starts[line] ?? 0;
    const end = lines.ends[line] ?? 0;
    // Lines that begin with # are left out: they may be comments, whose words are no columns.
    if (text.charCodeAt(start) === 35 || isBlankLine(text, start, end) || text.startsWith('-DOCSTART-', start))
      continue;
    looked++;
    sample.push(line);
    if (text.slice(start, end).includes('\t')) withTab++;
  }
  const tagged = (separator: Separator): number =>
    sample.filter((line) => {
      const last = splitCells(text, lines.starts[line] ?? 0, lines.ends[line] ?? 0, separator).at(-1);
      return isTag(last?.text ?? '');
    }).length;
  // Where tabs and spaces part the columns of the same lines, tabs alone would leave a column and its tag in one cell.
  const separator: Separator = withTab * 2 > looked && tagged('tab') >= tagged('blank') ? 'tab' : 'blank';
  const votes = new Map<number, number>();
  for (const line of sample) {
    const count = countCells(text, lines.starts[line] ?? 0, lines.ends[line] ?? 0, separator);
    votes.set(count, (votes.get(count) ?? 0) + 1);
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { separator, columnCount: winner?.[0] ?? 0, sampled: sample.length };
}
