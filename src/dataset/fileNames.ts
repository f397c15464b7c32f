/** File name extensions of the language `conll` in VS Code; package.json contributes the same. */
export const CONLL_EXTENSIONS: readonly string[] = ['.conll', '.conll2003', '.iob', '.iob2', '.bio', '.bioes'];

/** What a folder is searched for: CoNLL files also go by `.tsv`, and plain text can become one. */
export const READABLE_EXTENSIONS: readonly string[] = [...CONLL_EXTENSIONS, '.tsv', '.txt'];

/** Text that is to be split into sentences and tokens first. */
export function isPlainText(file: string): boolean {
  return file.toLowerCase().endsWith('.txt');
}
