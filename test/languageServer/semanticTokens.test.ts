import { afterEach, describe, expect, it } from 'vitest';
import type { SemanticTokens } from 'vscode-languageserver-protocol';
import manifest from '../../package.json';
import { TestClient } from './testClient';

let editor: TestClient | undefined;
afterEach(async () => {
  await editor?.close();
  editor = undefined;
});

/** What is coloured of lines of a text, one `TYPE[TEXT]` after the other for each line that has colours. */
async function colours(text: string, first = 0, last = Number.MAX_SAFE_INTEGER, uri?: string): Promise<string[]> {
  editor = await TestClient.open(text, uri);
  const { data } = await editor.request<SemanticTokens>('semanticTokens/range', {
    range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } },
  });
  const legend = ['comment', 'document', 'entity', 'column', 'prefix', 'type'];
  const lines = text.split('\n');
  const found = new Map<number, string[]>();
  let [line, character] = [0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [down = 0, along = 0, length = 0, type = -1] = data.slice(index, index + 5);
    [line, character] = down > 0 ? [line + down, along] : [line, character + along];
    const of = found.get(line) ?? [];
    of.push(`${legend[type]}[${lines[line]?.slice(character, character + length)}]`);
    found.set(line, of);
  }
  return [...found].map(([at, tokens]) => `${at}: ${tokens.join(' ')}`);
}

describe('semantic tokens', () => {
  it('are of every column but O and tokens outside entities', async () => {
    const text =
      '-DOCSTART- -X- -X- O\n\n# seen\nAda NNP I-NP B-PER\nLovelace NNP I-NP I-PER\n# . O O\nleft VBD I-VP O\n';
    expect(await colours(text)).toEqual([
      '0: document[-DOCSTART- -X- -X- O]',
      '2: comment[# seen]',
      '3: entity[Ada] column[NNP] column[I-NP] prefix[B-] type[PER]',
      '4: entity[Lovelace] column[NNP] column[I-NP] prefix[I-] type[PER]',
      // As many columns as the others, and a tag at the end: a token.
      '5: column[.] column[O]',
      '6: column[VBD] column[I-VP]',
    ]);
  });

  it('tell tokens with blanks in files of tabs, and types with hyphens', async () => {
    expect(await colours('New York\tB-LOC\nis\tO\n# 1\tO\nHeLa cells\tU-cell-line\n')).toEqual([
      '0: entity[New York] prefix[B-] type[LOC]',
      '3: entity[HeLa cells] prefix[U-] type[cell-line]',
    ]);
  });

  it('colour CoNLL-U, with its comments before and between sentences', async () => {
    const text = '# sent_id = 1\n1\tAda\t_\tB-PER\n2-3\tdidn’t\t_\tO\n\n# sent_id = 2\n1\tNo\t_\tO\n';
    expect(await colours(text)).toEqual([
      '0: comment[# sent_id = 1]',
      '1: entity[1] column[Ada] column[_] prefix[B-] type[PER]',
      '2: column[didn’t] column[_]',
      '4: comment[# sent_id = 2]',
      '5: column[No] column[_]',
    ]);
  });

  it('colour ragged lines, and what is no tag, as far as they go', async () => {
    const text = 'Ada NNP B-PER\nlonely\nleft VBD\nat IN Q-PER\nBath NNP B-LOC extra\n  \nx y O\n';
    expect(await colours(text)).toEqual([
      '0: entity[Ada] column[NNP] prefix[B-] type[PER]',
      '2: column[VBD]',
      '3: column[IN] column[Q-PER]',
      '4: entity[Bath] column[NNP] prefix[B-] type[LOC] column[extra]',
      '6: column[y]',
    ]);
  });

  it('are only of the lines that are asked for', async () => {
    expect(await colours('Ada B-PER\nLovelace I-PER\nleft O\n\n# seen\nBath B-LOC\n', 1, 4)).toEqual([
      '1: entity[Lovelace] prefix[I-] type[PER]',
      '4: comment[# seen]',
    ]);
  });

  it('are the same in other versions of a file, such as that of a commit', async () => {
    expect(await colours('Ada B-PER\n', 0, 1, 'git:/train.conll')).toEqual(['0: entity[Ada] prefix[B-] type[PER]']);
  });

  it('have a legend that package.json declares, with scopes for themes', async () => {
    editor = await TestClient.open('');
    const { legend } = editor.capabilities.semanticTokensProvider ?? { legend: { tokenTypes: [] } };
    const { semanticTokenTypes, semanticTokenScopes } = manifest.contributes;
    const declared = semanticTokenTypes.map(({ id }) => id);
    expect(new Set(legend.tokenTypes)).toEqual(new Set(['comment', ...declared]));
    expect(semanticTokenScopes.map(({ scopes }) => new Set(Object.keys(scopes)))).toEqual([new Set(legend.tokenTypes)]);
  });
});
