import { duration } from '../../../protocol/duration';
import type { ShownRun } from '../../../protocol/panel';
import type { Cell, CellFormat } from '../../../tables';
import { cellText } from '../../../tables';
import { count, dateTime } from '../format';
import { stateWords } from '../words';
import { flatSettings } from './settings';

/** A column of the run table that can be shown or not. */
export interface RunColumn {
  readonly id: string;
  readonly title: string;
  readonly group: 'Figures' | 'Settings';
  readonly format: CellFormat;
  /** What it is sorted by; undefined where a run has nothing there. */
  readonly value: (run: ShownRun) => string | number | undefined;
  /** For people, where the value is not. */
  readonly text?: (run: ShownRun) => string;
}

export const defaultColumns: readonly string[] = [
  'state',
  'config.blend.name',
  'config.seed',
  'steps',
  'dev.micro',
  'test.micro',
  'created',
];

const figures: readonly RunColumn[] = [
  { id: 'state', title: 'State', group: 'Figures', format: 'words', value: ({ state }) => stateWords[state] },
  {
    id: 'created',
    title: 'Started',
    group: 'Figures',
    format: 'count',
    value: ({ created }) => created,
    text: ({ created }) => dateTime(created),
  },
  { id: 'steps', title: 'Steps made', group: 'Figures', format: 'count', value: stepsMade, text: stepsText },
  {
    id: 'seconds',
    title: 'Time',
    group: 'Figures',
    format: 'count',
    value: ({ report }) => report?.seconds,
    text: ({ report }) => (report ? duration(report.seconds) : '–'),
  },
  {
    id: 'pace',
    title: 'Steps/s',
    group: 'Figures',
    format: 'decimal',
    value: ({ report }) => (report && report.seconds > 0 ? report.steps / report.seconds : undefined),
    text: ({ report }) => (report && report.seconds > 0 ? (report.steps / report.seconds).toFixed(2) : '–'),
  },
  {
    id: 'device',
    title: 'Ran on',
    group: 'Figures',
    format: 'words',
    value: ({ report, status }) => report?.device ?? status?.device,
  },
];

/** Every column that these runs can fill. */
export function columnsOf(runs: readonly ShownRun[]): readonly RunColumn[] {
  const types = new Set<string>();
  const settings = new Set<string>();
  for (const { report, config } of runs) {
    for (const type of Object.keys(report?.test?.types ?? {})) types.add(type);
    if (config) for (const key of flatSettings(config).keys()) settings.add(key);
  }
  return [
    ...figures.slice(0, 1),
    ...(['dev', 'test'] as const).flatMap((set) =>
      (['micro', 'macro', 'weighted'] as const).map((average): RunColumn => {
        const title = average === 'micro' ? `F1 ${set}` : `F1 ${set}, ${average}`;
        const value = ({ report }: ShownRun) => report?.[set]?.[average].f1;
        return { id: `${set}.${average}`, title, group: 'Figures', format: 'percent', value };
      }),
    ),
    ...[...types].sort().map(
      (type): RunColumn => ({
        id: `test.type.${type}`,
        title: `F1 test, ${type}`,
        group: 'Figures',
        format: 'percent',
        value: ({ report }) => {
          const scores = report?.test?.types[type];
          return scores && scores.support > 0 ? scores.f1 : undefined;
        },
      }),
    ),
    ...figures.slice(1),
    ...[...settings].sort().map(settingColumn),
  ];
}

/** The chosen ones, in the order in which they were chosen. */
export function shownColumns(all: readonly RunColumn[], ids: readonly string[]): RunColumn[] {
  return ids.flatMap((id) => all.find((column) => column.id === id) ?? []);
}

export function columnText(run: ShownRun, { value, text, format }: RunColumn): string {
  return text?.(run) ?? cellText(value(run), { format });
}

/** For a table that leaves the page. */
export function columnCell(run: ShownRun, { value, text }: RunColumn): Cell {
  return text?.(run) ?? value(run);
}

function settingColumn(key: string): RunColumn {
  const value = ({ config }: ShownRun) => {
    const text = config && flatSettings(config).get(key);
    const number = Number(text);
    return text === undefined || text === '' || Number.isNaN(number) ? text : number;
  };
  return {
    id: `config.${key}`,
    title: key === 'blend.name' ? 'blend' : key,
    group: 'Settings',
    format: 'words',
    value,
    text: (run) => String(value(run) ?? '–'),
  };
}

function stepsMade({ report, status }: ShownRun): number | undefined {
  return report?.steps ?? status?.step;
}

function stepsText(run: ShownRun): string {
  const [made, all] = [stepsMade(run) ?? 0, run.status?.steps ?? run.config?.steps];
  if (all === undefined) return '–';
  return made === all ? count(all) : `${count(made)} / ${count(all)}`;
}
