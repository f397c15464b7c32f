import type { Columns, Curve } from '../plot/plotContent';
import type { RunSeries } from './runSeries';

/** Entity types have so many colours. */
const slots = 12;

/** F1 on dev over the steps, in percent: of the shown run by type and micro, of the others micro alone. */
export function devCurves(
  shown: RunSeries,
  others: readonly { readonly curve: Curve; readonly series: RunSeries }[],
): { readonly curves: readonly Curve[]; readonly columns: Columns } {
  const types = [...new Set(shown.dev.flatMap(({ report }) => Object.keys(report.types)))].sort();
  const steps = [
    ...new Set([shown, ...others.map(({ series }) => series)].flatMap(({ dev }) => dev.map(({ step }) => step))),
  ];
  steps.sort((a, b) => a - b);
  const column = ({ dev }: RunSeries, f1: (line: RunSeries['dev'][number]) => number | undefined) => {
    const at = new Map(dev.map((line) => [line.step, f1(line)]));
    return steps.map((step) => {
      const value = at.get(step);
      return value === undefined ? null : 100 * value;
    });
  };
  return {
    curves: [
      // No type's colour.
      { label: 'micro', colour: 'foreground', bold: true },
      ...types.map((type, index) => ({
        label: type,
        colour: `conllDistill-entity${(index % slots) + 1}`,
        ...(index >= slots && { dashed: true }),
      })),
      ...others.map(({ curve }) => curve),
    ],
    columns: [
      steps,
      column(shown, ({ report }) => report.micro.f1),
      ...types.map((type) => column(shown, ({ report }) => report.types[type]?.f1)),
      ...others.map(({ series }) => column(series, ({ report }) => report.micro.f1)),
    ],
  };
}
