import { DatasetError } from '../../datasetError';
import { isTag } from '../../tags';
import type { TagPlace } from './columns';
import type { ConllULine } from './lines';
import { miscValue } from './misc';

/** Keys of MISC that hold tags in known corpora and tools, in order of preference. */
const knownKeys = ['NER', 'ner', 'NE', 'ne', 'name', 'Name', 'NamedEntity', 'Entity'];

/**
 * Where the tags stand: in a column of tags, or in MISC under a key whose values are tags or brackets. Without any, they
 * will be written as `NER=` in MISC, or into a further column where there is no MISC.
 * @param wanted a key or a column's name
 * @throws DatasetError when that is not there
 */
export function findTags(
  file: string,
  lines: readonly ConllULine[],
  columns: readonly string[],
  wanted?: string,
): TagPlace {
  const words = lines.filter(({ kind }) => kind === 'word');
  const misc = columns.indexOf('MISC');
  const cellsOf = (column: number): string[] => words.map(({ cells }) => cells[column] ?? '_');
  if (wanted !== undefined) {
    if (columns.includes(wanted) && wanted !== 'MISC') return { kind: 'column', name: wanted };
    const values = (misc < 0 ? [] : cellsOf(misc)).map((cell) => miscValue(cell, wanted));
    if (values.every((value) => value === undefined)) {
      throw new DatasetError(`${file}: no word has "${wanted}=" in MISC, and no column is named so.`, { file });
    }
    return values.some((value) => value !== undefined && isBracket(value)) && wanted === 'Entity'
      ? { kind: 'brackets' }
      : { kind: 'misc', key: wanted };
  }
  const column = columns.findLast((name, index) => name !== 'ID' && name !== 'FORM' && areTags(cellsOf(index)));
  if (column !== undefined) return { kind: 'column', name: column };
  const keys = new Map<string, string[]>();
  for (const cell of misc < 0 ? [] : cellsOf(misc)) {
    for (const item of cell.split('|')) {
      const [key = '', value] = split(item);
      const values = keys.get(key);
      if (value !== undefined && values) values.push(value);
      else if (value !== undefined) keys.set(key, [value]);
    }
  }
  const tagged = [...keys].filter(([, values]) => areTags(values)).map(([key]) => key);
  const key = knownKeys.find((known) => tagged.includes(known)) ?? tagged[0];
  if (key !== undefined) return { kind: 'misc', key };
  if (keys.get('Entity')?.some(isBracket)) return { kind: 'brackets' };
  return misc < 0 ? { kind: 'column', name: 'NER' } : { kind: 'misc', key: 'NER' };
}

function isBracket(value: string): boolean {
  return value.startsWith('(') || value.endsWith(')');
}

function split(item: string): [string, string | undefined] {
  const at = item.indexOf('=');
  return at < 0 ? [item, undefined] : [item.slice(0, at), item.slice(at + 1)];
}

/** Only tags or nothing, and not only O. */
function areTags(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '_' || isTag(cell)) && cells.some((cell) => cell !== '_' && cell !== 'O');
}
