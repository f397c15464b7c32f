import type { ShownRun } from '../../../protocol/panel';
import { stateWords } from '../words';
import { flatSettings } from './settings';

/**
 * Runs that have all the words: each in the run's name, its state, its device or a setting's value, or as `setting=value`, where a
 * setting is meant by its name or one end of it (`seed=3`, `name=sigmoid` and `blend=sig` for `blend.name`). A number is that
 * number; `setting=` finds the runs in which it is set.
 */
export function filterRuns(runs: readonly ShownRun[], text: string): readonly ShownRun[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  return words.length === 0 ? runs : runs.filter((run) => words.every((word) => hasWord(run, word)));
}

function hasWord({ name, state, config, report }: ShownRun, word: string): boolean {
  const [key = '', value] = word.split('=');
  const settings = config ? flatSettings(config) : new Map<string, string>();
  if (value !== undefined) {
    return [...settings].some(([name, own]) => isNamed(name.toLowerCase(), key) && isValue(own.toLowerCase(), value));
  }
  return (
    name.toLowerCase().includes(word) ||
    stateWords[state].toLowerCase().includes(word) ||
    (report?.device ?? '').toLowerCase().includes(word) ||
    [...settings.values()].some((own) => own.toLowerCase().includes(word))
  );
}

function isNamed(name: string, key: string): boolean {
  return name === key || name.endsWith(`.${key}`) || name.startsWith(`${key}.`);
}

/** A number is that number: 3 is not 30. */
function isValue(own: string, value: string): boolean {
  if (value === '') return true;
  return own.trim() !== '' && !Number.isNaN(Number(own)) ? Number(own) === Number(value) : own.includes(value);
}
