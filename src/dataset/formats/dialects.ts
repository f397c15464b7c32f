import { DatasetError } from '../datasetError';
import { ConllDocument } from '../document';
import { applyEdits, convertScheme } from '../edits';
import { decodeEntities, encodeEntities } from '../entities';
import { type NamedDocument, refuseOtherThanTags } from '../tagColumns';
import { isTag } from '../tags';
import type { TagScheme } from '../types';
import { reportColumns, reportTags } from './exportTexts';
import { Findings } from './finding';
import type { Exported, ExportOptions, Format, Imported, ImportOptions } from './format';
import { reportLostLines } from './lostLines';
import { type LineWriter, rewriteLines } from './rewriteLines';
import type { SourceFile } from './source';

/** As much of a file as is looked at to know it: whole lines. */
function firstLines(text: string): string {
  const enough = 20_000;
  return text.length <= enough ? text : text.slice(0, text.lastIndexOf('\n', enough) + 1);
}

/** How many of the token lines have a tag in this column, from 0 to 1; lines too short to have it have none. */
function shareOfTags(document: ConllDocument, column: number): number {
  const cells = document.sentences.flatMap((sentence) => document.column(sentence, column));
  return cells.filter(isTag).length / Math.max(1, cells.length);
}

/** How a dialect of CoNLL writes its lines. */
interface Dialect {
  readonly separator: '\t' | ' ';
  /** Which cells a line has, in order: `other` are columns of the source, as many as it has at most. */
  readonly cells: readonly ('token' | 'tag' | 'part of speech' | 'chunk')[];
  /** Left out where the source has none, instead of filled with _. */
  readonly optional?: 'part of speech';
  /** The line that begins a document; a dialect without one loses where documents begin. */
  readonly docstart?: string;
}

function dialect(
  format: Pick<Format, 'id' | 'label' | 'description' | 'endings'>,
  shape: Dialect,
  read?: Pick<Format, 'detects' | 'read'>,
): Format {
  return { ...format, ...read, keepsEncoding: true, write: (source, options) => writeDialect(source, shape, options) };
}

/** https://www.clips.uantwerpen.be/conll2003/ner/ */
export const conll2003 = dialect(
  {
    id: 'conll2003',
    label: 'CoNLL-2003',
    description: 'Token, part of speech, chunk and tag, parted by spaces',
    endings: ['.conll2003', '.txt'],
  },
  { separator: ' ', cells: ['token', 'part of speech', 'chunk', 'tag'], docstart: '-DOCSTART- -X- -X- O' },
);

export const conll2002 = dialect(
  {
    id: 'conll2002',
    label: 'CoNLL-2002',
    description: 'Token and tag, or token, part of speech and tag (Dutch), parted by spaces',
    endings: ['.conll', '.txt'],
  },
  { separator: ' ', cells: ['token', 'part of speech', 'tag'], optional: 'part of speech', docstart: '-DOCSTART- O' },
);

export const conll2000 = dialect(
  {
    id: 'conll2000',
    label: 'CoNLL-2000',
    description: 'Token, part of speech and tag, parted by spaces, without documents',
    endings: ['.conll', '.txt'],
  },
  { separator: ' ', cells: ['token', 'part of speech', 'tag'] },
);

export const wnut = dialect(
  { id: 'wnut', label: 'WNUT', description: 'Token and tag, parted by a tab', endings: ['.conll'] },
  { separator: '\t', cells: ['token', 'tag'] },
);

export const bc5cdr = dialect(
  { id: 'bc5cdr', label: 'Two-column TSV (BC5CDR)', description: 'Token and tag, parted by a tab', endings: ['.tsv'] },
  { separator: '\t', cells: ['token', 'tag'] },
);

/** https://groups.csail.mit.edu/sls/downloads/ */
export const mit = dialect(
  {
    id: 'mit',
    label: 'MIT (tag, token)',
    description: 'Tag and token, parted by a tab, as the MIT Movie and Restaurant corpora',
    endings: ['.bio'],
  },
  { separator: '\t', cells: ['tag', 'token'] },
  {
    detects: ({ text }) => {
      const document = ConllDocument.parse(firstLines(text));
      return document.columnCount === 2 && shareOfTags(document, 0) === 1 && shareOfTags(document, 1) < 1;
    },
    read: (sources, options) => readColumns(sources, { tagColumn: 0, ...options }),
  },
);

/** Every column and every byte as they are, but for the tags where another scheme is wanted. */
export const bioes: Format = {
  id: 'bioes',
  label: 'CoNLL with BIOES tags',
  description: 'The file as it is, with its tags as B, I, O, E and S',
  endings: ['.bioes'],
  keepsEncoding: true,
  write: (source, { scheme = 'bioes' }) => sameColumns(source, scheme),
};

export const conll: Format = {
  id: 'conll',
  label: 'CoNLL',
  description: 'A token a line and its tag in the last column; the file as it is, or with tags of another scheme',
  endings: ['.conll', '.conll2003', '.iob', '.iob2', '.bio', '.bioes', '.tsv'],
  keepsEncoding: true,
  detects: ({ text }) => {
    const document = ConllDocument.parse(firstLines(text));
    return document.columnCount > 1 && shareOfTags(document, -1) >= 0.5;
  },
  read: readColumns,
  write: (source, { scheme }) => sameColumns(source, scheme),
};

function sameColumns(source: NamedDocument, scheme: TagScheme | undefined): Exported {
  const findings = new Findings();
  const { document, name } = source;
  refuseOtherThanTags(source, document.tagColumn);
  if (scheme) reportTags(source, findings);
  const text = scheme ? applyEdits(document.text, convertScheme(document, scheme)) : document.text;
  const ending = /\.[^./\\]+$/u.exec(name)?.[0] ?? '.conll';
  return { files: [{ name: scheme === 'bioes' ? '.bioes' : ending, text }], findings: findings.all };
}

/** CoNLL with its tags in another column than the last: they are put there. All else stays, line by line. */
function readColumns(sources: readonly SourceFile[], { scheme, tagKey, tagColumn }: ImportOptions): Imported {
  const [source] = sources;
  if (!source || sources.length > 1) throw new DatasetError('CoNLL is imported one file at a time.');
  if (tagKey !== undefined) throw new DatasetError(`${source.name}: this is no CoNLL-U, so it has no key ${tagKey}.`);
  const document = ConllDocument.parse(source.text, tagColumn === undefined ? {} : { tagColumn });
  refuseOtherThanTags({ name: source.name, document }, document.tagColumn);
  const text = document.tagColumn === document.columnCount - 1 ? source.text : tagsLast(source.name, document);
  if (scheme === undefined) return { text, findings: [] };
  return { text: applyEdits(text, convertScheme(ConllDocument.parse(text), scheme)), findings: [] };
}

function tagsLast(name: string, document: ConllDocument): string {
  const separator = document.separator === 'tab' ? '\t' : ' ';
  const { tokenColumn, tagColumn } = document;
  return rewriteLines({ name, document }, (cells) => {
    const others = cells.filter((_, column) => column !== tokenColumn && column !== tagColumn);
    return [cells[tokenColumn], ...others, cells[tagColumn]].join(separator);
  });
}

function writeDialect(source: NamedDocument, shape: Dialect, options: ExportOptions): Exported {
  const findings = new Findings();
  const { document, name } = source;
  reportTags(source, findings);
  const wanted = columnsFor(document, shape);
  for (const cell of wanted) {
    if (cell.column === undefined) findings.change('filled-column', `the ${cell.name} is written as _`, { file: name });
  }
  reportColumns(
    source,
    findings,
    wanted.flatMap(({ column }) => (column === undefined ? [] : [column])),
  );
  reportLostLines(source, findings, () => false);
  if (shape.docstart === undefined) reportDocstarts(source, findings);
  const tags = new Map(
    document.sentences.flatMap((sentence) => {
      const written = encodeEntities(decodeEntities(sentence.tags), sentence.tags.length, options.scheme ?? 'iob2');
      return sentence.lines.map((line, index): [number, string] => [line, written[index] ?? 'O']);
    }),
  );
  const token: LineWriter = (cells, line) =>
    wanted
      .map(({ name: cell, column }) => {
        const text =
          cell === 'tag' ? (tags.get(line) ?? 'O') : ((column === undefined ? undefined : cells[column]) ?? '_');
        return oneWord(text, cell, shape, { file: name, line }, findings);
      })
      .join(shape.separator);
  const text = rewriteLines(source, token, { comments: false, docstart: shape.docstart });
  return { files: [{ name: '', text }], findings: findings.all };
}

interface WantedCell {
  readonly name: Dialect['cells'][number];
  /** Of the source; none where it has no such column. */
  readonly column: number | undefined;
}

/** The source's columns are the dialect's where they stand in CoNLL-2003's order: token, part of speech, chunk, tag. */
function columnsFor(document: ConllDocument, { cells, optional }: Dialect): WantedCell[] {
  const between =
    document.tokenColumn === 0 && document.tagColumn === document.columnCount - 1 ? document.columnCount - 2 : 0;
  return cells.flatMap((name): WantedCell[] => {
    if (name === 'token') return [{ name, column: document.tokenColumn }];
    if (name === 'tag') return [{ name, column: document.tagColumn }];
    const at = name === 'part of speech' ? 1 : 2;
    const column = at <= between ? at : undefined;
    return column === undefined && name === optional ? [] : [{ name, column }];
  });
}

/** Where spaces part the cells, a cell has none. */
function oneWord(
  text: string,
  cell: WantedCell['name'],
  { separator }: Dialect,
  place: { readonly file: string; readonly line: number },
  findings: Findings,
): string {
  const word = separator === ' ' ? text.replace(/ /gu, '_') : text;
  if (word !== text)
    findings.loss(cell === 'tag' ? 'type-spelling' : 'token-spelling', `"${text}" is written as "${word}"`, place);
  return word;
}

function reportDocstarts({ name, document }: NamedDocument, findings: Findings): void {
  for (let line = 0; line < document.lineCount; line++) {
    if (document.lineKind(line) === 'docstart')
      findings.loss('document-boundary', 'a document begins here', { file: name, line });
  }
}
