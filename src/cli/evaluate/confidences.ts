import { DatasetError, type Entity } from '../../dataset';
import { entityConfidence } from '../../evaluation';
import type { ConllFile } from '../input';

/**
 * How sure the student was of each predicted entity, from a column with a probability a token, as `predict --confidence`
 * writes it.
 * @param column index from 0
 * @param entities the predicted ones of each sentence
 * @throws DatasetError naming the first line without one
 */
export function readConfidences(
  { name, document }: ConllFile,
  column: number,
  entities: readonly (readonly Entity[])[],
): number[][] {
  return document.sentences.map((sentence, index) => {
    const probabilities = document.column(sentence, column).map((cell, token) => {
      const probability = cell.trim() === '' ? Number.NaN : Number(cell);
      if (probability >= 0 && probability <= 1) return probability;
      const line = sentence.lines[token] ?? 0;
      throw new DatasetError(
        `${name}, line ${line + 1}: ${cell === '' ? `there is no column ${column + 1}` : `"${cell}" in column ${column + 1} is no confidence`}. Expected a number from 0 to 1, such as conll-distill predict --confidence writes.`,
        { file: name, line },
      );
    });
    return (entities[index] ?? []).map((entity) => entityConfidence(entity, probabilities));
  });
}
