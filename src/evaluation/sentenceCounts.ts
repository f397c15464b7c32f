import { decodeEntities, type Entity } from '../dataset';
import { readAsConlleval } from './conllevalTags';

/**
 * How many entities each sentence has in gold, in the prediction, and in both, by type: what is drawn when sentences are
 * drawn. Sentences without any have no row.
 */
export interface SentenceCounts {
  /** In alphabetical order. */
  readonly types: readonly string[];
  /** All sentences, also those without entities. */
  readonly sentences: number;
  /** [rows, types, 3]: gold, predicted, correct; row-major. */
  readonly counts: Int32Array;
  /** The sentence of each row. */
  readonly rows: Int32Array;
}

/** @param types those to count, where several predictions are to have the same; by default those that occur */
export function countBySentence(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  types?: readonly string[],
): SentenceCounts {
  const read = (tags: readonly string[]) => decodeEntities(readAsConlleval(tags));
  const goldEntities = gold.map(read);
  const predictedEntities = predicted.map(read);
  const all = types ?? typesOf([...goldEntities, ...predictedEntities]);
  const place = new Map(all.map((type, index) => [type, 3 * index]));
  const stride = 3 * all.length;
  const rows: number[] = [];
  const counts: number[] = [];
  goldEntities.forEach((wanted, sentence) => {
    const found = predictedEntities[sentence] ?? [];
    if (wanted.length + found.length === 0) return;
    const row = new Array<number>(stride).fill(0);
    const add = ({ type }: Entity, column: number): void => {
      const at = place.get(type);
      if (at !== undefined) row[at + column] = (row[at + column] ?? 0) + 1;
    };
    for (const entity of wanted) add(entity, 0);
    for (const entity of found) {
      add(entity, 1);
      if (wanted.some(({ type, start, end }) => type === entity.type && start === entity.start && end === entity.end))
        add(entity, 2);
    }
    rows.push(sentence);
    counts.push(...row);
  });
  return { types: all, sentences: gold.length, counts: Int32Array.from(counts), rows: Int32Array.from(rows) };
}

function typesOf(sentences: readonly (readonly Entity[])[]): string[] {
  const types = new Set<string>();
  for (const entities of sentences) for (const { type } of entities) types.add(type);
  return [...types].sort();
}
