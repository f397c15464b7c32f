import { DatasetError } from './datasetError';
import type { ConllDocument } from './document';
import type { Sentence, TextEdit } from './types';

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

/**
 * The edits that say how much sentences count: a comment `# weight = 0.87` above each, in place of one that is there.
 * @param weights one a sentence; undefined leaves it as it is
 */
export function editWeights(document: ConllDocument, weights: readonly (number | undefined)[]): TextEdit[] {
  const endOfLine = document.text.includes('\r\n') ? '\r\n' : '\n';
  return document.sentences.flatMap((sentence, index): TextEdit[] => {
    const weight = weights[index];
    if (weight === undefined) return [];
    const newText = `# weight = ${Number(weight.toFixed(4))}`;
    const first = sentence.lines[0] ?? 0;
    for (let line = first - 1; line >= 0 && document.lineKind(line) === 'comment'; line--) {
      const { start, end } = document.lineRange(line);
      if (pattern.test(document.text.slice(start, end))) return [{ start, end, newText }];
    }
    const { start } = document.lineRange(first);
    const at = document.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
    return [{ start: at, end: at, newText: newText + endOfLine }];
  });
}
