import { DatasetError } from '../../datasetError';
import type { Findings } from '../finding';
import type { SourceFile } from '../source';
import { CONLL_U_COLUMNS } from './columns';

/** A line of CoNLL-U: a word, or one that is kept as it stands (`kept`: a multiword token or an empty node). */
export interface ConllULine {
  readonly kind: 'word' | 'kept' | 'comment' | 'blank';
  readonly text: string;
  /** Its end of line; empty at the end of a file without one. */
  readonly end: string;
  /** Of a word. */
  readonly cells: readonly string[];
}

export interface ConllULines {
  readonly lines: readonly ConllULine[];
  /** The names of the columns, from `# global.columns` (CoNLL-U Plus), else those of CoNLL-U. */
  readonly columns: readonly string[];
  /** The file's first. */
  readonly endOfLine: string;
  /** A byte order mark, or nothing. */
  readonly mark: string;
}

const plus = /^#\s*global\.columns\s*=\s*(.*?)\s*$/u;

/** @throws DatasetError naming the line of a word with too few or too many fields, or without an ID */
export function conllULines({ name, text }: SourceFile, findings: Findings): ConllULines {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const parts = text.slice(mark.length).split(/(\r\n|\n|\r)/u);
  let columns: readonly string[] | undefined;
  const lines: ConllULine[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const line = parts[index] ?? '';
    const end = parts[index + 1] ?? '';
    if (line === '' && end === '') continue;
    const place = { file: name, line: index / 2 };
    if (line.trim() === '') lines.push({ kind: 'blank', text: line, end, cells: [] });
    else if (line.startsWith('#')) {
      columns ??= plus.exec(line)?.[1]?.split(/\s+/u);
      lines.push({ kind: 'comment', text: line, end, cells: [] });
    } else {
      const cells = line.split('\t');
      columns ??= CONLL_U_COLUMNS.length === cells.length ? CONLL_U_COLUMNS : unnamedColumns(cells.length);
      lines.push({ ...fieldsOf(line, cells, columns, place, findings), end });
    }
  }
  if (!columns || !lines.some(({ kind }) => kind === 'word')) {
    throw new DatasetError(`${name}: there is no word in it. Expected CoNLL-U: ten fields a line, parted by tabs.`, {
      file: name,
    });
  }
  return { lines, columns, endOfLine: parts[1] ?? '\n', mark };
}

function fieldsOf(
  text: string,
  cells: readonly string[],
  columns: readonly string[],
  place: { readonly file: string; readonly line: number },
  findings: Findings,
): Omit<ConllULine, 'end'> {
  const at = `${place.file}, line ${place.line + 1}`;
  if (cells.length !== columns.length || cells.length < 2) {
    throw new DatasetError(
      `${at}: there are ${cells.length} fields, where ${Math.max(2, columns.length)} were expected, parted by tabs: ${columns.join(', ')}.`,
      place,
    );
  }
  const id = cells[columns.indexOf('ID')] ?? '';
  if (/^\d+[-.]\d+$/u.test(id)) return { kind: 'kept', text, cells: [] };
  if (!/^\d+$/u.test(id)) {
    throw new DatasetError(
      `${at}: "${id}" is no ID. Expected a number, a range such as 1-2, or 1.1 for an empty node.`,
      place,
    );
  }
  const filled = cells.map((cell, index) => {
    if (cell.trim() !== '') return cell;
    findings.change('filled-column', `the empty field ${columns[index]} is written as _`, place);
    return '_';
  });
  return { kind: 'word', text, cells: filled };
}

/** Files of fewer or more columns, without a line that names them, such as Universal NER's. */
function unnamedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    index < 2 || count > CONLL_U_COLUMNS.length
      ? (CONLL_U_COLUMNS[index] ?? `COLUMN${index + 1}`)
      : `COLUMN${index + 1}`,
  );
}
