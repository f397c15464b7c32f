import { readEntities, type TaggedSentences } from '../scores/entityPair';
import { f1Of, type Interval, middle95, type ResamplingOptions, resampler } from './resample';
import { kindsByType } from './sentenceKinds';

/** F1 over all entities and by type, each with its interval. */
export interface F1Intervals {
  readonly micro: Interval;
  readonly types: Readonly<Record<string, Interval>>;
}

/**
 * 95 % percentile intervals of F1 by the bootstrap over sentences (Efron and Tibshirani 1993, chapter 13).
 * @param gold tags of each sentence; `predicted` as many of as many
 */
export function bootstrapF1(
  gold: TaggedSentences,
  predicted: TaggedSentences,
  { resamples = 10_000, seed = 1, ...reading }: ResamplingOptions = {},
): F1Intervals {
  const { types, ...kinds } = kindsByType(readEntities(gold, predicted, reading));
  const draw = resampler(kinds, seed);
  const micro = new Float64Array(resamples);
  const byType = types.map(() => new Float64Array(resamples));
  for (let resample = 0; resample < resamples; resample++) {
    const sums = draw();
    let [inGold, inPrediction, inBoth] = [0, 0, 0];
    byType.forEach((values, type) => {
      const [wanted = 0, found = 0, correct = 0] = [sums[3 * type], sums[3 * type + 1], sums[3 * type + 2]];
      values[resample] = f1Of(wanted, found, correct);
      inGold += wanted;
      inPrediction += found;
      inBoth += correct;
    });
    micro[resample] = f1Of(inGold, inPrediction, inBoth);
  }
  return {
    micro: middle95(micro),
    types: Object.fromEntries(byType.map((values, type) => [types[type] ?? '', middle95(values)])),
  };
}
