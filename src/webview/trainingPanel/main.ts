/** The training panel's page: shows the state that host messages and the user's doings add up to. */
import './base.css';
import './setUp/setUp.css';
import './watch/watch.css';
import './compare/compare.css';
import './evaluate/evaluate.css';
import './parts/fields.css';
import './parts/tables.css';
import './plot/plot.css';
import 'uplot/dist/uPlot.min.css';
import { render } from 'lit';
import type { HostToPanel, PanelMemory, PanelTab, PanelToHost } from '../../protocol/panel';
import type { Actions } from './actions';
import { compareEffects } from './compare/compareEffects';
import { savePlotEvent } from './drawing/saveButtons';
import { emptyState, type PanelEvent, type PanelState, reduce, shownRun } from './panelState';
import type { Draft } from './setUp/draft';
import { setUpEffects } from './setUp/setUpEffects';
import { shell } from './shell';

/** What the page keeps: the host's part, and how the views were left. */
interface Memory extends PanelMemory {
  readonly tab?: PanelTab;
  readonly draft?: Draft;
  readonly overlaid?: readonly string[];
  readonly options?: PanelState['watch']['options'];
  readonly compared?: PanelState['compare']['choices'];
}

declare function acquireVsCodeApi(): {
  postMessage(message: PanelToHost): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

const vscode = acquireVsCodeApi();
const actions: Actions = { post: (message) => vscode.postMessage(message), dispatch };
let state = recall(vscode.getState());
let scheduled = false;

function dispatch(event: PanelEvent): void {
  const before = state;
  state = reduce(state, event);
  if (state === before) return;
  remember();
  if (state.setUp !== before.setUp) setUpEffects(before.setUp, state.setUp, actions.post);
  evaluateShown();
  compareEffects(before, state, actions);
  if (watchedRuns(state).join('/') !== watchedRuns(before).join('/')) watchRuns();
  if (scheduled) return;
  scheduled = true;
  // Many messages may come between two pictures of the screen.
  requestAnimationFrame(show);
}

/** A run's predictions are compared with gold when they are to be seen, once. */
function evaluateShown(): void {
  const { tab, shown, evaluate } = state;
  if (tab !== 'evaluate' || shown === undefined || evaluate.run === shown || !shownRun(state)?.report) return;
  dispatch({ type: 'evaluating', run: shown });
  actions.post({ type: 'evaluate', run: shown });
}

function show(): void {
  scheduled = false;
  render(shell(state, actions), document.body);
}

function recall(memory: Memory | undefined): PanelState {
  const { setUp, watch, compare } = emptyState;
  return {
    ...emptyState,
    tab: memory?.tab ?? emptyState.tab,
    shown: memory?.shown,
    setUp: { ...setUp, draft: memory?.draft },
    watch: { ...watch, overlaid: memory?.overlaid ?? [], options: memory?.options ?? watch.options },
    compare: { ...compare, choices: { ...compare.choices, ...memory?.compared } },
  };
}

function remember(): void {
  const { folder, shown, tab, setUp, watch, compare } = state;
  if (folder === undefined) return;
  vscode.setState({
    version: 1,
    folder,
    tab,
    ...(shown !== undefined && { shown }),
    ...(setUp.draft && { draft: setUp.draft }),
    overlaid: watch.overlaid,
    options: watch.options,
    compared: compare.choices,
  });
}

/** The shown run first, with its log; no name has a slash. */
function watchedRuns({ shown, tab, watch, compare }: PanelState): string[] {
  const others = tab === 'compare' ? compare.choices.chosen : watch.overlaid;
  return [...new Set([shown, ...others].filter((run) => run !== undefined))];
}

function watchRuns(): void {
  actions.post({ type: 'watch', runs: watchedRuns(state) });
}

document.addEventListener(savePlotEvent, (event) => {
  if (event instanceof CustomEvent) actions.post({ type: 'savePlot', ...event.detail });
});
// Only the host can post to this page, which VS Code keeps in a frame of its own.
window.addEventListener('message', ({ data }: MessageEvent<HostToPanel>) => dispatch(data));
show();
actions.post({ type: 'ready' });
watchRuns();
