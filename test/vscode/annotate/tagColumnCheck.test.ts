import { describe, expect, it } from 'vitest';
import { ConllDocument } from '../../../src/dataset';
import { tagColumnProblem } from '../../../src/vscode/annotate/tagColumnCheck';

const problem = (text: string) => {
  const document = ConllDocument.parse(text);
  return tagColumnProblem(document, document.sentences, 'a.conll');
};

describe('tagColumnProblem', () => {
  it.each(['Ada B-PER\nran O\n', 'Ada NNP S-PER\n\nran VBD O\n'])('finds nothing in %j', (text) => {
    expect(problem(text)).toBeUndefined();
  });

  it('refuses a file of bare tokens', () => {
    expect(problem('# words\nAda\nran\n')?.message).toMatch(/^a\.conll, line 2: there is a token, but no column/);
  });

  it('refuses to write over what is no tag, and names its line', () => {
    const found = problem('Ada NNP B-PER\n\nran VBD O\nfast RB adverb\n');
    expect(found?.message).toMatch(/^a\.conll, line 4: "adverb" stands where a tag was expected/);
    expect(found?.line).toBe(3);
  });
});
