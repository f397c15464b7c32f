import type { Comparison } from '../../../protocol/panel';
import { points, pValue, type Row, type Table } from '../../../tables';
import type { Condition } from './conditions';

/** Below this p a difference is called significant. */
const level = 0.05;

/** What chance alone would do: each condition against the baseline, the rows that are still to come without figures. */
export function significanceTable(conditions: readonly Condition[], comparisons: readonly Comparison[]): Table {
  const [baseline, ...others] = conditions;
  const told = others.flatMap(({ label }) => comparisons.find((each) => each.label === label) ?? []);
  const corrected = others.length - told.filter(({ significance }) => !significance).length;
  const rows = others.map(({ label }): Row => {
    const comparison = comparisons.find((each) => each.label === label);
    const significance = comparison?.significance;
    if (!significance) return [label, undefined, undefined, undefined, undefined, undefined, undefined];
    const { difference, interval, p, bootstrapP } = significance;
    const { pairs, adjustedP } = comparison;
    return [
      label,
      { value: difference, ...(adjustedP !== undefined && adjustedP < level && { mark: '*' }) },
      `${points(interval.low)} to ${points(interval.high)}`,
      pValue(bootstrapP),
      pValue(p),
      adjustedP === undefined ? undefined : pValue(adjustedP),
      pairs,
    ];
  });
  return {
    title: `Micro F1 on test against ${baseline?.label ?? ''}`,
    columns: [
      { title: '' },
      { title: 'Δ', format: 'points' },
      { title: '95 %' },
      { title: 'p, paired bootstrap' },
      { title: 'p, approximate randomisation' },
      { title: 'p, Holm' },
      { title: 'runs', format: 'count' },
    ],
    groups: [rows],
    note: [
      'Δ in points of micro F1, with its 95 % interval by the paired bootstrap: 10,000 times, as many sentences as the test file has are drawn with replacement.',
      'p, two-sided: how often chance alone makes a difference as large as this. By the bootstrap: the drawn differences around the observed one (Berg-Kirkpatrick et al. 2012); by approximate randomisation: the two predictions of each sentence exchanged or not by a coin (Yeh 2000).',
      ...(corrected > 0
        ? [
            `Holm: the latter, corrected for ${corrected === 1 ? 'one comparison' : `${corrected} comparisons`}; *: below 0.05.`,
          ]
        : []),
      'Several runs are compared by their mean, those of the same seed paired. It says what holds for these runs on other sentences, not for other seeds.',
      ...told.flatMap(pairingOf),
    ].join(' '),
  };
}

/** What the reader of a comparison's row would not expect: other pairs than those of all its runs by seed, or no figures. */
function pairingOf({ label, pairedByOrder, unpaired = [], significance, problem }: Comparison): string[] {
  if (!significance) return problem === undefined ? [] : [`${label}: –, since ${sentence(problem)}`];
  return [
    ...(pairedByOrder ? [`${label}: no seed is on both sides, so runs are paired in the order of their seeds.`] : []),
    ...(unpaired.length > 0 ? [`${label}: without ${unpaired.join(', ')}, which no pair has.`] : []),
  ];
}

function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** Conditions that differ from the baseline, all of their runs: the mark stands at a figure that has them all. */
export function significantLabels(comparisons: readonly Comparison[]): ReadonlySet<string> {
  return new Set(
    comparisons.flatMap(({ label, adjustedP = 1, unpaired = [] }) =>
      adjustedP < level && unpaired.length === 0 ? [label] : [],
    ),
  );
}
