import { expect, it } from 'vitest';
import manifest from '../../package.json';
import { CONLL_EXTENSIONS } from '../../src/dataset';
import { CONLL_LANGUAGE, hasConllExtension } from '../../src/vscode/languageId';

it('is the language that package.json contributes', () => {
  const language = manifest.contributes.languages.find(({ id }) => id === CONLL_LANGUAGE);
  expect(language?.extensions).toEqual(CONLL_EXTENSIONS);
});

it('knows its files by name, in any case', () => {
  expect(['/a/train.CoNLL', 'x.bioes', 'notes.txt', '/conll'].map(hasConllExtension)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
