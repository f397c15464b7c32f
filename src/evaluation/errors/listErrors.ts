import { type EntityPair, isSameSpan } from '../scores/entityPair';
import { type AlignedEntities, alignEntities } from './alignEntities';

/**
 * What is wrong: the boundary (right type, other tokens), the type (right tokens), both (they only overlap), a gold entity
 * `missed`, or a predicted one `spurious`.
 */
export const errorKinds = ['boundary', 'type', 'both', 'missed', 'spurious'] as const;
export type ErrorKind = (typeof errorKinds)[number];

export interface EntityError extends AlignedEntities {
  readonly kind: ErrorKind;
  /** From 0. */
  readonly sentence: number;
}

/** All errors of a prediction in the order of the text. Gold and prediction are aligned by `alignEntities`. */
export function listErrors({ gold, predicted }: EntityPair): EntityError[] {
  return gold.flatMap((wanted, sentence) =>
    alignEntities(wanted, predicted[sentence] ?? []).flatMap((aligned) => {
      const kind = kindOf(aligned);
      return kind ? [{ kind, sentence, ...aligned }] : [];
    }),
  );
}

export function countByKind(errors: readonly EntityError[]): Readonly<Record<ErrorKind, number>> {
  const counts = { boundary: 0, type: 0, both: 0, missed: 0, spurious: 0 };
  for (const { kind } of errors) counts[kind]++;
  return counts;
}

function kindOf({ gold, predicted }: AlignedEntities): ErrorKind | undefined {
  if (!predicted) return 'missed';
  if (!gold) return 'spurious';
  const sameType = gold.type === predicted.type;
  if (isSameSpan(gold, predicted)) return sameType ? undefined : 'type';
  return sameType ? 'boundary' : 'both';
}
