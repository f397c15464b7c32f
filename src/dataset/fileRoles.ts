/** Which of a folder's files are for what, told by their names. */

const roles = [
  // First match wins: `train-distilled` is distilled, `eng.testa` (CoNLL-2003's dev set) is dev.
  { role: 'prediction', words: ['prediction', 'predictions', 'predicted'] },
  { role: 'distilled', words: ['distilled', 'llm', 'gpt', 'silver', 'annotated'] },
  { role: 'dev', words: ['dev', 'valid', 'validation', 'val', 'testa', 'development'] },
  { role: 'test', words: ['test', 'testb', 'eval'] },
  { role: 'unlabelled', words: ['unlabelled', 'unlabeled', 'raw'] },
  { role: 'original', words: ['original', 'train', 'training', 'gold', 'human'] },
] as const;

export type DataRole = (typeof roles)[number]['role'];

/** Extensions of the language `conll`, and those that CoNLL files of the field have besides. */
const dataExtension = /\.(conll|conll2003|iob|iob2|bio|bioes|txt|tsv)$/i;

/**
 * By the words of a file's name: train, original, gold; distilled, llm, silver; dev, valid, testa; test, testb.
 * @param file a name or path; the last path segment counts
 */
export function fileRole(file: string): DataRole | undefined {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const isData = dataExtension.test(name) || /(^|[._-])(train|testa|testb)$/i.test(name);
  if (!isData) return undefined;
  const words = name.toLowerCase().split(/[^a-z]+/);
  return roles.find((candidate) => candidate.words.some((word) => words.includes(word)))?.role;
}

/** Train and held-out sets should have no sentence in common; prediction and unlabelled files are neither. */
export function dataSide(file: string): 'train' | 'held out' | undefined {
  const role = fileRole(file);
  if (role === 'original' || role === 'distilled') return 'train';
  return role === 'dev' || role === 'test' ? 'held out' : undefined;
}
