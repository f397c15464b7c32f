import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../../../src/protocol/panel';
import { emptyState, type PanelEvent, type PanelState, reduce } from '../../../src/webview/trainingPanel/panelState';

const setup: PanelEvent = {
  type: 'setup',
  device: 'auto',
  folder: 'file:///d',
  embeddedStudent: '/models/student',
  files: { original: ['/d/original.conll'], distilled: [] },
};
const run = (name: string, change: Partial<ShownRun> = {}): ShownRun => ({
  name,
  state: 'training',
  created: 1,
  ...change,
});
const after = (...events: PanelEvent[]): PanelState => events.reduce(reduce, emptyState);

describe('the draft', () => {
  it('begins with the files that the host inferred, and keeps the user’s own over a reload', () => {
    expect(after(setup).setUp.draft?.original).toEqual(['/d/original.conll']);
    const kept = reduce(after(setup, { type: 'edited', change: { seeds: '9' } }), setup);
    expect(kept.setUp.draft?.seeds).toBe('9');
  });

  it('takes picked files, each once, and keeps all when the picker was dismissed', () => {
    const state = after(
      setup,
      { type: 'picked', role: 'original', paths: ['/d/more.conll', '/d/original.conll'] },
      { type: 'picked', role: 'test', paths: ['/d/test.conll'] },
      { type: 'picked', role: 'test', paths: [] },
    );
    expect(state.setUp.draft?.original).toEqual(['/d/original.conll', '/d/more.conll']);
    expect(state.setUp.draft?.test).toBe('/d/test.conll');
  });
});

describe('runs', () => {
  it('stand in the order of time, changed in place, gone when their folder is', () => {
    const state = after(
      { type: 'runs', all: true, changed: [run('a', { created: 1 }), run('b', { created: 2 })], removed: [] },
      { type: 'show', run: 'a' },
      { type: 'runs', changed: [run('a', { state: 'finished' })], removed: ['b'] },
    );
    expect(state.runs?.map(({ name, state: now }) => [name, now])).toEqual([['a', 'finished']]);
    const gone = reduce(state, { type: 'runs', changed: [], removed: ['a'] });
    expect(gone).toMatchObject({ runs: [], shown: undefined });
  });

  it('are known to be none only after the host has read the folder', () => {
    expect(emptyState.runs).toBeUndefined();
    expect(after({ type: 'runs', all: true, changed: [], removed: [] }).runs).toEqual([]);
  });

  it('have their own metrics each, until their folder is gone', () => {
    const metrics = (name: string, device: string): PanelEvent => {
      const lines = [{ kind: 'device', device, refused: [] } as const];
      return { type: 'metrics', run: name, restart: false, lines, damaged: 1 };
    };
    const both: PanelEvent = { type: 'runs', all: true, changed: [run('a'), run('b')], removed: [] };
    const state = after(both, metrics('a', 'CPU'), metrics('b', 'GPU'), { type: 'overlaid', runs: ['b'] });
    expect(state.watch.series.get('a')).toMatchObject({ device: { device: 'CPU' }, damaged: 1 });
    const { watch } = reduce(state, { type: 'runs', changed: [], removed: ['b'] });
    expect([...watch.series.keys()]).toEqual(['a']);
    expect(watch.overlaid).toEqual([]);
  });

  it('are shown by the latest until one is chosen, and a shown one that was deleted is named', () => {
    const two: PanelEvent = { type: 'runs', all: true, changed: [run('a'), run('b', { created: 2 })], removed: [] };
    expect(after(two).shown).toBe('b');
    const remembered = reduce({ ...emptyState, shown: 'c' }, two);
    expect(remembered).toMatchObject({ shown: 'b', gone: 'c' });
    const started = reduce(remembered, { type: 'show', run: 'new' });
    expect(reduce(started, { type: 'runs', changed: [run('a')], removed: [] })).toMatchObject({
      shown: 'new',
      gone: undefined,
    });
    expect(reduce(started, { type: 'runs', changed: [], removed: ['new'] })).toMatchObject({ shown: 'b', gone: 'new' });
  });
});

describe('a request', () => {
  const status = (updated: string) => ({ state: 'training', step: 1, steps: 9, pid: 1, updated }) as const;
  const training: PanelEvent = { type: 'runs', all: true, changed: [run('a', { status: status('1') })], removed: [] };
  const stepped: PanelEvent = { type: 'runs', changed: [run('a', { status: status('2') })], removed: [] };

  it('to stop is pending until the run has stopped, however many steps it still makes', () => {
    const asked = after(training, { type: 'requested', request: { action: 'stop', run: 'a' } }, stepped);
    expect(asked.pending?.action).toBe('stop');
    const stopped = reduce(asked, { type: 'runs', changed: [run('a', { state: 'stopped' })], removed: [] });
    expect(stopped.pending).toBeUndefined();
  });

  it('to start is pending until a new run is there', () => {
    const asked = after(training, { type: 'requested', request: { action: 'start', run: '' } }, stepped);
    expect(asked.pending?.action).toBe('start');
    expect(reduce(asked, { type: 'runs', changed: [run('b')], removed: [] }).pending).toBeUndefined();
  });

  it('that fails says why', () => {
    const state = after(
      { type: 'requested', request: { action: 'resume', run: 'a' } },
      { type: 'refused', run: 'a', message: 'it is running already' },
    );
    expect(state).toMatchObject({ pending: undefined, refusal: { run: 'a', message: 'it is running already' } });
    // It is about the run, so it stays with it.
    expect(reduce(state, { type: 'tab', tab: 'compare' }).refusal?.run).toBe('a');
  });

  it('that concerns no run is forgotten once the user does something else', () => {
    const refused = after({ type: 'refused', message: 'bad.json: not JSON' });
    expect(refused.refusal).toMatchObject({ message: 'bad.json: not JSON' });
    expect(reduce(refused, { type: 'configLoaded', config: {}, file: 'good.json' }).refusal).toBeUndefined();
    expect(reduce(refused, { type: 'tab', tab: 'watch' }).refusal).toBeUndefined();
  });
});
