/** Which of a folder's files are for what, told by their names: for training with one click. */

export interface DataFiles {
  readonly original: readonly string[];
  readonly distilled: readonly string[];
  readonly dev?: string;
  readonly test?: string;
}

const roles = [
  // First match wins: `train-distilled` is distilled, `eng.testa` (CoNLL-2003's dev set) is dev.
  { role: 'prediction', words: ['prediction', 'predictions', 'predicted'] },
  { role: 'distilled', words: ['distilled', 'llm', 'gpt', 'silver', 'annotated'] },
  { role: 'dev', words: ['dev', 'valid', 'validation', 'val', 'testa', 'development'] },
  { role: 'test', words: ['test', 'testb', 'eval'] },
  { role: 'unlabelled', words: ['unlabelled', 'unlabeled', 'raw'] },
  { role: 'original', words: ['original', 'train', 'training', 'gold', 'human'] },
] as const;

/** Extensions of the language `conll`, and those that CoNLL files of the field have besides. */
const dataExtension = /\.(conll|conll2003|iob|iob2|bio|bioes|txt)$/i;

/**
 * Guesses roles by the words of each name: train, original, gold; distilled, llm, silver; dev, valid, testa; test, testb.
 * Several files may be original or distilled; of dev and test the first by name is taken. Others have no role.
 * @param files names or paths; the last path segment counts
 */
export function inferDataFiles(files: readonly string[]): DataFiles {
  const byRole = new Map<string, string[]>();
  for (const file of [...files].sort()) {
    const role = roleOf(file);
    if (role) byRole.set(role, [...(byRole.get(role) ?? []), file]);
  }
  const dev = byRole.get('dev')?.[0];
  const test = byRole.get('test')?.[0];
  return {
    original: byRole.get('original') ?? [],
    distilled: byRole.get('distilled') ?? [],
    ...(dev === undefined ? {} : { dev }),
    ...(test === undefined ? {} : { test }),
  };
}

function roleOf(file: string) {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const isData = dataExtension.test(name) || /(^|[._-])(train|testa|testb)$/i.test(name);
  if (!isData) return undefined;
  const words = name.toLowerCase().split(/[^a-z]+/);
  return roles.find((candidate) => candidate.words.some((word) => words.includes(word)))?.role;
}
