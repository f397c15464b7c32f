import assert from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile } from '../workspaceFiles';

const FILE = `-DOCSTART- O

She O
did O
n't O
meet O
Ada B-PER
Lovelace I-PER
<b> O
. O
`;

async function hoverAt(document: vscode.TextDocument, line: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, 0),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

describe('hovering', () => {
  it('shows the sentence as running text with its entities marked', async () => {
    const { document } = await openFile('hover.conll', FILE);
    const text = await hoverAt(document, 4);
    assert.match(
      text,
      /She didn\\'t meet <span style="[^"]*entity1[^"]*"><b>Ada Lovelace<\/b> <sub>PER<\/sub><\/span>/,
    );
    assert.match(text, /IOB2/);
  });

  it('shows what is in the file as text, never as markup', async () => {
    const { document } = await openFile('hover.conll', FILE);
    assert.match(await hoverAt(document, 8), /\\<b\\>/);
  });

  it('says nothing outside a sentence', async () => {
    const { document } = await openFile('hover.conll', FILE);
    assert.strictEqual(await hoverAt(document, 1), '');
    assert.strictEqual(await hoverAt(document, 0), '');
  });
});
