import { csvFormatRows } from 'd3-dsv';
import { asEstimate, cellText, figure, spreadText } from './cellText';
import type { Cell, Column, Table } from './table';

/**
 * Comma-separated values (RFC 4180), a head and then the rows, for other programs: figures as the table shows them but
 * with a plain minus sign, a spread in a column of its own, empty where there is nothing.
 */
export function csv({ columns, groups }: Table): string {
  const rows = groups.flat();
  const hasSpread = columns.map((_, at) => rows.some((row) => spreadOf(row[at]) !== undefined));
  const head = columns.flatMap(({ title }, at) => (hasSpread[at] ? [title, `${title} ±`] : [title]));
  const lines = rows.map((row) =>
    columns.flatMap((column, at) => {
      const spread = spreadOf(row[at]);
      const text = valueText(row[at], column);
      return hasSpread[at] ? [text, spread === undefined ? '' : spreadText(spread, column.format)] : [text];
    }),
  );
  return `${csvFormatRows([head, ...lines])}\n`;
}

function spreadOf(cell: Cell): number | undefined {
  return typeof cell === 'object' ? cell.spread : undefined;
}

function valueText(cell: Cell, column: Column): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cellText(cell, column);
  const { value } = asEstimate(cell);
  return Number.isNaN(value)
    ? ''
    : figure(value, column.format === 'words' ? 'decimal' : column.format).replace('−', '-');
}
