import type { Comparison, DeletedRun, RunTableMemory, TestedRun } from '../../../protocol/panel';
import type { PanelEvent } from '../panelState';
import type { FigureSet } from './conditions';
import type { Figure } from './figureTable';
import { defaultColumns } from './runColumns';

/** How the comparison was left: kept over a reload of the window. */
export interface CompareChoices {
  readonly filter: string;
  readonly starredOnly: boolean;
  /** Names of runs that are compared, in the order in which they were chosen. */
  readonly chosen: readonly string[];
  /** The run whose condition the others are set against; the first chosen one where undefined. */
  readonly baseline: string | undefined;
  readonly set: FigureSet;
  readonly figure: Figure;
  /** Runs that differ in their seed alone are one. */
  readonly together: boolean;
  readonly allSettings: boolean;
}

/** What the host has found out about the chosen runs so far. */
export interface ComparisonState {
  /** Of the request. */
  readonly key: string;
  readonly tested: readonly TestedRun[];
  readonly comparisons: readonly Comparison[];
  readonly problem?: string;
}

/** What the view Compare shows. */
export interface CompareState {
  readonly choices: CompareChoices;
  readonly table: RunTableMemory;
  /** How many rows of it are drawn: a browser takes its time for a thousand. */
  readonly rows: number;
  /** The run whose name is being typed. */
  readonly renaming: { readonly run: string; readonly text: string } | undefined;
  /** Runs that can be restored; undefined until the host has told. */
  readonly deleted: readonly DeletedRun[] | undefined;
  /** Those that were deleted last. */
  readonly justDeleted: readonly string[];
  /** Those of the deleted ones that were chosen: they are again when they are restored. */
  readonly chosenOnce: readonly string[];
  /** Chosen runs whose folders were deleted by somebody else. */
  readonly gone: readonly string[];
  readonly comparison: ComparisonState | undefined;
}

export type CompareEvent =
  | { readonly type: 'compareChoice'; readonly change: Partial<CompareChoices> }
  /** A run is compared, or no more. */
  | { readonly type: 'compareToggle'; readonly run: string }
  | { readonly type: 'moreRuns' }
  | { readonly type: 'runTableChange'; readonly change: Partial<RunTableMemory> }
  | { readonly type: 'renaming'; readonly renaming: CompareState['renaming'] }
  | { readonly type: 'comparing'; readonly key: string }
  /** What is chosen now cannot be compared. */
  | { readonly type: 'notComparing' };

/** Rows that are drawn at first, and more each time they are asked for. */
export const rowsAtOnce = 100;

export const emptyCompare: CompareState = {
  choices: {
    filter: '',
    starredOnly: false,
    chosen: [],
    baseline: undefined,
    set: 'test',
    figure: 'f1',
    together: true,
    allSettings: false,
  },
  table: { columns: defaultColumns, sort: { column: 'created', descending: true } },
  rows: rowsAtOnce,
  renaming: undefined,
  deleted: undefined,
  justDeleted: [],
  chosenOnce: [],
  gone: [],
  comparison: undefined,
};

export function reduceCompare(state: CompareState, event: PanelEvent): CompareState {
  switch (event.type) {
    case 'compareChoice':
      return {
        ...state,
        choices: { ...state.choices, ...event.change },
        gone: event.change.chosen ? [] : state.gone,
        // Other runs begin at the top again.
        rows: event.change.filter === undefined ? state.rows : rowsAtOnce,
      };
    case 'moreRuns':
      return { ...state, rows: state.rows + 4 * rowsAtOnce };
    case 'compareToggle': {
      const { chosen } = state.choices;
      const isChosen = chosen.includes(event.run);
      const others = isChosen ? chosen.filter((name) => name !== event.run) : [...chosen, event.run];
      return { ...state, choices: { ...state.choices, chosen: others }, gone: [] };
    }
    case 'runTable':
      return { ...state, table: event.table };
    case 'runTableChange':
      return { ...state, table: { ...state.table, ...event.change } };
    case 'renaming':
      return { ...state, renaming: event.renaming };
    case 'renamed':
      return renamed(state, event.run, event.to);
    case 'deletedRuns':
      return { ...state, deleted: event.runs, justDeleted: justDeleted(state, event.runs) };
    case 'runs':
      return withRestored(
        withoutRemoved(state, event.removed, event.all && event.changed.map(({ name }) => name)),
        event.changed.map(({ name }) => name),
      );
    case 'comparing':
      // What was known of the runs is shown until there is news.
      return { ...state, comparison: { tested: state.comparison?.tested ?? [], comparisons: [], key: event.key } };
    case 'notComparing':
      return { ...state, comparison: undefined };
    case 'comparison': {
      const { comparison } = state;
      if (comparison?.key !== event.key) return state;
      const { news } = event;
      const change = news.type === 'tested' ? { tested: news.runs } : { comparisons: news.comparisons };
      return { ...state, comparison: { ...comparison, ...change } };
    }
    case 'notCompared':
      if (state.comparison?.key !== event.key) return state;
      return { ...state, comparison: { ...state.comparison, problem: event.message } };
    default:
      return state;
  }
}

function renamed(state: CompareState, run: string, to: string): CompareState {
  const other = (name: string) => (name === run ? to : name);
  const { chosen, baseline } = state.choices;
  const choices = { ...state.choices, chosen: chosen.map(other), baseline: baseline && other(baseline) };
  return { ...state, choices, renaming: state.renaming?.run === run ? undefined : state.renaming };
}

/** Those that came since; when some were restored or deleted for good, what is left of the last ones. */
function justDeleted({ deleted, justDeleted: before }: CompareState, now: readonly DeletedRun[]): readonly string[] {
  if (!deleted) return [];
  const known = new Set(deleted.map(({ name }) => name));
  const added = now.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  return added.length > 0 ? added : before.filter((name) => now.some((each) => each.name === name));
}

/** @param present all runs, where they are told */
function withoutRemoved(
  state: CompareState,
  removed: readonly string[],
  present: readonly string[] | undefined,
): CompareState {
  const { chosen } = state.choices;
  const isLost = (name: string) => removed.includes(name) || (present !== undefined && !present.includes(name));
  const lost = chosen.filter(isLost);
  if (lost.length === 0) return state;
  const deleted = new Set(state.deleted?.map(({ name }) => name));
  return {
    ...state,
    choices: { ...state.choices, chosen: chosen.filter((name) => !isLost(name)) },
    gone: [...state.gone, ...lost.filter((name) => !deleted.has(name))],
    chosenOnce: [...state.chosenOnce, ...lost.filter((name) => deleted.has(name))],
    renaming: state.renaming && isLost(state.renaming.run) ? undefined : state.renaming,
  };
}

function withRestored(state: CompareState, present: readonly string[]): CompareState {
  const restored = state.chosenOnce.filter((name) => present.includes(name));
  if (restored.length === 0) return state;
  const chosen = [...new Set([...state.choices.chosen, ...restored])];
  const chosenOnce = state.chosenOnce.filter((name) => !restored.includes(name));
  return { ...state, choices: { ...state.choices, chosen }, chosenOnce };
}
