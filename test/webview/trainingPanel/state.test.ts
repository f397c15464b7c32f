import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../../../src/protocol/panel';
import { emptyState, type PanelEvent, type PanelState, reduce } from '../../../src/webview/trainingPanel/state';

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
    expect(after(setup).draft?.original).toEqual(['/d/original.conll']);
    const kept = reduce(after(setup, { type: 'edited', change: { seed: '9' } }), setup);
    expect(kept.draft?.seed).toBe('9');
  });

  it('takes picked files, each once, and keeps all when the picker was dismissed', () => {
    const state = after(
      setup,
      { type: 'picked', role: 'original', paths: ['/d/more.conll', '/d/original.conll'] },
      { type: 'picked', role: 'test', paths: ['/d/test.conll'] },
      { type: 'picked', role: 'test', paths: [] },
    );
    expect(state.draft?.original).toEqual(['/d/original.conll', '/d/more.conll']);
    expect(state.draft?.test).toBe('/d/test.conll');
  });
});

describe('runs', () => {
  it('stand in the order of time, changed in place, gone when their folder is', () => {
    const state = after(
      { type: 'runs', changed: [run('a', { created: 1 }), run('b', { created: 2 })], removed: [] },
      { type: 'show', run: 'a' },
      { type: 'runs', changed: [run('a', { state: 'finished' })], removed: ['b'] },
    );
    expect(state.runs?.map(({ name, state: now }) => [name, now])).toEqual([['a', 'finished']]);
    const gone = reduce(state, { type: 'runs', changed: [], removed: ['a'] });
    expect(gone).toMatchObject({ runs: [], shown: undefined });
  });

  it('are known to be none only after the host has read the folder', () => {
    expect(emptyState.runs).toBeUndefined();
    expect(after({ type: 'runs', changed: [], removed: [] }).runs).toEqual([]);
  });

  it('take metrics of the shown one alone', () => {
    const lines = [{ kind: 'device', device: 'CPU', refused: [] } as const];
    const state = after({ type: 'show', run: 'a' }, { type: 'metrics', run: 'b', restart: false, lines });
    expect(state.series.device).toBeUndefined();
    expect(reduce(state, { type: 'metrics', run: 'a', restart: false, lines }).series.device?.device).toBe('CPU');
  });
});

describe('a request', () => {
  const status = (updated: string) => ({ state: 'training', step: 1, steps: 9, pid: 1, updated }) as const;
  const training: PanelEvent = { type: 'runs', changed: [run('a', { status: status('1') })], removed: [] };
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
  });
});
