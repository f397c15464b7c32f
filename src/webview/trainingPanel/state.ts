import { type HostToPanel, isActive, type PickedRole, type ShownRun } from '../../protocol/panel';
import { type Draft, type FactsByPath, newDraft } from './draft';
import { emptySeries, extendSeries, type RunSeries } from './stepSeries';

/** `run` is '' for the start of a new one. */
export interface Request {
  readonly action: 'start' | 'stop' | 'resume';
  readonly run: string;
}

/** Everything that the page shows. */
export interface PanelState {
  /** Undefined until the host has told. */
  readonly setup: Extract<HostToPanel, { type: 'setup' }> | undefined;
  readonly draft: Draft | undefined;
  readonly facts: FactsByPath;
  /** Undefined until the host has read them; the latest first. */
  readonly runs: readonly ShownRun[] | undefined;
  readonly shown: string | undefined;
  /** The run whose F1 stands beside the shown one's. */
  readonly compared: string | undefined;
  /** Of the shown run. */
  readonly series: RunSeries;
  readonly log: string;
  /** What was asked of the host and is not yet seen in the run folders. */
  readonly pending: Request | undefined;
  /** The last request that failed. */
  readonly refusal: { readonly run: string | undefined; readonly message: string } | undefined;
  /** The user has tried to start: from now on problems are shown. */
  readonly tried: boolean;
}

export type PanelEvent =
  | HostToPanel
  | { readonly type: 'edited'; readonly change: Partial<Draft> }
  | { readonly type: 'redrafted'; readonly draft: Draft }
  | { readonly type: 'requested'; readonly request: Request }
  | { readonly type: 'tried' }
  | { readonly type: 'compared'; readonly run: string | undefined };

export const emptyState: PanelState = {
  setup: undefined,
  draft: undefined,
  facts: new Map(),
  runs: undefined,
  shown: undefined,
  compared: undefined,
  series: emptySeries,
  log: '',
  pending: undefined,
  refusal: undefined,
  tried: false,
};

/** The state after an event; the same object when nothing changes. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.type) {
    case 'setup':
      return {
        ...state,
        setup: event,
        draft: state.draft ?? newDraft(event.files, event.embeddedStudent, event.device),
      };
    case 'runs':
      return withRuns(state, event.changed, event.removed);
    case 'metrics': {
      if (event.run !== state.shown) return state;
      return { ...state, series: extendSeries(event.restart ? emptySeries : state.series, event.lines) };
    }
    case 'log':
      return event.run === state.shown ? { ...state, log: event.text } : state;
    case 'facts':
      return { ...state, facts: new Map([...state.facts, ...event.facts.map((fact) => [fact.path, fact] as const)]) };
    case 'picked':
      return state.draft ? { ...state, draft: picked(state.draft, event.role, event.paths) } : state;
    case 'show':
      return event.run === state.shown ? state : { ...state, ...notShown, shown: event.run };
    case 'refused':
      return { ...state, pending: undefined, refusal: { run: event.run, message: event.message } };
    case 'edited':
      return state.draft ? { ...state, draft: { ...state.draft, ...event.change } } : state;
    case 'redrafted':
      return { ...state, draft: event.draft, tried: false };
    case 'requested':
      return { ...state, pending: event.request, refusal: undefined };
    case 'tried':
      return { ...state, tried: true };
    case 'compared':
      return { ...state, compared: event.run };
  }
}

const notShown = { shown: undefined, compared: undefined, series: emptySeries, log: '' } as const;

function withRuns(state: PanelState, changed: readonly ShownRun[], removed: readonly string[]): PanelState {
  const known = state.runs ?? [];
  const names = new Set([...removed, ...changed.map(({ name }) => name)]);
  const runs = [...known.filter(({ name }) => !names.has(name)), ...changed].sort(
    (a, b) => b.created - a.created || (a.name < b.name ? 1 : -1),
  );
  const { pending } = state;
  const answered =
    pending !== undefined &&
    changed.some((run) =>
      isAnswer(
        pending,
        run,
        known.find(({ name }) => name === run.name),
      ),
    );
  return {
    ...state,
    runs,
    ...(answered ? { pending: undefined } : {}),
    ...(state.shown !== undefined && removed.includes(state.shown) ? notShown : {}),
    ...(state.compared !== undefined && removed.includes(state.compared) ? { compared: undefined } : {}),
  };
}

function isAnswer({ action, run }: Request, now: ShownRun, before: ShownRun | undefined): boolean {
  if (action === 'start') return before === undefined;
  if (run !== now.name) return false;
  return action === 'stop' ? !isActive(now.state) : now.status?.updated !== before?.status?.updated;
}

function picked(draft: Draft, role: PickedRole, paths: readonly string[]): Draft {
  const [path] = paths;
  if (path === undefined) return draft;
  if (role === 'original' || role === 'distilled') {
    return { ...draft, [role]: [...new Set([...draft[role], ...paths])] };
  }
  return { ...draft, [role]: path };
}
