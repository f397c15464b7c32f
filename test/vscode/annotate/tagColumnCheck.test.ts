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
    const found = problem('Ada NNP name\n\nran VBD O\nfast RB adverb\n');
    expect(found?.message).toMatch(
      /^a\.conll, line 1: "name" stands where a tag was expected, .* Give each line a last column with a tag/,
    );
    expect(found?.line).toBe(0);
  });

  it.each([
    ['a slip', 'Ada B-PER\nran O\n\nBea B_PER\nran O\n', /^a\.conll, line 4: "B_PER" in column 2 is no tag/],
    ['a ragged line', 'New York B-LOC\nran O\nin O\nrain O\n', /^a\.conll, line 1: "York" in column 2 is no tag/],
  ])('says of %s among tags what to correct', (_, text, expected) => {
    const found = problem(text);
    expect(found?.message).toMatch(expected);
    expect(found?.message).toMatch(/Correct it first: a tag is O, or a prefix and an entity type, such as B-PER\.$/);
    expect(found?.message).not.toContain('Give each line');
  });
});
