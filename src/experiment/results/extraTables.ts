import type { Row, Table } from '../../tables';
import type { TrainingExperiment } from '../file/experimentSchema';
import { type Condition, significanceOf } from './conditions';
import { seedFigures } from './seedFigures';
import { differenceCells, differenceColumns } from './significanceCells';

/** What the extra distilled set changes, for each size of the original set; none where the experiment has no such set. */
export function extraTables({ data, grid, resamples }: TrainingExperiment, all: readonly Condition[]): Table[] {
  if (data.extra === undefined) return [];
  const hasSchedules = grid.learningRateSchedules.length > 1;
  return [...new Set(all.map(({ size }) => size))].map((size): Table => {
    const pairs = all.flatMap((condition) => {
      const { label, learningRateSchedule } = condition;
      if (condition.size !== size || condition.extra) return [];
      const more = all.find(
        (other) =>
          other.extra &&
          other.size === size &&
          other.label === label &&
          other.learningRateSchedule === learningRateSchedule,
      );
      return more ? [{ condition, more }] : [];
    });
    const without = seedFigures(
      pairs.map(({ condition }) => condition),
      ({ micro }) => micro.f1,
    );
    const withExtra = seedFigures(
      pairs.map(({ more }) => more),
      ({ micro }) => micro.f1,
    );
    return {
      title: `What the extra distilled set changes: ${size === 'all' ? 'all' : size.toLocaleString('en')} original sentences`,
      columns: [
        { title: 'regimen' },
        ...(hasSchedules ? [{ title: 'learning rate' }] : []),
        { title: 'without', format: 'percent' },
        { title: 'with', format: 'percent' },
        ...differenceColumns,
      ],
      groups: [
        pairs.map(
          ({ condition, more }, index): Row => [
            condition.label,
            ...(hasSchedules ? [condition.learningRateSchedule] : []),
            without[index],
            withExtra[index],
            ...differenceCells(significanceOf(more, condition, resamples)),
          ],
        ),
      ],
      note: 'Micro F1 in percent; Δ: with less without, its interval and p as above.',
    };
  });
}
