import type { BlendConfig, LearningRateSchedule } from '../../protocol/run';
import type { TrainingExperiment } from '../file/experimentSchema';
import { blendLabel } from './blendGrid';

/** How many original sentences a cell takes. */
export type Size = number | 'all';

/** One training run of the grid. */
export interface Cell {
  /** Says all of the below: the name of its run folder. */
  readonly name: string;
  readonly blend: BlendConfig;
  /** Absent where it changes nothing: a pure distilled run whose distilled sentences are always the same. */
  readonly size?: Size;
  /** Whether the extra distilled sentences belong to its distilled set. */
  readonly extra: boolean;
  readonly learningRateSchedule: LearningRateSchedule;
  readonly seed: number;
}

/**
 * All cells of a grid, seed by seed, then size by size, so that a part of them is a whole smaller experiment. What would be
 * the same run twice stands there once: pure original with and without extra distilled sentences, and pure distilled for
 * several sizes of an original set that it does not see.
 */
export function gridCells({ data, grid }: TrainingExperiment): Cell[] {
  const cells = new Map<string, Cell>();
  for (const seed of grid.seeds)
    for (const size of grid.sizes)
      for (const learningRateSchedule of grid.learningRateSchedules)
        for (const extra of data.extra === undefined ? [false] : [false, true])
          for (const blend of grid.blends) {
            const cell = cellOf({ blend, size, extra, learningRateSchedule, seed }, data.distilledTakes);
            cells.set(cell.name, cell);
          }
  return [...cells.values()];
}

/** The cell that answers for a place in the grid. */
export function cellOf(
  place: Required<Omit<Cell, 'name'>>,
  distilledTakes: TrainingExperiment['data']['distilledTakes'],
): Cell {
  const { blend, size, learningRateSchedule, seed } = place;
  const seesSize = blend.name !== 'distilled' || distilledTakes === 'rest';
  const extra = place.extra && blend.name !== 'original';
  const name = [
    blendLabel(blend),
    ...(seesSize ? [`n${size}`] : []),
    ...(extra ? ['extra'] : []),
    learningRateSchedule,
    `seed${seed}`,
  ].join('_');
  return { name, blend, ...(seesSize && { size }), extra, learningRateSchedule, seed };
}
