import type { Table } from '../../tables';
import { scoreColumns, scoreRow } from '../scores/scoreTable';
import type { Bucket } from './breakdown';

/** Breakdowns under each other, each a group of rows. @param breakdowns by the name of their property */
export function breakdownTable(breakdowns: Readonly<Record<string, readonly Bucket[]>>): Table {
  return {
    columns: [{ title: 'by' }, { title: 'entities' }, ...scoreColumns],
    groups: Object.entries(breakdowns).map(([property, buckets]) =>
      buckets.map(({ name, scores }) => [property, ...scoreRow(name, scores)]),
    ),
    note: 'In percent. –: gold has no such entity.',
  };
}
