import type { Row, Table } from '../../../tables';
import type { ComparedRun, Condition } from './conditions';
import { flatSettings, shownValues } from './settings';

/** The settings of conditions side by side. @param all also those in which they do not differ */
export function settingsTable(conditions: readonly Condition[], all: boolean): Table {
  const runs = conditions.flatMap((condition) => condition.runs);
  const keys = [...new Set(runs.flatMap(({ config }) => [...flatSettings(config).keys()]))].sort();
  const isSame = (key: string) => new Set(runs.map(({ config }) => flatSettings(config).get(key))).size === 1;
  const wanted = all ? keys : keys.filter((key) => !isSame(key));
  const rows = wanted.map((key): Row => {
    const setting = ({ config }: ComparedRun) => flatSettings(config).get(key);
    const words = shownValues(key, runs.map(setting));
    return [
      key,
      ...conditions.map((condition) => {
        const values = [...new Set(condition.runs.map((run) => words(setting(run))))];
        return values.every((value) => value === undefined)
          ? undefined
          : values.map((value) => value ?? 'default').join(', ');
      }),
    ];
  });
  return {
    title: all ? 'Settings' : 'Settings that differ',
    columns: [{ title: 'setting' }, ...conditions.map(({ label }) => ({ title: label }))],
    groups: [rows],
    ...(rows.some((row) => row.includes(undefined)) && { note: '–: not set, so the default holds.' }),
  };
}
