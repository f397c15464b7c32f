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
  const blank = readingOf(text, lines, sample, 'blank');
  const tab = withTab * 2 > looked ? readingOf(text, lines, sample, 'tab') : undefined;
  const endsWithTag = (separator: Separator) =>
    sample.map((line) => {
      const cell = lastCell(text, lines.starts[line] ?? 0, lines.ends[line] ?? 0, separator);
      // Two tags that a space parts would else be one, of a type with a space in its name.
      return isTag(cell) && !cell.includes(' ');
    });
  const { separator, columnCount } = tab && isPartedByTabs(tab, blank, endsWithTag) ? tab : blank;
  return { separator, columnCount, sampled: sample.length };
}

/** How lines read when their columns are parted by that. */
interface Reading extends Layout {
  /** Of each line: its cells, and whether those are as many as most lines have. */
  readonly counts: readonly number[];
  readonly isWhole: readonly boolean[];
}

/** A line by which tabs alone are right weighs as much as so many by which they are not: those may have been typed by hand. */
const WEIGHT_OF_TABS = 4;

/**
 * Of lines that mostly have tabs: do spaces belong to their cells? Where tabs and spaces part the columns of the same lines, tabs alone
 * would leave a column and its tag in one cell; where tokens hold spaces, those would make columns of them. The lines vote, so that one
 * that was typed otherwise does not turn the others into something else.
 * @param endsWithTag of each line, by what parts it
 */
function isPartedByTabs(
  tab: Reading,
  blank: Reading,
  endsWithTag: (separator: Separator) => readonly boolean[],
): boolean {
  const [tabTags, blankTags] = [endsWithTag('tab'), endsWithTag('blank')];
  const count = (tags: readonly boolean[]) => tags.filter((each) => each).length;
  const haveTags = Math.max(count(tabTags), count(blankTags)) * 2 > tabTags.length;
  let [forTabs, forBlanks] = [0, 0];
  for (let line = 0; line < tabTags.length; line++) {
    const byTabs = tab.isWhole[line] && (tabTags[line] || !haveTags);
    const byBlanks = blank.isWhole[line] && (blankTags[line] || !haveTags);
    if (byTabs && (!byBlanks || tab.counts[line] !== blank.counts[line])) forTabs++;
    if (byBlanks && !byTabs) forBlanks++;
  }
  return forBlanks <= forTabs * WEIGHT_OF_TABS;
}

function readingOf(text: string, lines: LineTable, sample: readonly number[], separator: Separator): Reading {
  const counts = sample.map((line) => countCells(text, lines.starts[line] ?? 0, lines.ends[line] ?? 0, separator));
  const votes = new Map<number, number>();
  for (const count of counts) votes.set(count, (votes.get(count) ?? 0) + 1);
  const [winner] = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const columnCount = winner?.[0] ?? 0;
  return { separator, columnCount, counts, isWhole: counts.map((count) => count === columnCount) };
}
