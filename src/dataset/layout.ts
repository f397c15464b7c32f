import { countCells, lastCell, type Separator } from './cells';
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

/** What a token line says of its file's layout. */
export interface SampledLine {
  readonly hasTab: boolean;
  /** How many cells it has, and whether the last is a tag, if its columns are parted by that. */
  readonly cells: Readonly<Record<Separator, number>>;
  readonly endsWithTag: Readonly<Record<Separator, boolean>>;
}

/** The first token lines of a text, as many as are asked for. */
export function sampleLines(text: string, lines: LineTable, most: number): SampledLine[] {
  const sample: SampledLine[] = [];
  for (let line = 0; line < lines.count && sample.length < most; line++) {
    const start = lines.starts[line] ?? 0;
    const end = lines.ends[line] ?? 0;
    // Lines that begin with # are left out: they may be comments, whose words are no columns.
    if (text.charCodeAt(start) === 35 || isBlankLine(text, start, end) || text.startsWith('-DOCSTART-', start))
      continue;
    const endsWithTag = (separator: Separator) => {
      const cell = lastCell(text, start, end, separator);
      // Two tags that a space parts would else be one, of a type with a space in its name.
      return isTag(cell) && !cell.includes(' ');
    };
    sample.push({
      hasTab: text.slice(start, end).includes('\t'),
      cells: { blank: countCells(text, start, end, 'blank'), tab: countCells(text, start, end, 'tab') },
      endsWithTag: { blank: endsWithTag('blank'), tab: endsWithTag('tab') },
    });
  }
  return sample;
}

export function detectLayout(text: string, lines: LineTable): Layout {
  return judgeLayout(sampleLines(text, lines, LAYOUT_SAMPLE));
}

/** @param sample the first LAYOUT_SAMPLE token lines of a file, or all of them */
export function judgeLayout(sample: readonly SampledLine[]): Layout {
  const withTab = sample.filter(({ hasTab }) => hasTab).length;
  const blank = readingOf(sample, 'blank');
  const tab = withTab * 2 > sample.length ? readingOf(sample, 'tab') : undefined;
  const { separator, columnCount } = tab && isPartedByTabs(sample, tab, blank) ? tab : blank;
  return { separator, columnCount };
}

/** A line by which tabs alone are right weighs as much as so many by which they are not: those may have been typed by hand. */
const WEIGHT_OF_TABS = 4;

/**
 * Of lines that mostly have tabs: do spaces belong to their cells? Where tabs and spaces part the columns of the same lines, tabs alone
 * would leave a column and its tag in one cell; where tokens hold spaces, those would make columns of them. The lines vote, so that one
 * that was typed otherwise does not turn the others into something else.
 */
function isPartedByTabs(sample: readonly SampledLine[], tab: Layout, blank: Layout): boolean {
  const count = (separator: Separator) => sample.filter(({ endsWithTag }) => endsWithTag[separator]).length;
  const haveTags = Math.max(count('tab'), count('blank')) * 2 > sample.length;
  let [forTabs, forBlanks] = [0, 0];
  for (const { cells, endsWithTag } of sample) {
    const byTabs = cells.tab === tab.columnCount && (endsWithTag.tab || !haveTags);
    const byBlanks = cells.blank === blank.columnCount && (endsWithTag.blank || !haveTags);
    if (byTabs && (!byBlanks || cells.tab !== cells.blank)) forTabs++;
    if (byBlanks && !byTabs) forBlanks++;
  }
  return forBlanks <= forTabs * WEIGHT_OF_TABS;
}

/** How lines read when their columns are parted by that. */
function readingOf(sample: readonly SampledLine[], separator: Separator): Layout {
  const votes = new Map<number, number>();
  for (const { cells } of sample) votes.set(cells[separator], (votes.get(cells[separator]) ?? 0) + 1);
  const [winner] = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { separator, columnCount: winner?.[0] ?? 0 };
}
