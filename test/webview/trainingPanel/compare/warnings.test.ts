import { describe, expect, it } from 'vitest';
import { type ComparedRun, conditionsOf } from '../../../../src/webview/trainingPanel/compare/conditions';
import { warnings } from '../../../../src/webview/trainingPanel/compare/warnings';
import { emptyState } from '../../../../src/webview/trainingPanel/panelState';
import { finished } from './runs';

const a = finished('a', { seed: 1, blend: { name: 'original' } }, 0.5);
const b = finished('b', { seed: 1 }, 0.7);
const c = finished('c', { seed: 1, steps: 7 }, 0.7);
const { report: _, ...training } = a;
const told = (...runs: ComparedRun[]) => warnings(emptyState, conditionsOf(runs, true, undefined));

describe('the warnings of a comparison', () => {
  it('say what Δ is to where the chosen baseline has no figures', () => {
    const without = 'Without figures on test: a. A run has them when it has finished and had a test file.';
    expect(told(training, b, c)).toEqual([without, 'The baseline a has no figures on test yet: Δ is to b.']);
    // Without another there is no Δ.
    expect(told(training, b)).toEqual([without]);
    expect(told(a, b, c)).toEqual([]);
  });

  it('name a run of the baseline that was tested on another file', () => {
    const odd = finished('a-2', { seed: 2, blend: { name: 'original' } }, 0.7, 30);
    expect(told(a, odd, b)).toEqual([
      'a-2 was measured on another test file than a: it has other numbers of entities, so there is no Δ.',
    ]);
  });
});
