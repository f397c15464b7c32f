import { type EvaluationReport, holm } from '../../evaluation';
import type { Column, Row, Table } from '../../tables';
import type { TrainingExperiment } from '../file/experimentSchema';
import type { CellResult } from './cellResult';
import { baselineOf, type Condition, conditionsOf, significanceOf } from './conditions';
import { extraTables } from './extraTables';
import { type Pick, seedFigures } from './seedFigures';
import { differenceCells, differenceColumns } from './significanceCells';

/**
 * The paper's tables of phase 2 or 3, one for each size of the original set: F1 over all entities, by type and averaged,
 * each as mean and spread over seeds, and the difference to pure original with how sure it is; then, where there is an extra
 * distilled set, what it changes.
 * @param results by the name of their cell; those that are missing are left out of the means, and a size without any has no table
 */
export function trainingTables(experiment: TrainingExperiment, results: ReadonlyMap<string, CellResult>): Table[] {
  const all = conditionsOf(experiment, results);
  const done = all.filter(({ size }) => all.some((other) => other.size === size && other.results.length > 0));
  const sizes = [...new Set(done.map(({ size }) => size))];
  const tables = sizes.map((size) =>
    tableOf(
      experiment,
      titleOf(experiment, size),
      done.filter((condition) => condition.size === size),
    ),
  );
  return [...tables, ...extraTables(experiment, done)];
}

function titleOf({ title, name }: TrainingExperiment, size: Condition['size']): string {
  return `${title ?? name}: ${size === 'all' ? 'all' : size.toLocaleString('en')} original sentences`;
}

function tableOf(experiment: TrainingExperiment, title: string, conditions: readonly Condition[]): Table {
  const { grid, resamples } = experiment;
  const types = [
    ...new Set(conditions.flatMap(({ results }) => results.flatMap(({ report }) => typesInGold(report)))),
  ].sort();
  const picks: readonly Pick[] = [
    ({ micro }) => micro.f1,
    ({ macro }) => macro.f1,
    ({ weighted }) => weighted.f1,
    ...types.map(
      (type): Pick =>
        (report) =>
          report.types[type]?.f1,
    ),
  ];
  const columns = picks.map((pick) => seedFigures(conditions, pick));
  const compared = conditions.map((condition) => {
    const baseline = baselineOf(condition, conditions);
    return baseline && significanceOf(condition, baseline, resamples);
  });
  const adjusted = holm(compared.map((significance) => significance?.p));
  const hasSchedules = grid.learningRateSchedules.length > 1;
  const isPartial = conditions.some(({ results }) => results.length < grid.seeds.length);
  const rows = conditions.map((condition, index): Row => {
    const isSure = (adjusted[index] ?? 1) < 0.05;
    const figures = columns.map((column) => column[index]);
    const [micro] = figures;
    return [
      condition.extra ? `${condition.label} + extra` : condition.label,
      ...(hasSchedules ? [condition.learningRateSchedule] : []),
      micro && { ...micro, ...(isSure && { mark: '*' }) },
      ...figures.slice(1),
      ...differenceCells(compared[index]),
      ...(isPartial ? [condition.results.length] : []),
    ];
  });
  const percents = (titles: readonly string[]) => titles.map((each): Column => ({ title: each, format: 'percent' }));
  return {
    title,
    columns: [
      { title: experiment.experiment === 'regimens' ? 'regimen' : 'blend' },
      ...(hasSchedules ? [{ title: 'learning rate' }] : []),
      ...percents(['micro F1', 'macro F1', 'weighted F1', ...types]),
      ...differenceColumns,
      ...(isPartial ? [{ title: 'seeds', format: 'count' } as const] : []),
    ],
    groups: [rows.filter((_, index) => !conditions[index]?.extra), rows.filter((_, index) => conditions[index]?.extra)],
    note: noteOf(experiment, isPartial),
  };
}

function typesInGold({ types }: EvaluationReport): string[] {
  return Object.entries(types).flatMap(([type, { support }]) => (support > 0 ? [type] : []));
}

function noteOf({ grid, run, resamples }: TrainingExperiment, isPartial: boolean): string {
  const { length } = grid.seeds;
  return [
    `F1 in percent${length > 1 ? `, mean ± standard deviation over ${length} seeds` : ''}; ${run.steps.toLocaleString('en')} optimiser steps in every run.`,
    'Δ: mean micro F1 less that of pure original of the same seeds, in points, with its 95 % interval by the paired bootstrap over test sentences',
    `and p by approximate randomisation (${resamples.toLocaleString('en')} draws, all seeds of a sentence together).`,
    '*: below 0.05 after Holm’s correction for the comparisons of this table.',
    ...(isPartial ? ['Not all runs are done: see the column seeds.'] : []),
  ].join(' ');
}
