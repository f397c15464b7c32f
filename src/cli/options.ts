import { InvalidArgumentError, Option } from 'commander';

/** A column as people count, from 1; becomes an index from 0. */
export function columnNumber(value: string): number {
  const column = Number(value);
  if (!Number.isInteger(column) || column < 1) throw new InvalidArgumentError('Columns are counted from 1.');
  return column - 1;
}

export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('Expected a whole number from 1.');
  return number;
}

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('Expected a whole number from 0.');
  return number;
}

export function positiveNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw new InvalidArgumentError('Expected a number above 0, such as 5e-5.');
  }
  return number;
}

export function nonNegativeNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new InvalidArgumentError('Expected a number from 0, such as 0.5.');
  }
  return number;
}

export function probability(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError('Expected a number from 0 to 1, such as 0.5.');
  }
  return number;
}

/** A language tag, as BCP 47 writes it. */
export function language(value: string): string {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? 'en';
  } catch {
    throw new InvalidArgumentError('Expected a language such as en or de-AT.');
  }
}

export const jsonOption = () => new Option('--json', 'print the result as JSON');

export const tagColumnOption = () =>
  new Option('--tag-column <n>', 'the column of the tags, counted from 1 (default: the last)').argParser(columnNumber);

export const outputOption = () =>
  new Option('-o, --output <file>', 'where to write; - is standard output').default('-');
