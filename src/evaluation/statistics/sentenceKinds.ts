import type { Entity } from '../../dataset';
import { type EntityPair, isSameEntity } from '../scores/entityPair';

/**
 * What each sentence counts in an evaluation. Sentences with the same counts are one kind: drawing one or the other is the
 * same, and there are far fewer kinds than sentences.
 */
export interface SentenceKinds {
  /** Of each sentence its kind, an index of `counts`. */
  readonly kindOf: Int32Array;
  /** [kinds][columns]. */
  readonly counts: readonly Int32Array[];
}

/** Three columns a type: gold, predicted, correct. */
export function kindsByType({ gold, predicted }: EntityPair): SentenceKinds & { readonly types: readonly string[] } {
  const types = [...new Set([...gold, ...predicted].flatMap((entities) => entities.map(({ type }) => type)))].sort();
  const place = new Map(types.map((type, index) => [type, 3 * index]));
  const rows = gold.map((wanted, sentence) => {
    const row = new Int32Array(3 * types.length);
    const add = ({ type }: Entity, column: number): void => {
      const at = (place.get(type) ?? 0) + column;
      row[at] = (row[at] ?? 0) + 1;
    };
    for (const entity of wanted) add(entity, 0);
    for (const entity of predicted[sentence] ?? []) {
      add(entity, 1);
      if (wanted.some((each) => isSameEntity(each, entity))) add(entity, 2);
    }
    return row;
  });
  return { ...kinds(rows), types };
}

/** Columns: gold, then predicted and correct of each prediction. */
export function kindsByPrediction(
  gold: EntityPair['gold'],
  predictions: readonly EntityPair['predicted'][],
): SentenceKinds {
  const rows = gold.map((wanted, sentence) => {
    const counts = predictions.flatMap((predicted) => {
      const found = predicted[sentence] ?? [];
      return [found.length, found.filter((entity) => wanted.some((each) => isSameEntity(each, entity))).length];
    });
    return Int32Array.of(wanted.length, ...counts);
  });
  return kinds(rows);
}

function kinds(rows: readonly Int32Array[]): SentenceKinds {
  const known = new Map<string, number>();
  const counts: Int32Array[] = [];
  const kindOf = Int32Array.from(rows, (row) => {
    const key = row.join();
    const kind = known.get(key) ?? counts.length;
    if (kind === counts.length) {
      known.set(key, kind);
      counts.push(row);
    }
    return kind;
  });
  return { kindOf, counts };
}
