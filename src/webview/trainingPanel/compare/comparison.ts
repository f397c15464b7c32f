import type { PanelState } from '../panelState';
import { type ComparedRun, type Condition, comparedRuns, conditionsOf, groupOf } from './conditions';

/** The runs that are compared, and what they stand for. */
export interface ComparedRuns {
  readonly runs: readonly ComparedRun[];
  /** The baseline's first. */
  readonly conditions: readonly Condition[];
}

export function comparedOf({ runs = [], compare: { choices } }: PanelState): ComparedRuns {
  const { chosen, together, baseline } = choices;
  const compared = comparedRuns(runs, chosen);
  return { runs: compared, conditions: conditionsOf(compared, together, baseline) };
}

/** What the host is to compare; undefined where there are not two conditions with predictions. */
export function comparisonRequest({ conditions }: ComparedRuns) {
  const [baseline, ...others] = conditions.map(groupOf).filter(({ runs }) => runs.length > 0);
  if (!baseline || others.length === 0) return undefined;
  // A run that was resumed has other predictions, so its time is a part of what was asked.
  const times = conditions.flatMap(({ runs }) => runs.map(({ report }) => report?.seconds));
  return { type: 'compareRuns', key: JSON.stringify([baseline, others, times]), baseline, others } as const;
}
