import { beforeEach, expect, it } from 'vitest';
import type { PanelToHost } from '../../../../src/protocol/panel';
import { compareEffects } from '../../../../src/webview/trainingPanel/compare/compareEffects';
import { emptyState, type PanelEvent, type PanelState, reduce } from '../../../../src/webview/trainingPanel/panelState';
import { finished } from './runs';

let state: PanelState;
let asked: PanelToHost[];

function dispatch(event: PanelEvent): void {
  const before = state;
  state = reduce(state, event);
  compareEffects(before, state, { dispatch, post: (message) => asked.push(message) });
}

const choose = (...chosen: string[]) => dispatch({ type: 'compareChoice', change: { chosen } });
const types = () => asked.map(({ type }) => type);

beforeEach(() => {
  state = emptyState;
  asked = [];
  dispatch({ type: 'tab', tab: 'compare' });
  const runs = [finished('a', { seed: 1 }, 0.5), finished('b', { steps: 7 }, 0.7)];
  dispatch({ type: 'runs', all: true, changed: runs, removed: [] });
  choose('a', 'b');
});

it('a comparison ends when fewer than two conditions are chosen, and begins again with them', () => {
  dispatch({ type: 'compareChoice', change: { figure: 'recall' } });
  expect(types()).toEqual(['compareRuns']);
  choose('a');
  expect(state.compare.comparison).toBeUndefined();
  choose();
  choose('a', 'b');
  expect(types()).toEqual(['compareRuns', 'stopComparing', 'compareRuns']);
});

it('a comparison that failed is tried again when the user comes back, not with each other choice', () => {
  const key = state.compare.comparison?.key ?? '';
  dispatch({ type: 'notCompared', key, message: 'out of memory' });
  dispatch({ type: 'compareChoice', change: { figure: 'recall' } });
  expect(types()).toEqual(['compareRuns']);
  dispatch({ type: 'tab', tab: 'watch' });
  dispatch({ type: 'tab', tab: 'compare' });
  expect(types()).toEqual(['compareRuns', 'compareRuns']);
  expect(state.compare.comparison).toMatchObject({ key });
  expect(state.compare.comparison?.problem).toBeUndefined();
});
