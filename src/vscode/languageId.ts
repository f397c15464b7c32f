import { CONLL_EXTENSIONS } from '../dataset';

/** The language of package.json's `contributes.languages`. */
export const CONLL_LANGUAGE = 'conll';

export const hasConllExtension = (path: string): boolean =>
  CONLL_EXTENSIONS.some((extension) => path.toLowerCase().endsWith(extension));
