import { describe, expect, it } from 'vitest';
import type { ShownRun, ShownState } from '../../../src/protocol/panel';
import { isNews, KnownEnds, RunPace } from '../../../src/vscode/training/runNews';

const run = (state: ShownState): ShownRun => ({ name: 'run', state, created: 1 });

describe('the end of a run', () => {
  it.each<[ShownState | undefined, ShownState]>([
    ['training', 'finished'],
    ['training', 'interrupted'],
    ['queued', 'stopped'],
    [undefined, 'failed'],
  ])('is news: %s, then %s', (before, now) => {
    expect(isNews(before && run(before), run(now))).toBe(true);
  });

  it.each<[ShownState | undefined, ShownState]>([
    ['preparing', 'training'],
    ['finished', 'finished'],
    ['starting', 'interrupted'],
    [undefined, 'interrupted'],
  ])('is not: %s, then %s', (before, now) => {
    expect(isNews(before && run(before), run(now))).toBe(false);
  });
});

describe('RunPace', () => {
  it('tells the time left once two steps were seen', () => {
    const pace = new RunPace();
    expect(pace.secondsLeft(10, 100, 0)).toBeUndefined();
    expect(pace.secondsLeft(10, 100, 1000)).toBeUndefined();
    expect(pace.secondsLeft(20, 100, 5000)).toBe(40);
  });

  it('goes by the last minute', () => {
    const pace = new RunPace();
    pace.secondsLeft(0, 1000, 0);
    pace.secondsLeft(1, 1000, 100_000);
    pace.secondsLeft(2, 1000, 150_000);
    expect(pace.secondsLeft(12, 1000, 170_000)).toBeCloseTo(988 * (70 / 11));
  });

  it('begins anew when a run was resumed from an earlier step', () => {
    const pace = new RunPace();
    pace.secondsLeft(50, 100, 0);
    pace.secondsLeft(60, 100, 1000);
    expect(pace.secondsLeft(55, 100, 2000)).toBeUndefined();
  });
});

describe('a known end', () => {
  const ended = (name: string, updated: string): ShownRun => ({
    ...run('finished'),
    name,
    status: { state: 'finished', step: 1, steps: 1, pid: 7, updated },
  });

  it('is one that was seen under another name, or from before anyone looked', () => {
    const since = Date.parse('2026-01-02T00:00:00Z');
    const ends = new KnownEnds(since);
    expect(ends.note(ended('run', '2026-01-02T10:00:00Z'))).toBe(false);
    expect(ends.note(ended('renamed', '2026-01-02T10:00:00Z'))).toBe(true);
    expect(ends.note(ended('run', '2026-01-02T11:00:00Z'))).toBe(false);
    expect(ends.note(ended('restored', '2026-01-01T10:00:00Z'))).toBe(true);
    expect(ends.note(run('training'))).toBe(false);
  });
});
