import path from 'node:path';
import { bootstrapF1, compareRuns, holm } from '../../../../evaluation';
import type { Comparison, ComparisonNews, RunGroup, TestedRun } from '../../../../protocol/panel';
import { type Predictions, readPredictions } from '../../predictions';

/** A run's predictions, or why they cannot be compared with the baseline's. */
type Tested = { readonly predictions: Predictions } | { readonly problem: string; readonly otherFile?: true };

/** What is to be compared. */
export interface ComparisonTask {
  readonly runsFolder: string;
  readonly baseline: RunGroup;
  readonly others: readonly RunGroup[];
  /** 10,000 where left out. */
  readonly resamples?: number;
}

/**
 * Compares groups of runs with a baseline by their predictions of one test file. First comes which of them can be compared,
 * then one comparison after the other, with Holm's correction once all are there, and at last the intervals of F1.
 */
export async function* compareRunFolders(task: ComparisonTask): AsyncGenerator<ComparisonNews> {
  const { runsFolder, baseline, others, resamples = 10_000 } = task;
  const groups = [baseline, ...others];
  const tested = new Map<string, Tested>();
  let reference: Reference | undefined;
  for (const { run } of groups.flatMap(({ runs }) => runs)) {
    const found = await testedRun(path.join(runsFolder, run), run, reference);
    tested.set(run, found);
    if ('predictions' in found) reference ??= { run, predictions: found.predictions };
  }
  const told = (run: string, found: Tested): TestedRun => ({ run, ...('problem' in found && found) });
  yield { type: 'tested', runs: [...tested].map(([run, found]) => told(run, found)) };
  const comparisons: Comparison[] = [];
  for (const other of others) {
    comparisons.push(compareGroups(baseline, other, tested, resamples));
    yield { type: 'compared', comparisons: [...comparisons] };
  }
  const adjusted = holm(comparisons.map(({ significance }) => significance?.p));
  yield {
    type: 'compared',
    comparisons: comparisons.map((comparison, index) => {
      const adjustedP = adjusted[index];
      return adjustedP === undefined ? comparison : { ...comparison, adjustedP };
    }),
  };
  const alone = new Set(groups.flatMap(({ runs }) => (runs.length === 1 ? runs.map(({ run }) => run) : [])));
  const runs = [...tested].map(([run, found]): TestedRun => {
    if (!alone.has(run) || 'problem' in found) return told(run, found);
    return { run, intervals: bootstrapF1(found.predictions.gold, found.predictions.predicted, { resamples }) };
  });
  yield { type: 'tested', runs };
}

/** The run whose sentences all others must have. */
interface Reference {
  readonly run: string;
  readonly predictions: Predictions;
}

async function testedRun(folder: string, run: string, reference: Reference | undefined): Promise<Tested> {
  let predictions: Predictions | undefined;
  try {
    predictions = await readPredictions(folder);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  if (!predictions) {
    return { problem: `${run} has no predictions to compare: they are written when a run with a test file finishes.` };
  }
  const difference = reference && differenceOf(predictions, reference);
  if (difference === undefined) return { predictions };
  return { problem: `${run} was tested on another file: ${difference}.`, otherFile: true };
}

/** The first place where two test files are not the same. */
function differenceOf(own: Predictions, { run, predictions: other }: Reference): string | undefined {
  for (const [index, tokens] of own.tokens.entries()) {
    const [otherTokens, gold, otherGold] = [other.tokens[index], own.gold[index], other.gold[index]];
    if (!otherTokens) break;
    for (let at = 0; at < Math.max(tokens.length, otherTokens.length); at++) {
      if (tokens[at] === otherTokens[at] && gold?.[at] === otherGold?.[at]) continue;
      const line = (own.document.sentences[index]?.lines[Math.min(at, tokens.length - 1)] ?? 0) + 1;
      const text = (token: string | undefined, tag: string | undefined) =>
        token === undefined ? 'the end of the sentence' : `“${token} ${tag ?? ''}”`;
      return `line ${line} of its predictions is ${text(tokens[at], gold?.[at])}, where ${run} has ${text(otherTokens[at], otherGold?.[at])}`;
    }
  }
  if (own.tokens.length === other.tokens.length) return undefined;
  const [count, otherCount] = [own.tokens.length, other.tokens.length];
  return `it has ${count} ${count === 1 ? 'sentence' : 'sentences'}, ${run} has ${otherCount}`;
}

function compareGroups(
  baseline: RunGroup,
  other: RunGroup,
  tested: ReadonlyMap<string, Tested>,
  resamples: number,
): Comparison {
  const { label } = other;
  const usable = ({ runs }: RunGroup) =>
    runs.flatMap(({ run, seed }) => {
      const found = tested.get(run);
      return found && 'predictions' in found ? [{ run, seed, predictions: found.predictions }] : [];
    });
  const { pairs, byOrder } = pairsOf(usable(baseline), usable(other));
  const [first] = pairs;
  if (!first) {
    const problems = [...other.runs, ...baseline.runs].flatMap(({ run }) => {
      const found = tested.get(run);
      return found && 'problem' in found ? [found.problem] : [];
    });
    return { label, pairs: 0, problem: problems[0] ?? 'There is nothing to compare.' };
  }
  const significance = compareRuns(
    first[0].predictions.gold,
    pairs.map(([before]) => before.predictions.predicted),
    pairs.map(([, after]) => after.predictions.predicted),
    { resamples },
  );
  const unpairedOf = ({ runs }: RunGroup, paired: readonly Seeded[]) =>
    runs.flatMap(({ run }) => (paired.some((each) => each.run === run) ? [] : [run]));
  const unpaired = [
    ...unpairedOf(
      baseline,
      pairs.map(([before]) => before),
    ),
    ...unpairedOf(
      other,
      pairs.map(([, after]) => after),
    ),
  ];
  return {
    ...{ label, pairs: pairs.length, significance },
    ...(byOrder && { pairedByOrder: true as const }),
    ...(unpaired.length > 0 && { unpaired }),
  };
}

interface Seeded {
  readonly run: string;
  readonly seed: number;
  readonly predictions: Predictions;
}

interface Pairs {
  readonly pairs: (readonly [before: Seeded, after: Seeded])[];
  readonly byOrder: boolean;
}

/** Runs of the same seed; where no seed is on both sides, as many as both have, in the order of their seeds. */
function pairsOf(baseline: readonly Seeded[], other: readonly Seeded[]): Pairs {
  const bySeed = (runs: readonly Seeded[]) => runs.toSorted((a, b) => a.seed - b.seed);
  const partners = new Map(baseline.map((run) => [run.seed, run]));
  // One run for each seed: the same seed again is no other sample.
  const same = [...new Map(other.map((run) => [run.seed, run])).values()].flatMap((after) => {
    const before = partners.get(after.seed);
    return before ? [[before, after] as const] : [];
  });
  if (same.length > 0) return { pairs: same, byOrder: false };
  const before = bySeed(baseline);
  const pairs = bySeed(other).flatMap((after, index) => {
    const partner = before[index];
    return partner ? [[partner, after] as const] : [];
  });
  return { pairs, byOrder: true };
}
