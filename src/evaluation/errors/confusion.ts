import type { EntityPair } from '../scores/entityPair';
import { alignEntities } from './alignEntities';

/** How often each type of gold was predicted as each type. */
export interface ConfusionMatrix {
  /** In alphabetical order. */
  readonly types: readonly string[];
  /**
   * [gold, predicted]: a row a type of gold and a last one without gold (spurious); a column a predicted type and a last one
   * without prediction (missed). A row sums to the type's support, a column to how often it was predicted.
   */
  readonly counts: readonly (readonly number[])[];
}

/** Of entities that `alignEntities` aligns: with a right type and a wrong boundary they stand on the diagonal. */
export function confusionMatrix({ gold, predicted }: EntityPair): ConfusionMatrix {
  const types = [...new Set([...gold, ...predicted].flatMap((entities) => entities.map(({ type }) => type)))].sort();
  const place = new Map(types.map((type, index) => [type, index]));
  const counts = Array.from({ length: types.length + 1 }, () => new Array<number>(types.length + 1).fill(0));
  const at = (type: string | undefined) => (type === undefined ? types.length : (place.get(type) ?? types.length));
  gold.forEach((wanted, sentence) => {
    for (const aligned of alignEntities(wanted, predicted[sentence] ?? [])) {
      const row = counts[at(aligned.gold?.type)];
      const column = at(aligned.predicted?.type);
      if (row) row[column] = (row[column] ?? 0) + 1;
    }
  });
  return { types, counts };
}
