import { describe, expect, it } from 'vitest';
import { comparedOf, comparisonRequest } from '../../../../src/webview/trainingPanel/compare/comparison';
import { emptyState, type PanelEvent, reduce } from '../../../../src/webview/trainingPanel/panelState';
import { finished } from './runs';

const a = finished('a', { seed: 1 }, 0.5);
const b = finished('b', { steps: 7 }, 0.7);
const after = (...events: PanelEvent[]) => events.reduce(reduce, emptyState);
const told: PanelEvent = { type: 'runs', all: true, changed: [a, b], removed: [] };
const chosen = (...names: string[]): PanelEvent => ({ type: 'compareChoice', change: { chosen: names } });
const none: PanelEvent = { type: 'deletedRuns', runs: [] };

describe('chosen runs', () => {
  it('that were deleted by somebody else are named, those that were deleted here can be restored', () => {
    const gone = after(none, told, chosen('a', 'b'), { type: 'runs', changed: [], removed: ['a'] }).compare;
    expect(gone).toMatchObject({ gone: ['a'], choices: { chosen: ['b'] }, justDeleted: [] });
    const deleted = after(
      none,
      told,
      chosen('a', 'b'),
      { type: 'deletedRuns', runs: [{ name: 'a', size: 1 }] },
      { type: 'runs', changed: [], removed: ['a'] },
    );
    expect(deleted.compare).toMatchObject({ gone: [], choices: { chosen: ['b'] }, justDeleted: ['a'] });
    const restored = reduce(reduce(deleted, none), { type: 'runs', changed: [a], removed: [] }).compare;
    expect(restored).toMatchObject({ choices: { chosen: ['b', 'a'] }, justDeleted: [], chosenOnce: [] });
  });

  it('are told when they are gone after a reload; what was deleted before is not said to be just deleted', () => {
    const state = after(chosen('a', 'lost'), { type: 'deletedRuns', runs: [{ name: 'old', size: 1 }] }, told).compare;
    expect(state).toMatchObject({ gone: ['lost'], choices: { chosen: ['a'] }, justDeleted: [] });
  });

  it('stay chosen where changes that were told to the page before come first', () => {
    const late: PanelEvent = { type: 'runs', changed: [b], removed: [] };
    const state = reduce({ ...after(chosen('a', 'b')), shown: 'a' }, late);
    expect(reduce(state, told)).toMatchObject({
      runs: [{ name: 'b' }, { name: 'a' }],
      shown: 'a',
      gone: undefined,
      compare: { gone: [], choices: { chosen: ['a', 'b'] } },
    });
  });

  it('keep their place under another name', () => {
    const state = after(
      told,
      chosen('a', 'b'),
      { type: 'show', run: 'a' },
      { type: 'renamed', run: 'a', to: 'c' },
      {
        type: 'runs',
        changed: [{ ...a, name: 'c' }],
        removed: ['a'],
      },
    );
    expect(state.compare).toMatchObject({ gone: [], choices: { chosen: ['c', 'b'] } });
    expect(state).toMatchObject({ shown: 'c', gone: undefined });
    expect(state.runs?.map(({ name }) => name).sort()).toEqual(['b', 'c']);
  });
});

describe('a comparison', () => {
  it('is asked for anew when its runs are others or have other predictions', () => {
    const state = after(told, chosen('a', 'b'));
    const request = comparisonRequest(comparedOf(state));
    expect(request).toMatchObject({
      baseline: { label: 'a', runs: [{ run: 'a', seed: 1 }] },
      others: [{ label: 'b' }],
    });
    const report = { ...b.report, seconds: 99 };
    const resumed = reduce(state, { type: 'runs', changed: [{ ...b, report } as typeof b], removed: [] });
    expect(comparisonRequest(comparedOf(resumed))?.key).not.toBe(request?.key);
    expect(comparisonRequest(comparedOf(after(told, chosen('a'))))).toBeUndefined();
  });

  it('takes the news of what was asked last alone', () => {
    const comparisons = [{ label: 'b', pairs: 1 }];
    const news = { type: 'compared', comparisons } as const;
    const state = after(
      { type: 'comparing', key: '2' },
      { type: 'comparison', key: '1', news },
      { type: 'notCompared', key: '1', message: 'no' },
    );
    expect(state.compare.comparison).toEqual({ key: '2', tested: [], comparisons: [] });
    expect(reduce(state, { type: 'comparison', key: '2', news }).compare.comparison?.comparisons).toEqual(comparisons);
  });
});
