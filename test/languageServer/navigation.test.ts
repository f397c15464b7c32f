import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  type Range,
  type SelectionRange,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestClient } from './testClient';

const TEXT = `-DOCSTART- O

Ada NNP B-PER
Lovelace NNP I-PER
left VBD O
Bath NNP B-LOC
. . O

Bath NNP O
waits VBZ O

-DOCSTART- O

# a comment
# and another
The DT O
Bath NNP B-ORG
Chronicle NNP I-ORG
praised VBD O
Ada NNP B-PER
`;

let folder: string;
let editor: TestClient | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-'));
});
afterEach(async () => {
  await editor?.close();
  editor = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** An editor with this text open in a workspace of one folder, with other files on disk. */
async function open(text: string, others: Record<string, string> = {}, options: object = {}): Promise<TestClient> {
  for (const [name, content] of Object.entries(others)) await writeFile(path.join(folder, name), content);
  const uri = pathToFileURL(path.join(folder, 'open.conll')).href;
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'data' }];
  editor = await TestClient.open(text, uri, { workspaceFolders, initializationOptions: options });
  return editor;
}

const at = (line: number, character: number) => ({ position: { line, character } });
const point = (line: number, character = 0): Range => ({ start: { line, character }, end: { line, character } });
const nameOf = (uri: string): string => uri.split('/').at(-1) ?? '';

describe('the outline', () => {
  it('lists documents, their sentences as text, and the entities of those', async () => {
    const symbols = await (await open(TEXT)).request<DocumentSymbol[]>('documentSymbol');
    expect(symbols.map(({ name, detail, range }) => [name, detail, range.start.line, range.end.line])).toEqual([
      ['Document 1', '2 sentences', 0, 9],
      ['Document 2', '1 sentence', 11, 19],
    ]);
    const [first] = symbols[0]?.children ?? [];
    expect(first).toMatchObject({ name: 'Ada Lovelace left Bath.', range: { start: { line: 2 }, end: { line: 6 } } });
    expect(first?.children?.map(({ name, detail }) => `${detail} ${name}`)).toEqual(['PER Ada Lovelace', 'LOC Bath']);
  });

  it('lists the sentences of a file without documents, with their entities in their details where it is long', async () => {
    const many = `Ada B-PER\nwrites O\n\n`.repeat(2500);
    const client = await open(many);
    const symbols = await client.request<DocumentSymbol[]>('documentSymbol');
    expect(symbols).toHaveLength(2500);
    expect(symbols[2499]).toMatchObject({ name: 'Ada writes', detail: 'PER Ada', range: { start: { line: 7497 } } });
    // After an edit, lines below it are others.
    await client.change({ range: point(0), text: 'New O\n\n' });
    const after = await client.request<DocumentSymbol[]>('documentSymbol');
    expect(after).toHaveLength(2501);
    expect(after[2500]?.range.start.line).toBe(7499);
  });
});

describe('folding', () => {
  it('folds documents, sentences and blocks of comments', async () => {
    const ranges = await (await open(TEXT)).request<FoldingRange[]>('foldingRange');
    expect(ranges.map(({ startLine, endLine, kind }) => [startLine, endLine, kind ?? ''])).toEqual([
      [0, 9, ''],
      [11, 19, ''],
      [2, 6, ''],
      [8, 9, ''],
      [15, 19, ''],
      [13, 14, 'comment'],
    ]);
  });
});

describe('expanding the selection', () => {
  it('goes from the cell to the line, the entity, the sentence, the document and the file', async () => {
    const client = await open(TEXT);
    const [innermost] = await client.request<SelectionRange[]>('selectionRange', { positions: [at(3, 2).position] });
    const spans: string[] = [];
    for (let range = innermost; range; range = range.parent) {
      const { start, end } = range.range;
      spans.push(`${start.line}:${start.character}-${end.line}:${end.character}`);
    }
    expect(spans).toEqual(['3:0-3:8', '3:0-3:18', '2:0-3:18', '2:0-6:5', '0:0-10:0', '0:0-20:0']);
  });
});

describe('completion', () => {
  const labels = (items: CompletionItem[]): string[] =>
    [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label);

  it('offers the tags that are legal after the one above, going on with the entity first', async () => {
    const client = await open(TEXT);
    const goingOn = ['I-PER', 'O', 'B-PER', 'B-LOC', 'B-ORG', 'B-MISC'];
    expect(labels(await client.request('completion', at(3, 15)))).toEqual(goingOn);
    expect(labels(await client.request('completion', at(4, 9)))).toEqual(goingOn);
    expect(labels(await client.request('completion', at(8, 10)))).toEqual(['O', 'B-PER', 'B-LOC', 'B-ORG', 'B-MISC']);
    // Other columns are not ours to complete.
    expect(await client.request('completion', at(3, 10))).toEqual([]);
  });

  it('replaces the cell that is there, and begins one where none is', async () => {
    const client = await open('Ada B-PER\nLovelace \n\nBath S-LOC\n\nUlm S-LOC\n\nRome S-LOC\n');
    const [first] = await client.request<CompletionItem[]>('completion', at(0, 6));
    expect(first?.textEdit).toMatchObject({ range: { start: { character: 4 }, end: { character: 9 } } });
    const [next] = await client.request<CompletionItem[]>('completion', at(1, 9));
    expect(next?.textEdit).toMatchObject({ range: { start: { character: 9 }, end: { character: 9 } } });
  });
});

describe('references', () => {
  const OTHER = 'In O\nBath B-LOC\nand O\nBath O\n';

  it('finds a surface form in every file, and marks it in this one', async () => {
    const client = await open(TEXT, { 'other.conll': OTHER, 'notes.txt': 'Bath O\n' });
    const found = await client.request<Location[]>('references', {
      ...at(5, 1),
      context: { includeDeclaration: true },
    });
    expect(found.map(({ uri, range }) => `${nameOf(uri)}:${range.start.line}`)).toEqual([
      ...['open.conll:5', 'open.conll:8', 'open.conll:16'],
      ...['other.conll:1', 'other.conll:3'],
    ]);
    expect(await client.request<unknown[]>('documentHighlight', at(5, 1))).toHaveLength(3);
  });

  it('finds the entities of a type, from a tag', async () => {
    const client = await open(TEXT, { 'other.conll': OTHER });
    const found = await client.request<Location[]>('references', {
      ...at(5, 11),
      context: { includeDeclaration: true },
    });
    expect(found.map(({ uri, range }) => `${nameOf(uri)}:${range.start.line}`)).toEqual([
      'open.conll:5',
      'other.conll:1',
    ]);
  });
});

describe('hovering', () => {
  it('says how the surface form is tagged in the workspace', async () => {
    const client = await open(TEXT, { 'other.conll': 'Bath B-LOC\n\nBath B-PER\n' });
    const { contents } = await client.request<Hover>('hover', at(5, 1));
    expect(contents).toMatchObject({
      value: '**Bath** in 2 files: LOC 2 · PER 1 · untagged 1 · with other boundaries 1',
    });
    expect(await client.request('hover', at(4, 1))).toBeNull();
  });

  it('shows what stands in the file as text, never as markup', async () => {
    const client = await open('<b>* B-PER\n');
    const { contents } = await client.request<Hover>('hover', at(0, 1));
    expect(contents).toMatchObject({ value: '**\\<b\\>\\*** in 1 file: PER 1' });
  });
});

describe('renaming a type', () => {
  const changed = (text: string, uri: string, { documentChanges = [] }: WorkspaceEdit): string => {
    const change = documentChanges.find(
      (each): each is TextDocumentEdit => 'edits' in each && each.textDocument.uri === uri,
    );
    const edits = change?.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])) ?? [];
    return TextDocument.applyEdits(TextDocument.create(uri, 'conll', 1, text), edits);
  };

  it('changes it in every file and every column of tags, and nothing else', async () => {
    const other = 'Ada\tB-PER\tB-PER\r\nPER-haps\tO\tI-PER\r\n\r\n';
    const client = await open(TEXT, { 'other.conll': other, 'none.conll': 'Ulm B-LOC\n' });
    expect(await client.request('prepareRename', at(3, 14))).toMatchObject({ placeholder: 'PER' });
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(3, 14), newName: 'person' });
    const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;
    expect(changed(TEXT, uri('open.conll'), edit)).toBe(TEXT.replaceAll('-PER', '-person'));
    expect(changed(other, uri('other.conll'), edit)).toBe(
      other.replaceAll('-PER', '-person').replace('person-haps', 'PER-haps'),
    );
    expect(edit.documentChanges).toHaveLength(2);
    // Nothing is written by the server itself.
    expect(await readFile(path.join(folder, 'other.conll'), 'utf8')).toBe(other);
  });

  it('goes on where a tag is none and where a line is ragged, and leaves those and words alone', async () => {
    const other = [
      ...['Ada NNP B-PER B-PER', 'Lovelace I-PER I-PER I_PER', 'ran VBD O O', 'and then CC O O', 'short NN', ''],
      ...['Bo NNP B_PER B-PER', 'Ole NNP I-PER I-PER', ''],
    ].join('\n');
    const client = await open(`${TEXT}\nBo NNP B_PER\n`, {
      'other.conll': other,
      'slip.conll': 'Bo B_PER\nOle B-PER\n',
    });
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(3, 14), newName: 'HUMAN' });
    const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;
    expect(changed(TEXT, uri('open.conll'), edit)).toBe(TEXT.replaceAll('-PER', '-HUMAN'));
    // Among parts of speech, I-PER is a word like others.
    expect(changed(other, uri('other.conll'), edit)).toBe(
      other.replaceAll('-PER', '-HUMAN').replace('Lovelace I-HUMAN', 'Lovelace I-PER'),
    );
    expect(changed('Bo B_PER\nOle B-PER\n', uri('slip.conll'), edit)).toBe('Bo B_PER\nOle B-HUMAN\n');
  });

  it('keeps what is no tag where entities that stand side by side are kept apart', async () => {
    const text = 'Ada I-PER\nBath I-LOC\nUlm B_LOC\nBo I-LOC\nlonely\n\nA I-PER\nB B-PER\n';
    const client = await open(text);
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(1, 8), newName: 'PER' });
    const uri = pathToFileURL(path.join(folder, 'open.conll')).href;
    expect(changed(text, uri, edit)).toBe('Ada I-PER\nBath B-PER\nUlm B_LOC\nBo I-PER\nlonely\n\nA I-PER\nB B-PER\n');
  });

  it('keeps entities apart that stand side by side', async () => {
    const text = 'Ada I-PER\nBath I-LOC\nUlm O\n\nA I-PER\nB B-PER\n';
    const client = await open(text);
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(1, 8), newName: 'PER' });
    const uri = pathToFileURL(path.join(folder, 'open.conll')).href;
    expect(changed(text, uri, edit)).toBe('Ada I-PER\nBath B-PER\nUlm O\n\nA I-PER\nB B-PER\n');
  });

  it('changes the type sets beside files too', async () => {
    await mkdir(path.join(folder, 'sub'));
    const [labels, json] = ['\ufeffLOC: a place\nPER: a person\n', '{ "PER": "people" }'];
    const client = await open(TEXT, { 'labels.txt': labels, 'sub/a.conll': 'Ulm B-LOC\n', 'sub/labels.json': json });
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(3, 14), newName: 'HUMAN' });
    const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;
    expect(changed(labels.slice(1), uri('labels.txt'), edit)).toBe('LOC: a place\nHUMAN: a person\n');
    expect(changed(json, uri('sub/labels.json'), edit)).toBe('{ "HUMAN": "people" }');
    await writeFile(path.join(folder, 'sub/labels.json'), '["PER", 1]');
    await expect(client.request('rename', { ...at(3, 14), newName: 'HUMAN' })).rejects.toThrow(
      /Nothing was renamed. .*labels.json: 1 is no entity type/,
    );
  });

  it('knows places of a file with a byte order mark as editors count them', async () => {
    const client = await open(TEXT, { 'marked.conll': '\ufeffAda B-PER\n' });
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(3, 14), newName: 'P' });
    const uri = pathToFileURL(path.join(folder, 'marked.conll')).href;
    expect(changed('Ada B-PER\n', uri, edit)).toBe('Ada B-P\n');
  });

  it('edits no file that an editor would open as what it is not', async () => {
    const client = await open(TEXT);
    await writeFile(path.join(folder, 'latin.conll'), Buffer.from('Müller B-PER\n', 'latin1'));
    await expect(client.request('rename', { ...at(3, 14), newName: 'HUMAN' })).rejects.toThrow(
      /Nothing was changed: .*latin\.conll is not UTF-8/,
    );
    await writeFile(path.join(folder, 'latin.conll'), Buffer.from('Müller O\n\nBath O\n', 'latin1'));
    const labelAll = client.actionsAt(point(5, 1), 'refactor.rewrite.labelAll');
    await expect(labelAll).rejects.toThrow(/latin\.conll is not UTF-8/);
    await writeFile(path.join(folder, 'labels.txt'), Buffer.from('PER: Männer und Frauen\n', 'latin1'));
    await expect(client.request('rename', { ...at(3, 14), newName: 'HUMAN' })).rejects.toThrow(
      /Nothing was renamed. .*labels\.txt is not UTF-8/,
    );
  });

  it('makes no edit of a rename that is cancelled, rather than half of it', async () => {
    const client = await open(TEXT);
    const cancelling = new CancellationTokenSource();
    const answer = client.request('rename', { ...at(3, 14), newName: 'HUMAN' }, cancelling.token);
    cancelling.cancel();
    await expect(answer).rejects.toThrow('The rename was cancelled.');
  });

  it('says that a setting lists the type, where the editor does not change it itself', async () => {
    const settings = { entityTypes: ['PER', 'LOC'] };
    const client = await open(TEXT, {}, settings);
    await client.request('rename', { ...at(3, 14), newName: 'HUMAN' });
    expect(client.messages).toEqual([expect.stringContaining('entityTypes lists PER')]);
    await client.close();
    editor = await open(TEXT, {}, { ...settings, renamesInSettings: true });
    await editor.request('rename', { ...at(3, 14), newName: 'HUMAN' });
    expect(editor.messages).toEqual([]);
  });

  it('says in which files nothing is changed because they are too large, and so does labelling', async () => {
    const client = await open(TEXT, { 'large.conll': 'Ada B-PER\n' });
    await truncate(path.join(folder, 'large.conll'), 50 * 1024 * 1024 + 1);
    const edit = await client.request<WorkspaceEdit>('rename', { ...at(3, 14), newName: 'HUMAN' });
    expect(edit.documentChanges).toHaveLength(1);
    const left = (done: string) => expect.stringMatching(`nothing is ${done} there: .*large\\.conll\\. Split it`);
    expect(client.messages).toEqual([left('renamed')]);
    await client.actionsAt(point(5, 1), 'refactor.rewrite.labelAll');
    expect(client.messages).toEqual([left('renamed'), left('labelled')]);
  });

  it('refuses what is no type, and names that are none', async () => {
    const client = await open(TEXT);
    await expect(client.request('prepareRename', at(3, 2))).rejects.toThrow('Only entity types can be renamed');
    await expect(client.request('rename', { ...at(3, 14), newName: 'two words' })).rejects.toThrow(
      '"two words" is no name',
    );
  });
});

describe('labelling', () => {
  const titles = (actions: CodeAction[]): string[] => actions.map(({ title }) => title);

  it('labels what is selected, in place of what it touches', async () => {
    const client = await open(TEXT);
    const actions = await client.actionsAt(
      { start: { line: 15, character: 0 }, end: { line: 17, character: 3 } },
      'refactor.rewrite.label',
    );
    expect(titles(actions)).toEqual([
      ...['PER', 'LOC', 'ORG', 'MISC'].map((type) => `Label “The Bath Chronicle” as ${type}`),
      'Remove the label of “The Bath Chronicle”',
    ]);
    await client.apply(actions[2]);
    expect(client.text).toBe(TEXT.replace('The DT O\nBath NNP B-ORG', 'The DT B-ORG\nBath NNP I-ORG'));
  });

  it('means the whole entity by a cursor in it, and a selection of several sentences not at all', async () => {
    const client = await open(TEXT);
    const [asLoc] = await client.actionsAt(point(3, 1), 'refactor.rewrite.label');
    expect(asLoc?.title).toBe('Label “Ada Lovelace” as LOC');
    const across = { start: { line: 5, character: 0 }, end: { line: 9, character: 1 } };
    expect(await client.actionsAt(across, 'refactor.rewrite.label')).toEqual([]);
  });

  it('labels every occurrence in the file or the workspace, each to be confirmed, but none inside a longer entity', async () => {
    const client = await open(TEXT, { 'other.conll': 'Bath B-PER\n\nBath O\n' });
    const actions = await client.actionsAt(point(5, 1), 'refactor.rewrite.labelAll');
    expect(titles(actions)).toEqual([
      'Label the 1 other occurrence of “Bath” in this file as LOC…',
      'Label all occurrences of “Bath” in the workspace as LOC…',
    ]);
    const hits = (action: CodeAction | undefined) =>
      action?.edit?.documentChanges?.flatMap((change) =>
        'edits' in change
          ? change.edits.map((edit) => [
              nameOf(change.textDocument.uri),
              edit.range.start.line,
              'annotationId' in edit ? edit.annotationId : '',
            ])
          : [],
      );
    expect(hits(actions[0])).toEqual([['open.conll', 8, 'untagged']]);
    expect(hits(actions[1])).toEqual([
      ['open.conll', 8, 'untagged'],
      ['other.conll', 0, 'other'],
      ['other.conll', 2, 'untagged'],
    ]);
    expect(
      Object.values(actions[1]?.edit?.changeAnnotations ?? {}).every(({ needsConfirmation }) => needsConfirmation),
    ).toBe(true);
    await client.apply(actions[0]);
    expect(client.text).toBe(TEXT.replace('Bath NNP O', 'Bath NNP B-LOC'));
  });
});

describe('sentences', () => {
  it('are split at the cursor, and an entity that is cut begins anew', async () => {
    const client = await open('Ada B-PER\nLovelace I-PER\nleft O\n');
    const [split] = await client.actionsAt(point(1), 'refactor.rewrite.sentence');
    expect(split?.title).toBe('Split the sentence before “Lovelace”');
    await client.apply(split);
    expect(client.text).toBe('Ada B-PER\n\nLovelace B-PER\nleft O\n');
  });

  it('are merged without the blank lines between them; comments stay', async () => {
    const client = await open('Ada I-PER\r\n\r\n# note\r\n\r\nBath I-PER\r\nA I-X\r\n');
    const [merge] = await client.actionsAt(point(0), 'refactor.rewrite.sentence');
    expect(merge?.title).toBe('Merge with the next sentence');
    await client.apply(merge);
    expect(client.text).toBe('Ada I-PER\r\n# note\r\nBath B-PER\r\nA I-X\r\n');
  });

  it('are not merged across documents', async () => {
    const client = await open(TEXT);
    expect((await client.actionsAt(point(8), 'refactor.rewrite.sentence')).map(({ title }) => title)).toEqual([]);
  });
});

describe('converting the tag scheme', () => {
  it('changes the tags of the whole file', async () => {
    const client = await open(TEXT);
    const actions = await client.actionsAt(point(0), 'refactor.rewrite.scheme');
    const bioes = actions.find(({ title }) => title === 'Convert all tags from IOB2 to BIOES');
    await client.apply(bioes);
    expect(client.text).toContain('Lovelace NNP E-PER');
    expect(client.text.replaceAll(/[BIES]-/gu, '')).toBe(TEXT.replaceAll(/[BI]-/gu, ''));
  });
});

describe('formatting', () => {
  const formatted = async (text: string, format: 'tidy' | 'align'): Promise<string> => {
    const client = await open(text, {}, { format });
    const edits = await client.request<{ range: Range; newText: string }[]>('formatting', { options: {} });
    return TextDocument.applyEdits(TextDocument.create('file:///a.conll', 'conll', 1, text), edits);
  };

  it('puts one separator between columns and none at the ends', async () => {
    expect(await formatted('  Ada   NNP \t B-PER  \nlives VBZ O\n\n#  a  comment \n', 'tidy')).toBe(
      'Ada NNP B-PER\nlives VBZ O\n\n#  a  comment \n',
    );
  });

  it('aligns the columns of each sentence', async () => {
    expect(await formatted('Ada NNP B-PER\nLovelace NNP I-PER\n\na b O\n', 'align')).toBe(
      'Ada      NNP B-PER\nLovelace NNP I-PER\n\na b O\n',
    );
  });

  it('never puts spaces into a file of tabs, whose tokens may hold some', async () => {
    expect(await formatted('New York\tB-LOC\nis\tO\n', 'align')).toBe('New York\tB-LOC\nis\tO\n');
  });
});

describe('what is drawn', () => {
  it('shows the sentence above itself when the setting says so', async () => {
    const range = { range: { start: { line: 0, character: 0 }, end: { line: 19, character: 0 } } };
    const client = await open(TEXT, {}, { sentenceHints: true });
    const hints = await client.request<InlayHint[]>('inlayHint', range);
    expect(hints.map(({ label, position }) => [position.line, label])).toEqual([
      [1, 'Ada Lovelace left Bath.'],
      [7, 'Bath waits'],
      [15, 'The Bath Chronicle praised Ada'],
    ]);
    await client.close();
    editor = undefined;
    expect(await (await open(TEXT)).request('inlayHint', range)).toEqual([]);
  });
});

describe('the workspace', () => {
  it('does not count other versions of a file that an editor shows, such as a preview', async () => {
    const client = await open(TEXT);
    await client.openAnother('vscode-bulkeditpreview-editor:/open.conll', TEXT);
    const found = await client.request<Location[]>('references', {
      ...at(5, 1),
      context: { includeDeclaration: true },
    });
    expect(found).toHaveLength(3);
  });

  it('has in it what is asked about, also where that is no file', async () => {
    await writeFile(path.join(folder, 'disk.conll'), 'Ada B-PER\nran O\n\nAda O\n');
    const uri = 'memfs:/data/open.conll';
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'data' }];
    editor = await TestClient.open('Ada B-PER\nran O\n\nAda O\n', uri, { workspaceFolders });
    await editor.openAnother('memfs:/data/another.conll', 'Ada B-PER\n');
    const names = (edit: WorkspaceEdit | undefined) =>
      edit?.documentChanges?.map((change) => ('edits' in change ? nameOf(change.textDocument.uri) : ''));
    const both = ['disk.conll', 'open.conll'];
    expect(names(await editor.request<WorkspaceEdit>('rename', { ...at(0, 6), newName: 'HUMAN' }))).toEqual(both);
    const context = { includeDeclaration: true };
    const found = await editor.request<Location[]>('references', { ...at(0, 1), context });
    expect(new Set(found.map((each) => nameOf(each.uri)))).toEqual(new Set(both));
    expect(await editor.request<unknown[]>('documentHighlight', at(0, 1))).toHaveLength(2);
    const [here, everywhere] = await editor.actionsAt(point(0, 1), 'refactor.rewrite.labelAll');
    expect(names(here?.edit)).toEqual(['open.conll']);
    expect(names(everywhere?.edit)).toEqual(both);
  });
});

describe('the type set', () => {
  it('is offered beside what the file uses, with definitions', async () => {
    const client = await open(TEXT, { 'labels.txt': 'LOC: a place\nEVENT: something that happens\n' });
    const items = await client.request<CompletionItem[]>('completion', at(8, 10));
    expect(items.map(({ label, documentation = '' }) => `${label} ${documentation}`.trim())).toEqual([
      ...['O', 'B-PER', 'B-LOC a place', 'B-ORG', 'B-EVENT something that happens'],
    ]);
    const actions = await client.actionsAt(point(4), 'refactor.rewrite.label');
    expect(actions.map(({ title }) => title)).toContain('Label “left” as EVENT');
  });
});
