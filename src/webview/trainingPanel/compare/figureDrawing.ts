import type { TestedRun } from '../../../protocol/panel';
import { mean, standardDeviation } from '../../../tables';
import { type Drawing, type Point, type Shape, shortened, textWidth } from '../drawing/drawing';
import { niceTicks } from '../drawing/niceTicks';
import { runCurve, runDots } from '../watch/runColours';
import { type Condition, type FigureSet, reportsOf } from './conditions';

/** A condition that has figures, and its place among all. */
interface Shown {
  readonly condition: Condition;
  readonly place: number;
}

/** An F1 and what is known of how far it is to be believed. */
interface Mark {
  readonly f1: number;
  readonly low: number;
  readonly high: number;
}

const width = 720;
const margin = { left: 96, right: 24, bottom: 34 };
const paddingTop = 4;
const legendLine = 18;
const markHeight = 11;
const rowGap = 12;
const markRadius = 3.5;

/**
 * F1 by entity type as points, one for each condition, with lines for how far they may be believed: 95 % intervals of the
 * bootstrap for single runs, the standard deviation over seeds for several.
 */
export function figureDrawing(conditions: readonly Condition[], set: FigureSet, tested: readonly TestedRun[]): Drawing {
  // Each keeps the colour that it has in the curves and the table of runs, whichever others have figures.
  const shown = conditions.flatMap((condition, place): Shown[] =>
    reportsOf(condition, set).length > 0 ? [{ condition, place }] : [],
  );
  const types = new Set(
    shown.flatMap(({ condition }) =>
      reportsOf(condition, set).flatMap(({ types }) =>
        Object.entries(types).flatMap(([type, { support }]) => (support > 0 ? [type] : [])),
      ),
    ),
  );
  const rows = ['micro', ...[...types].sort()];
  const marks = rows.map((row) => shown.map(({ condition }) => markOf(condition, set, row, tested)));
  const legend = legendOf(shown);
  const rowHeight = shown.length * markHeight + rowGap;
  const top = paddingTop + legend.height + 6;
  const bottom = top + rows.length * rowHeight;
  const values = marks.flat().flatMap((mark) => (mark ? [mark.low, mark.f1, mark.high] : []));
  const [low, high] = [Math.max(0, Math.min(...values, 1) - 0.02), Math.min(1, Math.max(...values, 0) + 0.02)];
  const toX = (f1: number) => margin.left + ((width - margin.left - margin.right) * (f1 - low)) / (high - low || 1);
  const ticks = niceTicks(100 * low, 100 * high, 8, false);
  return {
    title: `F1 on ${set} by entity type, %`,
    width,
    height: bottom + margin.bottom,
    shapes: [
      ...legend.shapes,
      ...ticks.flatMap((tick): Shape[] => {
        const x = toX(tick / 100);
        return [
          {
            kind: 'line',
            points: [
              [x, top],
              [x, bottom],
            ],
            ink: 'grid',
            width: 1,
          },
          { kind: 'text', at: [x, bottom + 18], text: String(tick), ink: 'quiet', anchor: 'middle' },
        ];
      }),
      ...rows.flatMap((row, index): Shape[] => {
        const from = top + index * rowHeight;
        const middle = from + rowHeight / 2;
        return [
          {
            kind: 'line',
            points: [
              [8, from],
              [width - margin.right, from],
            ],
            ink: 'grid',
            width: 1,
          },
          {
            kind: 'text',
            at: [margin.left - 10, middle + 4],
            text: shortened(row, margin.left - 18),
            ink: 'text',
            anchor: 'end',
            ...(row === 'micro' && { bold: true }),
          },
          ...(marks[index] ?? []).flatMap((mark, at) =>
            mark ? markShapes(mark, shown[at]?.place ?? at, from + rowGap / 2 + (at + 0.5) * markHeight, toX) : [],
          ),
        ];
      }),
      {
        kind: 'line',
        points: [
          [8, bottom],
          [width - margin.right, bottom],
        ],
        ink: 'grid',
        width: 1,
      },
    ],
  };
}

/** What the lines of the picture are; on dev a run that stands alone has none, since its predictions are not kept. */
export function figureCaption(conditions: readonly Condition[], set: FigureSet): string {
  const counts = conditions.map((condition) => reportsOf(condition, set).length);
  const lines = [
    ...(set === 'test' && counts.includes(1)
      ? ['the 95 % interval by the bootstrap over test sentences of a run that stands alone']
      : []),
    ...(counts.some((count) => count > 1) ? ['the standard deviation of several seeds'] : []),
  ];
  return lines.length === 0 ? '' : `Lines: ${lines.join(', ')}.`;
}

function markShapes({ f1, low, high }: Mark, place: number, y: number, toX: (f1: number) => number): Shape[] {
  const { colour, dashed } = runCurve('', place);
  const dots = runDots(place);
  const [from, at, to] = [toX(low), toX(f1), toX(high)];
  // A hollow mark would be crossed out by its line.
  const parts: [number, number][] = dots.look?.hollow
    ? [
        [from, Math.min(to, Math.max(from, at - markRadius))],
        [Math.max(from, Math.min(to, at + markRadius)), to],
      ]
    : [[from, to]];
  return [
    ...parts.map(([left, right]): Shape => {
      const points: Point[] = [
        [left, y],
        [right, y],
      ];
      return { kind: 'line', points, ink: colour, width: 1.5, ...(dashed && { dash: [4, 3] as const }) };
    }),
    { kind: 'dots', points: [[at, y]], radius: markRadius, ...dots },
  ];
}

function markOf(condition: Condition, set: FigureSet, row: string, tested: readonly TestedRun[]): Mark | undefined {
  const values = reportsOf(condition, set).flatMap(({ micro, types }) => {
    const scores = row === 'micro' ? micro : types[row];
    return scores && scores.support > 0 ? [scores.f1] : [];
  });
  if (values.length === 0) return undefined;
  const f1 = mean(values);
  const spread = standardDeviation(values);
  if (spread !== undefined) return { f1, low: Math.max(0, f1 - spread), high: Math.min(1, f1 + spread) };
  const run = condition.runs.find(({ report }) => report?.[set]);
  const intervals = set === 'test' ? tested.find((each) => each.run === run?.name)?.intervals : undefined;
  const interval = row === 'micro' ? intervals?.micro : intervals?.types[row];
  return { f1, low: interval?.low ?? f1, high: interval?.high ?? f1 };
}

function legendOf(shown: readonly Shown[]): { readonly shapes: readonly Shape[]; readonly height: number } {
  const room = width - 16;
  let [left, row] = [0, 0];
  const shapes = shown.flatMap(({ condition, place }): Shape[] => {
    const name = shortened(condition.label, room - 30);
    const wide = 16 + textWidth(name) + 18;
    if (left > 0 && left + wide > room) [left, row] = [0, row + 1];
    const [x, y] = [8 + left, paddingTop + row * legendLine + 10];
    left += wide;
    return [
      { kind: 'dots', points: [[x + 5, y - 4]], radius: markRadius, ...runDots(place) },
      { kind: 'text', at: [x + 14, y], text: name, ink: 'text', anchor: 'start' },
    ];
  });
  return { shapes, height: (row + 1) * legendLine };
}
