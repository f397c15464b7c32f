import type { Cell, CellFormat, Column, Estimate, Table } from './table';

/** What stands where a table has nothing to say, such as the recall of a type that gold has not. */
export const nothing = '–';

/** 0.74353 as `74.35`, in percent as conlleval prints it. */
export function percent(share: number): string {
  return (100 * share).toFixed(2);
}

/** A difference of shares in points, with its sign: `+1.20`, `−0.35`, `0.00`. */
export function points(difference: number): string {
  return signed(percent(difference));
}

/** As papers print it. */
export function pValue(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** A figure as its column writes it. */
export function figure(value: number, format: CellFormat = 'decimal'): string {
  if (Number.isNaN(value)) return nothing;
  switch (format) {
    case 'percent':
      return percent(value);
    case 'points':
      return points(value);
    case 'count':
      return String(Math.round(value));
    default:
      return value.toFixed(4);
  }
}

/** A cell without its marks: `74.35`, `74.35 ± 0.41`, words, –. */
export function cellText(cell: Cell, { format }: Pick<Column, 'format'>): string {
  if (cell === undefined) return nothing;
  if (typeof cell === 'string') return cell;
  const { value, spread, mark = '' } = asEstimate(cell);
  const text = `${figure(value, format === 'words' ? 'decimal' : format)}${mark}`;
  return spread === undefined ? text : `${text} ± ${spreadText(spread, format)}`;
}

export function spreadText(spread: number, format: CellFormat | undefined): string {
  return figure(spread, format === 'points' ? 'percent' : format === 'count' ? 'decimal' : format);
}

export function asEstimate(cell: number | Estimate): Estimate {
  return typeof cell === 'number' ? { value: cell } : cell;
}

export function isBest(cell: Cell): boolean {
  return typeof cell === 'object' && cell.best === true;
}

/** Words to the left, figures to the right. */
export function alignments({ columns }: Table): ('l' | 'r')[] {
  return columns.map(({ format = 'words' }) => (format === 'words' ? 'l' : 'r'));
}

/** With a plus sign, or a minus sign that is as wide. */
function signed(text: string): string {
  if (Number(text) === 0) return text.replace('-', '');
  return text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`;
}
