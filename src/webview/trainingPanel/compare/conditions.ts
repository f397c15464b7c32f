import type { RunGroup, ShownRun } from '../../../protocol/panel';
import type { EvaluationReport, RunConfig } from '../../../protocol/run';
import { flatSettings } from './settings';

/** What stands in one column of a comparison: a run, or the seeds of one config. */
export interface Condition {
  readonly label: string;
  /** One for each seed. */
  readonly runs: readonly ComparedRun[];
  /** Runs whose config and seed a later one has too: the same once more is no other sample. */
  readonly repeated: readonly ComparedRun[];
}

export interface ComparedRun extends ShownRun {
  readonly config: RunConfig;
}

/** The file that figures are of. */
export type FigureSet = 'test' | 'dev';

/** The runs that can be compared: damaged ones have no config. */
export function comparedRuns(runs: readonly ShownRun[], chosen: readonly string[]): ComparedRun[] {
  return chosen.flatMap((name) => {
    const run = runs.find((each) => each.name === name);
    return run?.config ? [{ ...run, config: run.config }] : [];
  });
}

/**
 * Columns of a comparison, the baseline's first: the one with the run that was chosen for it, or else pure original, or else the
 * first.
 * @param together whether runs that differ in their seed alone are one condition, with the latest run of each seed: of those
 * that have finished, if any has
 */
export function conditionsOf(
  runs: readonly ComparedRun[],
  together: boolean,
  baseline: string | undefined,
): readonly Condition[] {
  const groups = new Map<string, ComparedRun[]>();
  for (const run of runs) {
    const key = together ? withoutSeed(run.config) : run.name;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const members = [...groups.values()].map((group) => group.sort((a, b) => a.config.seed - b.config.seed));
  const first =
    members.find((group) => group.some(({ name }) => name === baseline)) ??
    members.find(([run]) => run?.config.blend.name === 'original');
  const isBaseline = (group: readonly ComparedRun[]) => group === first;
  const ordered = [...members.filter(isBaseline), ...members.filter((group) => !isBaseline(group))];
  const kept = ordered.map(latestOfSeeds);
  const labels = distinct(shortNames(kept.map(labelOf)));
  return ordered.map((group, index) => {
    const runs = kept[index] ?? [];
    return { label: labels[index] ?? '', runs, repeated: group.filter((run) => !runs.includes(run)) };
  });
}

/** In the order of their seeds, as they come. */
function latestOfSeeds(group: readonly ComparedRun[]): readonly ComparedRun[] {
  const isLater = (a: ComparedRun, b: ComparedRun) =>
    Boolean(a.report) === Boolean(b.report) ? a.created >= b.created : a.report !== undefined;
  const latest = new Map<number, ComparedRun>();
  for (const run of group) {
    const known = latest.get(run.config.seed);
    if (!known || isLater(run, known)) latest.set(run.config.seed, run);
  }
  return [...latest.values()];
}

/** Some of these runs differ in their seed alone, or not even in it. */
export function hasSeeds(runs: readonly ComparedRun[]): boolean {
  return new Set(runs.map(({ config }) => withoutSeed(config))).size < runs.length;
}

export function reportsOf({ runs }: Condition, set: FigureSet): EvaluationReport[] {
  return runs.flatMap(({ report }) => report?.[set] ?? []);
}

/** What the host compares: the runs of a condition that were tested. */
export function groupOf({ label, runs }: Condition): RunGroup {
  const tested = runs.filter(({ report }) => report?.test);
  return { label, runs: tested.map(({ name, config }) => ({ run: name, seed: config.seed })) };
}

function withoutSeed(config: RunConfig): string {
  return JSON.stringify([...flatSettings(config)].filter(([key]) => key !== 'seed').sort());
}

/** The run's name; of several what their names share, or else their blend's. */
function labelOf(runs: readonly ComparedRun[]): string {
  const [first, ...rest] = runs.map(({ name }) => name);
  if (!first || rest.length === 0) return first ?? '';
  let shared = first;
  for (const name of rest) while (!name.startsWith(shared)) shared = shared.slice(0, -1);
  const label = shared.replace(/[-_ ]*(seed)?[-_ =]*$/iu, '');
  return label.length >= 3 ? label : (runs[0]?.config.blend.name ?? first);
}

/** Names without the time at which their runs were set up, where that leaves them distinct. */
export function shortNames(names: readonly string[]): readonly string[] {
  const short = names.map((name) => name.replace(/-\d{4}(-\d{2}){5}(?=-|$)/u, ''));
  return new Set(short).size === new Set(names).size ? short : names;
}

function distinct(labels: readonly string[]): string[] {
  return labels.map((label, index) => {
    const before = labels.slice(0, index).filter((other) => other === label).length;
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}
