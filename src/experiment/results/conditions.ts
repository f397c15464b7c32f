import { compareRuns, type Significance } from '../../evaluation';
import type { TrainingExperiment } from '../file/experimentSchema';
import { blendLabel } from '../grid/blendGrid';
import { type Cell, cellOf, type Size } from '../grid/cells';
import type { CellResult } from './cellResult';

/** The cells of a grid that differ in nothing but their seed: a row of a table. */
export interface Condition {
  /** The blend with the parameters that the file gave. */
  readonly label: string;
  readonly blend: Cell['blend'];
  readonly size: Size;
  readonly extra: boolean;
  readonly learningRateSchedule: Cell['learningRateSchedule'];
  /** Of its seeds, those that are done. */
  readonly results: readonly CellResult[];
}

/** Every condition of the grid in its order, also those of which nothing is done. */
export function conditionsOf(
  { data, grid }: TrainingExperiment,
  results: ReadonlyMap<string, CellResult>,
): Condition[] {
  const conditions: Condition[] = [];
  for (const size of grid.sizes)
    for (const learningRateSchedule of grid.learningRateSchedules)
      for (const extra of data.extra === undefined ? [false] : [false, true])
        for (const blend of grid.blends) {
          // Pure original takes no distilled sentences: with and without more of them it is one condition.
          if (extra && blend.name === 'original') continue;
          const found = grid.seeds.flatMap((seed) => {
            const { name } = cellOf({ blend, size, extra, learningRateSchedule, seed }, data.distilledTakes);
            return results.get(name) ?? [];
          });
          conditions.push({ label: blendLabel(blend), blend, size, extra, learningRateSchedule, results: found });
        }
  return conditions;
}

/** The pure original condition that a condition is measured against: of its size and learning-rate schedule. */
export function baselineOf(condition: Condition, all: readonly Condition[]): Condition | undefined {
  return all.find(
    ({ blend, size, learningRateSchedule }) =>
      blend.name === 'original' &&
      size === condition.size &&
      learningRateSchedule === condition.learningRateSchedule &&
      condition.blend.name !== 'original',
  );
}

/** How sure one can be that `condition` differs from `baseline`, over the seeds that both have. */
export function significanceOf(condition: Condition, baseline: Condition, resamples: number): Significance | undefined {
  const pairs = condition.results.flatMap((result) => {
    const partner = baseline.results.find(({ cell }) => cell.seed === result.cell.seed);
    return partner ? [[partner, result] as const] : [];
  });
  const [gold] = pairs.map(([partner]) => partner.gold);
  if (gold === undefined) return undefined;
  const before = pairs.map(([partner]) => partner.predicted);
  const after = pairs.map(([, result]) => result.predicted);
  return compareRuns(gold, before, after, { resamples });
}
