import type { ConllDocument } from '../document';

/** One letter a gap between columns: spaces, tabs, or both in one. */
type Gap = 's' | 't' | 'b';

/**
 * How the columns of a line are parted: `s` or `t` where all gaps are alike, else a letter for each. Nothing for a line that does not have
 * the file's columns, or in a file whose columns only tabs part.
 */
export function separatorsOfLine(document: ConllDocument, line: number): string | undefined {
  if (document.separator === 'tab' || document.lineKind(line) !== 'token') return undefined;
  const gaps = gapsOfLine(document, line);
  if (gaps.length !== document.columnCount - 1 || gaps.length === 0) return undefined;
  const kinds = gaps.map(({ kind }) => kind);
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : kinds.join('');
}

/** What stands between the cells of a line; places are UTF-16 units from its beginning. */
export function gapsOfLine(document: ConllDocument, line: number): { from: number; to: number; kind: Gap }[] {
  const cells = document.cells(line);
  const { start } = document.lineRange(line);
  return cells.slice(1).map((cell, index) => {
    const from = cells[index]?.end ?? start;
    const gap = document.text.slice(from, cell.start);
    const kind: Gap = !gap.includes('\t') ? 's' : gap.includes(' ') ? 'b' : 't';
    return { from: from - start, to: cell.start - start, kind };
  });
}

/** How many lines of a stretch are parted how. */
export function separatorsUsed(document: ConllDocument): Map<string, number> {
  const used = new Map<string, number>();
  if (document.separator === 'tab' || document.columnCount < 2) return used;
  // Nearly every file has the one or the other only, which is seen without looking at its lines.
  const only = !document.text.includes('\t') ? 's' : !document.text.includes(' ') ? 't' : undefined;
  if (only) {
    const tokens = document.sentences.reduce((sum, { lines }) => sum + lines.length, 0);
    const count = tokens - document.raggedLines.length;
    return count > 0 ? used.set(only, count) : used;
  }
  for (let line = 0; line < document.lineCount; line++) {
    const separators = separatorsOfLine(document, line);
    if (separators !== undefined) used.set(separators, (used.get(separators) ?? 0) + 1);
  }
  return used;
}
