import { describe, expect, it } from 'vitest';
import { printInk } from '../../../../src/webview/trainingPanel/drawing/inks';
import { niceTicks } from '../../../../src/webview/trainingPanel/drawing/niceTicks';
import { plotDrawing } from '../../../../src/webview/trainingPanel/drawing/plotDrawing';
import { svgFile } from '../../../../src/webview/trainingPanel/drawing/svgText';
import type { PlotContent } from '../../../../src/webview/trainingPanel/plot/plotContent';

const plot: PlotContent = {
  title: 'Loss & more by step',
  curves: [
    { label: 'unsmoothed', colour: 'charts-blue', faint: true },
    { label: 'run <1>', colour: 'charts-blue' },
    { label: 'run 2', colour: 'charts-yellow', dashed: true, namedElsewhere: true },
    { label: 'Drawn', colour: 'charts-green', dotted: true },
  ],
  columns: [
    [1, 2, 3],
    [3, 2, 1],
    [0.2, 0.5, 1],
    [2.5, null, 1.5],
    [null, 0.1, null],
  ],
  format: (value) => value.toPrecision(2),
  mark: { x: 2, label: 'best, step 2' },
  lastX: 10,
  empty: '',
};

describe('niceTicks', () => {
  it('are multiples of 1, 2 or 5', () => {
    expect(niceTicks(0, 1, 5, false)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks(0.61, 0.87, 6, false)).toEqual([0.65, 0.7, 0.75, 0.8, 0.85]);
    expect(niceTicks(1, 1000, 8, false)).toEqual([200, 400, 600, 800, 1000]);
    expect(niceTicks(-4, 104, 6, false)).toEqual([0, 20, 40, 60, 80, 100]);
  });

  it('of a logarithm stand at 1, 2 and 5, or at powers of ten alone', () => {
    expect(niceTicks(0.03, 3, 6, true)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
    expect(niceTicks(1e-6, 10, 6, true)).toEqual([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10]);
  });
});

describe('a plot as SVG', () => {
  it('is vectors on white that name every curve, with text that XML can hold', () => {
    const file = svgFile(plotDrawing(plot));
    expect(file).toContain('<title>Loss &amp; more by step</title>');
    for (const name of ['run &lt;1&gt;', 'run 2', 'Drawn', 'best, step 2']) expect(file).toContain(`>${name}</text>`);
    expect(file).not.toContain('unsmoothed');
    expect(file).not.toContain('var(');
    expect(file).toContain('fill="#ffffff"');
    // A gap is bridged, as on the page: two points of three.
    const dashed = /points="([^"]*)"[^>]*stroke-dasharray="6 4"/gu;
    const lengths = [...file.matchAll(dashed)].map(([, points = '']) => points.split(' ').length);
    expect(lengths).toEqual([2, 2]);
  });

  it('keeps every point inside its frame, and the first step at the left', () => {
    const { shapes, width, height } = plotDrawing(plot);
    const points = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.at] : shape.points));
    for (const [x, y] of points) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
    const faint = shapes.find((shape) => shape.kind === 'line' && shape.opacity !== undefined);
    expect(faint?.kind === 'line' && faint.points[0]?.[0]).toBe(64);
  });

  it('leaves out what has no logarithm', () => {
    const curves = [{ label: 'loss', colour: 'charts-blue' }];
    const columns: PlotContent['columns'] = [
      [1, 2, 3, 4],
      [3, 0, -1, 1],
    ];
    const { mark: _, ...own } = { ...plot, curves, columns };
    const points = (logarithmic: boolean) => {
      const lines = plotDrawing({ ...own, logarithmic }).shapes.flatMap((shape) =>
        shape.kind === 'line' && shape.ink === 'charts-blue' ? [shape.points] : [],
      );
      // After that of the legend.
      return lines.at(-1) ?? [];
    };
    expect(points(false)).toHaveLength(4);
    expect(points(true)).toHaveLength(2);
    expect(points(true).flat().every(Number.isFinite)).toBe(true);
  });

  it('without a point has its frame', () => {
    const { shapes } = plotDrawing({ ...plot, columns: [[], [], [], [], []] });
    const places = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.at] : shape.points)).flat();
    expect(places.every(Number.isFinite)).toBe(true);
  });

  it('tells curves apart in print', () => {
    const charts = ['blue', 'yellow', 'green', 'purple', 'red', 'foreground'].map((name) => printInk(`charts-${name}`));
    expect(new Set(charts).size).toBe(6);
    const types = [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => printInk(`conllDistill-entity${slot}`));
    expect(new Set(types).size).toBe(8);
  });
});
