import { InvalidArgumentError, Option } from 'commander';
import type { SplitSizes, UnitKind } from '../../dataset';
import { wholeNumber } from '../options';

export const seedOption = () =>
  new Option('--seed <n>', 'the same seed gives the same files').argParser(wholeNumber).default(1);

export const unitOption = () =>
  new Option(
    '--by <unit>',
    'what stays together (default: documents where -DOCSTART- lines part the file, else sentences)',
  ).choices(['document', 'sentence'] satisfies UnitKind[]);

/** `80/10/10`, or with other signs between the numbers. */
export function sizes(value: string): number[] {
  const numbers = value.split(/[/,:\s]+/u).map(Number);
  if (numbers.length < 2 || numbers.some((number) => !Number.isFinite(number) || number < 0)) {
    throw new InvalidArgumentError('Expected two or more numbers such as 80/10/10.');
  }
  return numbers;
}

export function counts(value: string): number[] {
  const numbers = sizes(value);
  if (numbers.some((number) => !Number.isInteger(number))) {
    throw new InvalidArgumentError('Expected whole numbers of sentences such as 800/100/100.');
  }
  return numbers;
}

/** @param ratios and counts as the user gave them; one of them */
export function splitSizes(ratios: readonly number[] | undefined, wanted: readonly number[] | undefined): SplitSizes {
  return wanted ? { counts: wanted } : { ratios: ratios ?? [80, 10, 10] };
}
