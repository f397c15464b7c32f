import { DatasetError } from './datasetError';
import type { ConllDocument } from './document';
import type { Sentence } from './types';

const pattern = /^#\s*weight\s*=\s*(.*?)\s*$/;

/**
 * How much a sentence counts when a student learns from it: what a comment `# weight = 0.5` above its first token says.
 * @param file named in errors
 * @returns undefined where nothing is said
 * @throws DatasetError for a weight that is no number from 0
 */
export function sentenceWeight(document: ConllDocument, sentence: Sentence, file: string): number | undefined {
  const first = sentence.lines[0] ?? 0;
  for (let line = first - 1; line >= 0 && document.lineKind(line) === 'comment'; line--) {
    const { start, end } = document.lineRange(line);
    const written = pattern.exec(document.text.slice(start, end))?.[1];
    if (written === undefined) continue;
    const weight = written === '' ? Number.NaN : Number(written);
    if (Number.isFinite(weight) && weight >= 0) return weight;
    throw new DatasetError(
      `${file}, line ${line + 1}: the weight of a sentence must be a number from 0, such as "# weight = 0.5", not "${written}".`,
      { file, line },
    );
  }
  return undefined;
}
