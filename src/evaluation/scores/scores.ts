import type { Scores } from './types';

/** Entities of one type: in gold, predicted, and in both. */
export interface Counts {
  gold: number;
  predicted: number;
  correct: number;
}

export function scoresOf({ gold, predicted, correct }: Counts): Scores {
  const precision = ratio(correct, predicted);
  const recall = ratio(correct, gold);
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall), support: gold };
}

/**
 * micro: over all entities; macro: the plain mean over the types; weighted: their mean weighted by support. A type that
 * only the prediction has counts in macro with zeros, as in seqeval.
 */
export function averages(counts: readonly Counts[]): { micro: Scores; macro: Scores; weighted: Scores } {
  const total = counts.reduce<Counts>(
    (sum, each) => ({
      gold: sum.gold + each.gold,
      predicted: sum.predicted + each.predicted,
      correct: sum.correct + each.correct,
    }),
    { gold: 0, predicted: 0, correct: 0 },
  );
  const scores = counts.map(scoresOf);
  return {
    micro: scoresOf(total),
    macro: mean(scores, () => 1, total.gold),
    weighted: mean(scores, ({ support }) => support, total.gold),
  };
}

function mean(scores: readonly Scores[], weightOf: (scores: Scores) => number, support: number): Scores {
  const weight = scores.reduce((sum, each) => sum + weightOf(each), 0);
  const of = (pick: (scores: Scores) => number): number =>
    ratio(
      scores.reduce((sum, each) => sum + weightOf(each) * pick(each), 0),
      weight,
    );
  return {
    precision: of(({ precision }) => precision),
    recall: of(({ recall }) => recall),
    f1: of(({ f1 }) => f1),
    support,
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
