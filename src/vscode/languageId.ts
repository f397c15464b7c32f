/** The language of package.json's `contributes.languages`, and its file name extensions. */
export const CONLL_LANGUAGE = 'conll';
export const CONLL_EXTENSIONS: readonly string[] = ['.conll', '.conll2003', '.iob', '.iob2', '.bio', '.bioes'];

export const hasConllExtension = (path: string): boolean =>
  CONLL_EXTENSIONS.some((extension) => path.toLowerCase().endsWith(extension));
