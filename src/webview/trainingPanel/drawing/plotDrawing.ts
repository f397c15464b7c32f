import type { Curve, PlotContent } from '../plot/plotContent';
import { type Drawing, type Point, type Shape, shortened, textWidth } from './drawing';
import { niceTicks } from './niceTicks';

const width = 720;
const plotHeight = 300;
const margin = { left: 64, right: 20, bottom: 30 };
const paddingTop = 4;
const legendLine = 18;
const swatch = 24;

/** A plot as it is on the page, at a size for print, with a legend that names every curve. */
export function plotDrawing(content: PlotContent): Drawing {
  const { title, curves, columns, logarithmic = false, format, mark } = content;
  const [x, ...ys] = columns;
  const legend = legendOf(curves);
  const top = paddingTop + legend.height + 8;
  const height = top + plotHeight + margin.bottom;
  const values = ys.flat().filter((value) => value !== null && Number.isFinite(value) && !(logarithmic && value <= 0));
  const [low, high] = content.range ?? range(values as number[], logarithmic);
  const [first, last] = [x[0] ?? 0, Math.max(content.lastX ?? 0, x.at(-1) ?? 1, (x[0] ?? 0) + 1)];
  const scaled = (value: number): number => (logarithmic ? Math.log10(value) : value);
  const toX = (value: number): number =>
    margin.left + ((width - margin.left - margin.right) * (value - first)) / (last - first);
  const toY = (value: number): number =>
    top + plotHeight * (1 - (scaled(value) - scaled(low)) / (scaled(high) - scaled(low)));
  const right = width - margin.right;
  const ticksY = niceTicks(low, high, 6, logarithmic);
  const ticksX = niceTicks(first, last, 8, false).filter(Number.isInteger);
  return {
    title,
    width,
    height,
    shapes: [
      ...legend.shapes,
      ...ticksY.flatMap((value): Shape[] => [
        line([margin.left, toY(value)], [right, toY(value)], 'grid'),
        { kind: 'text', at: [margin.left - 8, toY(value) + 4], text: format(value), ink: 'quiet', anchor: 'end' },
      ]),
      ...ticksX.map(
        (value): Shape => ({
          kind: 'text',
          at: [toX(value), top + plotHeight + 18],
          text: String(value),
          ink: 'quiet',
          anchor: 'middle',
        }),
      ),
      line([margin.left, top + plotHeight], [right, top + plotHeight], 'quiet'),
      ...curves.flatMap((curve, index) => {
        const points = (ys[index] ?? []).flatMap((value, at): Point[] =>
          value === null || (logarithmic && value <= 0) ? [] : [[toX(x[at] ?? 0), toY(value)]],
        );
        return curveShapes(curve, points);
      }),
      ...(mark ? markShapes(mark, toX(mark.x), top) : []),
    ],
  };
}

function curveShapes({ colour, dashed, dotted, faint, bold }: Curve, points: readonly Point[]): Shape[] {
  if (dotted || points.length === 1) return [{ kind: 'dots', points, ink: colour, radius: 2.5 }];
  const style = { ...(dashed && { dash: [6, 4] as const }), ...(faint && { opacity: 0.35 }) };
  return points.length === 0
    ? []
    : [{ kind: 'line', points, ink: colour, width: bold ? 2.5 : faint ? 1 : 1.75, ...style }];
}

function markShapes({ label }: { readonly label: string }, x: number, top: number): Shape[] {
  const isRight = x > width * 0.7;
  return [
    {
      kind: 'line',
      points: [
        [x, top],
        [x, top + plotHeight],
      ],
      ink: 'text',
      width: 1,
      dash: [2, 3],
    },
    {
      kind: 'text',
      at: [x + (isRight ? -6 : 6), top + plotHeight - 8],
      text: label,
      ink: 'text',
      anchor: isRight ? 'end' : 'start',
    },
  ];
}

/** The names of all curves but those behind others, in as many lines as they need. */
function legendOf(curves: readonly Curve[]): { readonly shapes: readonly Shape[]; readonly height: number } {
  const room = width - margin.left - margin.right;
  const named = curves.filter(({ faint }) => !faint);
  if (named.length === 0) return { shapes: [], height: 0 };
  let [left, row] = [0, 0];
  const shapes = named.flatMap((curve): Shape[] => {
    const label = shortened(curve.label, room - swatch - 8);
    const wide = swatch + 8 + textWidth(label) + 14;
    if (left > 0 && left + wide > room) [left, row] = [0, row + 1];
    const [x, y] = [margin.left + left, paddingTop + row * legendLine + 10];
    left += wide;
    return [
      ...curveShapes(
        curve,
        curve.dotted
          ? [[x + swatch / 2, y - 4]]
          : [
              [x, y - 4],
              [x + swatch, y - 4],
            ],
      ),
      { kind: 'text', at: [x + swatch + 6, y], text: label, ink: 'text', anchor: 'start' },
    ];
  });
  return { shapes, height: (row + 1) * legendLine };
}

function line(from: Point, to: Point, ink: string): Shape {
  return { kind: 'line', points: [from, to], ink, width: 1 };
}

function range(values: readonly number[], logarithmic: boolean): readonly [number, number] {
  // Not by spreading: a plot may have more values than a call may have arguments.
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) return logarithmic ? [0.1, 1] : [0, 1];
  if (logarithmic) return [low * 0.9, Math.max(high * 1.1, low * 1.5)];
  const more = (high - low) * 0.05 || Math.abs(high) * 0.05 || 0.05;
  return [low >= 0 ? Math.max(0, low - more) : low - more, high + more];
}
