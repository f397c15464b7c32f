import { type HostToPanel, isActive, type PanelTab, type ShownRun } from '../../protocol/panel';
import { type CompareEvent, type CompareState, emptyCompare, reduceCompare } from './compare/compareState';
import { type EvaluateEvent, type EvaluateState, emptyEvaluate, reduceEvaluate } from './evaluate/evaluateState';
import { emptySetUp, reduceSetUp, type SetUpEvent, type SetUpState } from './setUp/setUpState';
import { emptyWatch, reduceWatch, type WatchEvent, type WatchState } from './watch/watchState';

/** `run` is '' for the start of a new one. */
export interface Request {
  readonly action: 'start' | 'stop' | 'resume';
  readonly run: string;
}

/** Everything that the page shows: what all views share, and what each has for itself. */
export interface PanelState {
  readonly tab: PanelTab;
  /** The workspace folder; undefined until the host has told. */
  readonly folder: string | undefined;
  /** Undefined until the host has read them; the latest first. */
  readonly runs: readonly ShownRun[] | undefined;
  /** The run that the views are about. */
  readonly shown: string | undefined;
  /** What was asked of the host and is not yet seen in the run folders. */
  readonly pending: Request | undefined;
  /** The last request that failed. */
  readonly refusal: { readonly run: string | undefined; readonly message: string } | undefined;
  /** A shown run whose folder was deleted meanwhile. */
  readonly gone: string | undefined;
  readonly setUp: SetUpState;
  readonly watch: WatchState;
  readonly compare: CompareState;
  readonly evaluate: EvaluateState;
}

export type PanelEvent =
  | HostToPanel
  | { readonly type: 'requested'; readonly request: Request }
  /** What was refused is told no more. */
  | { readonly type: 'understood' }
  | SetUpEvent
  | WatchEvent
  | CompareEvent
  | EvaluateEvent;

export const emptyState: PanelState = {
  tab: 'setUp',
  folder: undefined,
  runs: undefined,
  shown: undefined,
  pending: undefined,
  refusal: undefined,
  gone: undefined,
  setUp: emptySetUp,
  watch: emptyWatch,
  compare: emptyCompare,
  evaluate: emptyEvaluate,
};

/** The state after an event; the same object when nothing changes. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  // Changes that were told to the page that was here before: all runs come next.
  if (event.type === 'runs' && !event.all && state.runs === undefined) return state;
  const shared = reduceShared(state, event);
  const setUp = reduceSetUp(shared.setUp, event);
  const watch = reduceWatch(shared.watch, event);
  const compare = reduceCompare(shared.compare, event);
  const evaluate = reduceEvaluate(shared.evaluate, event);
  const same =
    setUp === shared.setUp && watch === shared.watch && compare === shared.compare && evaluate === shared.evaluate;
  return same ? shared : { ...shared, setUp, watch, compare, evaluate };
}

/** The run that the views are about, as it stands; undefined where none is chosen or it is not there yet. */
export function shownRun({ runs, shown }: PanelState): ShownRun | undefined {
  return runs?.find(({ name }) => name === shown);
}

function reduceShared(state: PanelState, event: PanelEvent): PanelState {
  switch (event.type) {
    case 'setup':
      return { ...state, folder: event.folder };
    case 'runs':
      return withRuns(state, event);
    case 'show':
      return event.run === state.shown ? state : { ...state, shown: event.run, gone: undefined };
    case 'tab':
      return event.tab === state.tab ? state : { ...withoutRefusal(state), tab: event.tab };
    // What was refused before is not what the user is at any more.
    case 'edited':
    case 'picked':
    case 'configLoaded':
    case 'configSaved':
      return withoutRefusal(state);
    case 'refused':
      return { ...state, pending: undefined, refusal: { run: event.run, message: event.message } };
    case 'understood':
      return state.refusal ? { ...state, refusal: undefined } : state;
    case 'renamed':
      return { ...state, ...(state.shown === event.run && { shown: event.to }), runs: renamedRun(state.runs, event) };
    case 'requested':
      return { ...state, pending: event.request, refusal: undefined };
    default:
      return state;
  }
}

/** A refusal that concerns no run. */
function withoutRefusal(state: PanelState): PanelState {
  return state.refusal?.run === undefined && state.refusal ? { ...state, refusal: undefined } : state;
}

function withRuns(
  state: PanelState,
  { all, changed, removed }: Extract<PanelEvent, { readonly type: 'runs' }>,
): PanelState {
  const known = state.runs ?? [];
  const names = new Set([...removed, ...changed.map(({ name }) => name)]);
  const runs = [...(all ? [] : known.filter(({ name }) => !names.has(name))), ...changed].sort(
    (a, b) => b.created - a.created || (a.name < b.name ? 1 : -1),
  );
  const { pending, shown } = state;
  const answered =
    pending !== undefined &&
    changed.some((run) =>
      isAnswer(
        pending,
        run,
        known.find(({ name }) => name === run.name),
      ),
    );
  // A run that is remembered from before may have been deleted since.
  const isGone =
    shown !== undefined && (removed.includes(shown) || (all === true && !runs.some(({ name }) => name === shown)));
  return {
    ...state,
    runs,
    ...(answered && { pending: undefined }),
    ...(isGone && { gone: shown }),
    ...((isGone || shown === undefined) && { shown: runs[0]?.name }),
  };
}

/** The host tells the run anew under its new name. */
function renamedRun(
  runs: PanelState['runs'],
  { run, to }: { readonly run: string; readonly to: string },
): PanelState['runs'] {
  return runs?.map((each) => (each.name === run ? { ...each, name: to } : each));
}

function isAnswer({ action, run }: Request, now: ShownRun, before: ShownRun | undefined): boolean {
  if (action === 'start') return before === undefined;
  if (run !== now.name) return false;
  return action === 'stop' ? !isActive(now.state) : now.status?.updated !== before?.status?.updated;
}
