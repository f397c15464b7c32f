import type { Entity } from '../../dataset';
import {
  confusionMatrix,
  countByKind,
  type EntityPair,
  evaluate,
  listErrors,
  nervaluate,
  type ReadingOptions,
  type SurfaceForms,
  textOf,
} from '../../evaluation';
import { breakdownsOf, calibrationOf } from './analyses';
import type { Difference } from './difference';
import type { EvaluateOptions } from './evaluateFiles';
import type { TagPair } from './tagPair';

/** All that an evaluation says, for other programs: figures in 0..1, lines counted from 1, tokens from 0. */
export function evaluationJson(
  entities: EntityPair,
  pair: TagPair,
  {
    reading,
    training,
    options,
    other,
  }: {
    readonly reading: ReadingOptions;
    readonly training: SurfaceForms | undefined;
    readonly options: EvaluateOptions;
    readonly other: Difference | undefined;
  },
): object {
  const { sentences } = pair.goldFile.document;
  const errors = listErrors(entities);
  const described = (entity: Entity, sentence: number) => ({
    ...entity,
    text: textOf(entity, sentences[sentence]?.tokens ?? []),
    line: (sentences[sentence]?.lines[entity.start] ?? 0) + 1,
  });
  return {
    mode: reading.mode,
    scheme: reading.scheme,
    ...evaluate(pair.gold, pair.predicted, reading),
    nervaluate: nervaluate(entities),
    confusion: confusionMatrix(entities),
    breakdowns: breakdownsOf(entities, pair, training),
    ...(options.calibration !== undefined && { calibration: calibrationOf(entities, pair, options.calibration) }),
    ...(other && { difference: { against: other.against, ...other.significance } }),
    errorCounts: countByKind(errors),
    errors: errors.map(({ kind, sentence, gold, predicted }) => ({
      kind,
      sentence,
      ...(gold && { gold: described(gold, sentence) }),
      ...(predicted && { predicted: described(predicted, sentence) }),
    })),
  };
}
