import { describe, expect, it } from 'vitest';
import { chooseListed } from '../../../../src/webview/trainingPanel/compare/chooseListed';
import { filterRuns } from '../../../../src/webview/trainingPanel/compare/filterRuns';
import {
  columnsOf,
  columnText,
  defaultColumns,
  shownColumns,
} from '../../../../src/webview/trainingPanel/compare/runColumns';
import { sortRuns } from '../../../../src/webview/trainingPanel/compare/sortRuns';
import { finished, running } from './runs';

const runs = [
  { ...finished('a-10', { seed: 3, blend: { name: 'sigmoid', steepness: 8 } }, 0.5), created: 5 },
  { ...finished('a-2', { seed: 30, blend: { name: 'cosine' } }, 0.9), created: 4, starred: true as const },
  { ...finished('b', { seed: 3, dropout: 0.2 }, 0.7), created: 3 },
  running,
];
const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);
const columns = columnsOf(runs);

describe('the filter', () => {
  it.each([
    ['', ['a-10', 'a-2', 'b', 'running']],
    ['A-', ['a-10', 'a-2']],
    ['seed=3', ['a-10', 'b']],
    ['seed=3 sigmoid', ['a-10']],
    ['blend.name=cos', ['a-2']],
    ['name=cos', ['a-2']],
    ['blend=sig', ['a-10']],
    ['learningRate=0.00005 b', ['b']],
    ['training', ['running']],
    ['dropout=', ['b']],
    ['seed=4', []],
  ])('%j finds %j', (text, found) => {
    expect(names(filterRuns(runs, text))).toEqual(found);
  });
});

describe('the tick above the table', () => {
  it('chooses what is listed alone, and leaves what is not as it is', () => {
    expect(chooseListed(runs, 2, ['b'])).toEqual({ count: 0, of: 2, toggled: ['b', 'a-10', 'a-2'] });
    expect(chooseListed(runs, 2, ['b', 'a-2', 'a-10'])).toEqual({ count: 2, of: 2, toggled: ['b'] });
    // A run without a config cannot be compared.
    expect(chooseListed(runs, 9, ['b'])).toEqual({ count: 1, of: 3, toggled: ['a-10', 'a-2', 'b'] });
  });
});

describe('the order', () => {
  const sorted = (column: string, descending: boolean) => names(sortRuns(runs, { column, descending }, columns));

  it('is that of numbers in names, of figures, of stars and of time; runs without a value are last', () => {
    expect(sorted('name', false)).toEqual(['a-2', 'a-10', 'b', 'running']);
    expect(sorted('test.micro', true)).toEqual(['a-2', 'b', 'a-10', 'running']);
    expect(sorted('test.micro', false)).toEqual(['a-10', 'b', 'a-2', 'running']);
    expect(sorted('config.dropout', true)[0]).toBe('b');
    expect(sorted('starred', true)[0]).toBe('a-2');
    expect(sorted('created', true)).toEqual(['a-10', 'a-2', 'b', 'running']);
    // Of equals the latest first, whichever way.
    expect(sorted('config.seed', false)).toEqual(['a-10', 'b', 'a-2', 'running']);
  });

  it('of a column that is no more is that of time', () => {
    expect(sorted('config.gone', true)).toEqual(['a-10', 'a-2', 'b', 'running']);
  });
});

describe('the columns', () => {
  it('are figures and every setting of these runs, as people read them', () => {
    const ids = columns.map(({ id }) => id);
    for (const id of [...defaultColumns, 'test.type.PER', 'config.blend.steepness', 'seconds', 'device'])
      expect(ids).toContain(id);
    const text = (id: string) =>
      shownColumns(columns, [id]).map((column) => runs.map((run) => columnText(run, column)))[0];
    expect(text('test.micro')).toEqual(['37.50', '67.50', '52.50', '–']);
    expect(text('test.type.MISC')).toEqual(['–', '–', '–', '–']);
    expect(text('config.dropout')).toEqual(['–', '–', '0.2', '–']);
    expect(text('seconds')).toEqual(['0:50', '0:50', '0:50', '–']);
    expect(text('pace')).toEqual(['2.00', '2.00', '2.00', '–']);
    expect(text('steps')).toEqual(['100', '100', '100', '–']);
  });
});
