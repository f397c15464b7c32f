import { describe, expect, it } from 'vitest';
import type { Comparison, TestedRun } from '../../../../src/protocol/panel';
import type { StepMetrics } from '../../../../src/protocol/run';
import { cellText, latex, type Table } from '../../../../src/tables';
import { notComparable } from '../../../../src/webview/trainingPanel/compare/comparability';
import { compareCurves } from '../../../../src/webview/trainingPanel/compare/compareCurves';
import { comparedRuns, conditionsOf, hasSeeds } from '../../../../src/webview/trainingPanel/compare/conditions';
import { figureCaption, figureDrawing } from '../../../../src/webview/trainingPanel/compare/figureDrawing';
import { figureTable } from '../../../../src/webview/trainingPanel/compare/figureTable';
import { settingsTable } from '../../../../src/webview/trainingPanel/compare/settingsTable';
import { significanceTable, significantLabels } from '../../../../src/webview/trainingPanel/compare/significanceTable';
import type { Drawing } from '../../../../src/webview/trainingPanel/drawing/drawing';
import { svgFile } from '../../../../src/webview/trainingPanel/drawing/svgText';
import { emptySeries, extendSeries } from '../../../../src/webview/trainingPanel/watch/runSeries';
import { emptyWatch } from '../../../../src/webview/trainingPanel/watch/watchState';
import { finished, running } from './runs';

const a1 = finished('original-seed-1', { seed: 1, blend: { name: 'original' } }, 0.5);
const a2 = finished('original-seed-2', { seed: 2, blend: { name: 'original' } }, 0.7);
const b1 = finished('mix-seed-1', { seed: 1 }, 0.8);
const b2 = finished('mix-seed-2', { seed: 2 }, 0.9);
const none = { tested: [], significant: new Set<string>() };
const rows = ({ columns, groups }: Table) =>
  groups.flat().map((row) => columns.map((column, at) => cellText(row[at], column)));

describe('conditions', () => {
  it('are the runs, or what differs in the seed alone, the baseline first', () => {
    const runs = [a1, b1, a2, b2];
    const labels = (together: boolean, baseline?: string) =>
      conditionsOf(runs, together, baseline).map(({ label, runs: own }) => `${label} ${own.length}`);
    // Pure original is the baseline unless another is chosen.
    expect(conditionsOf([b1, a1], false, undefined)[0]?.label).toBe('original-seed-1');
    expect(labels(true)).toEqual(['original 2', 'mix 2']);
    expect(labels(true, 'mix-seed-2')).toEqual(['mix 2', 'original 2']);
    expect(labels(false, 'original-seed-2')[0]).toBe('original-seed-2 1');
    expect(hasSeeds(runs)).toBe(true);
    expect(hasSeeds([a1, b1])).toBe(false);
  });

  it('have one run of each seed, the latest that has finished', () => {
    const again = { ...b1, name: 'mix-again', created: 5 };
    const { report: _, ...unfinished } = { ...b1, name: 'mix-unfinished', created: 9 };
    const of = (...runs: Parameters<typeof conditionsOf>[0]) =>
      conditionsOf(runs, true, undefined).map(({ runs: own, repeated }) =>
        [own, repeated].map((each) => each.map(({ name }) => name)),
      );
    expect(of(again, b1, b2, unfinished)).toEqual([
      [
        ['mix-again', 'mix-seed-2'],
        ['mix-seed-1', 'mix-unfinished'],
      ],
    ]);
    const conditions = conditionsOf([a1, again, b1], true, undefined);
    const table = figureTable(conditions, 'test', 'f1', none);
    expect(rows(table)[3]).toEqual(['micro', '37.50', '60.00', '+22.50', '80']);
    expect(table.note).toContain('Without mix-seed-1: a later run has the same config and seed');
    // Each by itself is what was asked for.
    expect(conditionsOf([again, b1], false, undefined).flatMap(({ repeated }) => repeated)).toEqual([]);
    expect(figureTable(conditionsOf([a1, b1], true, undefined), 'test', 'f1', none).note).not.toContain('Without');
  });

  it('are named after their blend where their names share nothing, and each in its own way', () => {
    const runs = [
      { ...a1, name: 'x' },
      { ...a2, name: 'y' },
      finished('p', { seed: 1, blend: { name: 'original' }, steps: 7 }, 0.5),
      finished('q', { seed: 2, blend: { name: 'original' }, steps: 7 }, 0.5),
    ];
    expect(conditionsOf(runs, true, undefined).map(({ label }) => label)).toEqual(['original', 'original (2)']);
  });

  it('are written without the time of their runs where that tells them apart', () => {
    const named = (first: string, second: string) =>
      conditionsOf(
        [
          { ...a1, name: first },
          { ...b1, name: second },
        ],
        false,
        undefined,
      ).map(({ label }) => label);
    const time = '2026-11-27-03-51-58';
    expect(named(`original-${time}-seed-1`, `mix-${time}`)).toEqual(['original-seed-1', 'mix']);
    expect(named(`mix-${time}`, 'mix-2026-11-27-03-51-59')).toEqual([`mix-${time}`, 'mix-2026-11-27-03-51-59']);
  });

  it('leave out what cannot be read or is gone', () => {
    expect(comparedRuns([a1, running], ['running', 'gone', 'original-seed-1']).map(({ name }) => name)).toEqual([
      'original-seed-1',
    ]);
  });
});

describe('the table of figures', () => {
  it('has mean, spread and difference, the best marked, and – with its rule where gold has nothing', () => {
    const table = figureTable(conditionsOf([a1, a2, b1, b2], true, undefined), 'test', 'f1', {
      tested: [],
      significant: new Set(['mix']),
    });
    expect(table.columns.map(({ title }) => title)).toEqual(['%', 'original', 'mix', 'Δ', 'support']);
    expect(rows(table)).toEqual([
      ['LOC', '30.00 ± 7.07', '42.50 ± 3.54', '+12.50', '40'],
      ['MISC', '–', '–', '–', '0'],
      ['PER', '60.00 ± 14.14', '85.00 ± 7.07', '+25.00', '40'],
      ['micro', '45.00 ± 10.61', '63.75* ± 5.30', '+18.75', '80'],
      ['macro', '30.00 ± 7.07', '42.50 ± 3.54', '+12.50', '80'],
      ['weighted', '45.00 ± 10.61', '63.75 ± 5.30', '+18.75', '80'],
    ]);
    expect(table.note).toContain('over seeds, n = 2.');
    expect(table.note).toContain('–: gold has no such entity.');
    expect(table.note).toContain('*: differs from original at 5 %');
    expect(latex(table)).toContain('\\textbf{42.50 $\\pm$ 3.54}');
  });

  it('sets nothing against a run of another test file', () => {
    const other = finished('other', {}, 0.95, 30);
    const [micro = []] = rows(figureTable(conditionsOf([a1, other], true, undefined), 'test', 'f1', none)).slice(3);
    expect(micro).toEqual(['micro', '37.50', '71.25', '–', '80']);
    const conditions = conditionsOf([a1, b1], true, undefined);
    const tested = [{ run: 'mix-seed-1', problem: 'p', otherFile: true as const }];
    const table = figureTable(conditions, 'test', 'f1', { ...none, tested });
    expect(rows(table).map((row) => row[3])).toEqual(['–', '–', '–', '–', '–', '–']);
    expect(JSON.stringify(table)).not.toContain('"best"');
  });

  it('sets nothing against a baseline whose own runs were tested on different files', () => {
    const odd = finished('original-seed-2', { seed: 2, blend: { name: 'original' } }, 0.7, 30);
    const conditions = conditionsOf([a1, odd, b1], true, undefined);
    const [baseline] = conditions;
    const deltas = (tested: readonly TestedRun[], of = conditions) =>
      rows(figureTable(of, 'test', 'f1', { ...none, tested })).map((row) => row[3]);
    expect(deltas([])).toEqual(['–', '–', '–', '–', '–', '–']);
    expect(baseline && notComparable(baseline, baseline, 'test', [])).toContain(
      'original-seed-2 was measured on another test file than original-seed-1',
    );
    // As many entities, but the host has seen another line.
    const same = conditionsOf([a1, a2, b1], true, undefined);
    const tested = [{ run: 'original-seed-2', problem: 'original-seed-2: line 7.', otherFile: true as const }];
    expect(deltas(tested, same)).toEqual(['–', '–', '–', '–', '–', '–']);
    expect(same[0] && notComparable(same[0], same[0], 'test', tested)).toBe('original-seed-2: line 7. There is no Δ.');
  });

  it('is of those that have figures', () => {
    const without = { ...b1, report: undefined };
    const { report: _, ...unfinished } = without;
    const table = figureTable(conditionsOf([unfinished, a1], true, undefined), 'test', 'precision', none);
    expect(table.columns.map(({ title }) => title)).toEqual(['%', 'original-seed-1', 'support']);
    expect(figureTable(conditionsOf([unfinished], true, undefined), 'test', 'f1', none).groups).toEqual([]);
  });
});

describe('the picture of figures', () => {
  it('has the intervals of single runs and the spread of several', () => {
    const interval = { low: 0.3, high: 0.6 };
    const tested = [{ run: 'original-seed-1', intervals: { micro: interval, types: { PER: interval } } }];
    const { shapes } = figureDrawing(conditionsOf([a1, b1, b2], true, undefined), 'test', tested);
    const lines = shapes.filter((shape) => shape.kind === 'line' && shape.ink.startsWith('charts-'));
    // micro, LOC and PER of two conditions; MISC is no type of gold.
    expect(lines).toHaveLength(6);
    const widths = lines.map((line) =>
      line.kind === 'line' ? Math.round((line.points[1]?.[0] ?? 0) - (line.points[0]?.[0] ?? 0)) : 0,
    );
    expect(widths.map((width) => width > 0)).toEqual([true, true, false, true, true, true]);
  });
});

describe('the marks of the picture', () => {
  const { report: _, ...training } = a1;
  const dots = (drawing: Drawing) => drawing.shapes.flatMap((shape) => (shape.kind === 'dots' ? [shape] : []));

  it('have the colours that conditions have in the curves, also where one has no figures', () => {
    const drawing = figureDrawing(conditionsOf([training, b1], false, undefined), 'test', []);
    expect(new Set(dots(drawing).map(({ ink }) => ink))).toEqual(new Set(['charts-yellow']));
  });

  it('are distinct for twenty conditions, in the legend as in the rows', () => {
    const runs = Array.from({ length: 20 }, (_, index) => finished(`run-${index}`, { steps: index + 1 }, 0.5));
    const drawing = figureDrawing(conditionsOf(runs, false, undefined), 'test', []);
    const looks = dots(drawing).map(({ ink, look }) => JSON.stringify([ink, look]));
    expect(new Set(looks).size).toBe(20);
    expect(looks.slice(20, 40)).toEqual(looks.slice(0, 20));
    const file = svgFile(drawing);
    expect(file).toContain('r="2.75" fill="none" stroke=');
    expect(file).toMatch(/<rect [^>]*width="7" height="7" fill="#/u);
  });

  it('stay within the picture where an interval does not hold the figure', () => {
    const interval = { low: 0.1, high: 0.2 };
    const tested = [{ run: 'mix-seed-1', intervals: { micro: interval, types: { PER: interval, LOC: interval } } }];
    const drawing = figureDrawing(conditionsOf([b1], true, undefined), 'test', tested);
    for (const { points } of dots(drawing)) for (const [x] of points) expect(x).toBeLessThan(drawing.width);
  });

  it('have a caption that tells of the lines there are', () => {
    const both = conditionsOf([a1, b1, b2], true, undefined);
    expect(figureCaption(both, 'test')).toBe(
      'Lines: the 95 % interval by the bootstrap over test sentences of a run that stands alone, the standard deviation of several seeds.',
    );
    expect(figureCaption(conditionsOf([b1, b2], true, undefined), 'test')).toBe(
      'Lines: the standard deviation of several seeds.',
    );
    const onDev = [a1, b1].map(({ report, ...run }) => ({
      ...run,
      ...(report?.test && { report: { ...report, dev: report.test } }),
    }));
    expect(figureCaption(conditionsOf(onDev, true, undefined), 'dev')).toBe('');
  });

  it('have the interval of the run that has figures, where another is still training', () => {
    const interval = { low: 0.3, high: 0.7 };
    const tested = [{ run: 'original-seed-2', intervals: { micro: interval, types: {} } }];
    const wide = (lines: Drawing['shapes']) =>
      lines.filter(
        (line) =>
          line.kind === 'line' && line.ink === 'charts-blue' && (line.points[0]?.[0] ?? 0) < (line.points[1]?.[0] ?? 0),
      ).length;
    expect(wide(figureDrawing(conditionsOf([training, a2], true, undefined), 'test', tested).shapes)).toBe(1);
  });
});

describe('the curves', () => {
  it('are those of the runs, faint behind their mean where they are several', () => {
    const step = (at: number, loss: number): StepMetrics => ({
      ...{ kind: 'step', step: at, loss, learningRate: 1, gradientNorm: 1, blend: 0, realisedBlend: 0 },
      ...{ tokensPerSecond: 1, elapsed: 1 },
    });
    const series = new Map([
      ['original-seed-1', extendSeries(emptySeries, [step(1, 3), step(2, 2)])],
      ['mix-seed-1', extendSeries(emptySeries, [step(1, 4), step(2, 1)])],
      ['mix-seed-2', extendSeries(emptySeries, [step(1, 2)])],
    ]);
    const options = { smoothing: 0, logarithmic: false };
    const [loss] = compareCurves(conditionsOf([a1, b1, b2], true, undefined), { ...emptyWatch, series, options });
    expect(loss?.curves.map(({ label, faint, colour }) => [label, faint, colour])).toEqual([
      ['original-seed-1', undefined, 'charts-blue'],
      ['mix-seed-1', true, 'charts-yellow'],
      ['mix-seed-2', true, 'charts-yellow'],
      ['mix', undefined, 'charts-yellow'],
    ]);
    // The mean ends where one of its runs does.
    expect(loss?.columns).toEqual([
      [1, 2],
      [3, 2],
      [4, 1],
      [2, null],
      [3, null],
    ]);
  });
});

describe('the table of settings', () => {
  it('has what differs, the values of seeds together, paths as short as they can be', () => {
    const other = finished(
      'other',
      { original: ['/e/original.conll'], distilled: ['/d/more.conll'], dropout: 0.3 },
      0.5,
    );
    const conditions = conditionsOf([b1, b2, other], true, undefined);
    const table = settingsTable(conditions, false);
    expect(rows(table)).toEqual([
      ['distilled', 'distilled.conll', 'more.conll'],
      ['dropout', '–', '0.3'],
      ['original', '/d/original.conll', '/e/original.conll'],
      ['seed', '1, 2', '1'],
    ]);
    expect(table.note).toContain('–: not set');
    const all = rows(settingsTable(conditions, true));
    expect(all.find(([key]) => key === 'blend.name')).toEqual(['blend.name', 'simple-mix', 'simple-mix']);
    expect(settingsTable(conditionsOf([b1, { ...b1, name: 'again' }], false, undefined), false).groups).toEqual([[]]);
  });
});

describe('the table of significance', () => {
  it('has what is done, and marks what holds after the correction', () => {
    const conditions = conditionsOf([a1, b1, finished('third', { steps: 7 }, 0.6)], true, undefined);
    const significance = { difference: 0.1, interval: { low: 0.02, high: 0.18 }, p: 0.0004, bootstrapP: 0.01 };
    const comparisons: Comparison[] = [{ label: 'mix-seed-1', pairs: 1, significance, adjustedP: 0.0008 }];
    expect(rows(significanceTable(conditions, comparisons))).toEqual([
      ['mix-seed-1', '+10.00*', '+2.00 to +18.00', '0.010', '< 0.001', '< 0.001', '1'],
      ['third', '–', '–', '–', '–', '–', '–'],
    ]);
    expect([...significantLabels(comparisons)]).toEqual(['mix-seed-1']);
    expect([...significantLabels([{ label: 'x', pairs: 1, significance }])]).toEqual([]);
  });

  it('says which runs are in no pair, how the others are paired and why a row has no figures', () => {
    const conditions = conditionsOf([a1, b1, finished('third', { steps: 7 }, 0.6)], true, undefined);
    const significance = { difference: 0.1, interval: { low: 0.02, high: 0.18 }, p: 0.0004, bootstrapP: 0.01 };
    const comparison = { label: 'mix-seed-1', pairs: 1, significance, adjustedP: 0.0008 };
    const unpaired = ['original-seed-2'];
    const { note } = significanceTable(conditions, [
      { ...comparison, unpaired, pairedByOrder: true },
      { label: 'third', pairs: 0, problem: 'third has no predictions' },
    ]);
    expect(note).toContain('mix-seed-1: no seed is on both sides, so runs are paired in the order of their seeds.');
    expect(note).toContain('mix-seed-1: without original-seed-2, which no pair has.');
    expect(note).toContain('third: –, since third has no predictions.');
    expect(note).toContain('corrected for one comparison;');
    // The figure would be of more runs than those that were compared.
    expect([...significantLabels([{ ...comparison, unpaired }])]).toEqual([]);
    expect(significanceTable(conditions, [comparison]).note).not.toContain('mix-seed-1: ');
  });
});
