/** The training panel's page: shows the state that host messages and the user's doings add up to. */
import './trainingPanel.css';
import 'uplot/dist/uPlot.min.css';
import { html, render } from 'lit';
import type { HostToPanel, PanelMemory, PanelToHost } from '../../protocol/panel';
import { emptyState, type PanelEvent, type PanelState, reduce } from './state';
import type { Actions } from './views/actions';
import { runsView } from './views/runsView';
import { runView } from './views/runView';
import { setupView } from './views/setupView';

/** What the page keeps: the host's part, and the draft. */
interface Memory extends PanelMemory {
  readonly draft?: PanelState['draft'];
  readonly compared?: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: PanelToHost): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

const vscode = acquireVsCodeApi();
const remembered = vscode.getState();
let state: PanelState = {
  ...emptyState,
  draft: remembered?.draft,
  shown: remembered?.shown,
  compared: remembered?.compared,
};
let scheduled = false;

const actions: Actions = { post: (message) => vscode.postMessage(message), dispatch };

function dispatch(event: PanelEvent): void {
  const before = state;
  state = reduce(state, event);
  if (state === before) return;
  remember();
  if (state.draft !== before.draft) describeUnknownFiles();
  // In a narrow panel the new run is below the form.
  if (event.type === 'show' && before.pending?.action === 'start') {
    requestAnimationFrame(() => document.querySelector('.results')?.scrollIntoView());
  }
  if (scheduled) return;
  scheduled = true;
  // Many messages may come between two pictures of the screen.
  requestAnimationFrame(show);
}

function show(): void {
  scheduled = false;
  render(
    html`<main>
      ${setupView(state, actions)}
      <div class="results">${runsView(state, actions)} ${runView(state, actions)}</div>
    </main>`,
    document.body,
  );
}

function remember(): void {
  if (!state.setup) return;
  vscode.setState({
    version: 1,
    folder: state.setup.folder,
    ...(state.shown === undefined ? {} : { shown: state.shown }),
    ...(state.compared === undefined ? {} : { compared: state.compared }),
    ...(state.draft && { draft: state.draft }),
  });
}

const asked = new Set<string>();

function describeUnknownFiles(): void {
  const { draft } = state;
  if (!draft) return;
  const used = [...draft.original, ...draft.distilled, draft.dev, draft.test, draft.model];
  const paths = used.filter((path) => path !== undefined).filter((path) => !asked.has(path));
  for (const path of paths) asked.add(path);
  if (paths.length > 0) actions.post({ type: 'describe', paths });
}

// Only the host can post to this page, which VS Code keeps in a frame of its own.
window.addEventListener('message', ({ data }: MessageEvent<HostToPanel>) => dispatch(data));
show();
describeUnknownFiles();
actions.post({ type: 'ready', ...(state.shown === undefined ? {} : { shown: state.shown }) });
