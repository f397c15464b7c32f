import { DatasetError } from '../../datasetError';
import type { ConllDocument } from '../../document';
import { decodeEntities, encodeEntities } from '../../entities';
import type { NamedDocument } from '../../tagColumns';
import { reportTags } from '../exportTexts';
import { Findings } from '../finding';
import type { ExportOptions } from '../format';
import { type BracketFields, bracketEntities, bracketFields } from './brackets';
import { type ConllUHeader, commentAt, isHeaderComment, lineKept, type TagPlace } from './columns';
import { miscValue, withMiscValue } from './misc';

/** The column's name where tags stand in a column of their own, with the namespace that CoNLL-U Plus asks for. */
export const TAG_COLUMN = 'CONLL:NER';

/**
 * A CoNLL-U file that was read as CoNLL, with the tags as they are now. What was not edited is the same again, byte for byte.
 * @throws DatasetError naming the line of a token that lacks columns
 */
export function restoreConllU(
  source: NamedDocument,
  header: ConllUHeader,
  options: ExportOptions,
  findings: Findings,
): string {
  reportTags(source, findings);
  const { document } = source;
  const columns = targetColumns(header, options);
  const tags = writtenTags(document, options);
  const untouched = header.tags.kind === 'brackets' ? unchangedSentences(document, header) : new Set<number>();
  const place: TagPlace =
    options.tagsInColumn && header.tags.kind !== 'column'
      ? { kind: 'column', name: TAG_COLUMN }
      : header.tags.kind === 'brackets'
        ? { kind: 'misc', key: options.tagKey ?? 'NER' }
        : header.tags;
  const writesO = place.kind === 'misc' && writesOutside(document, header, place.key);
  const out: string[] = [];
  let dropBlank = false;
  for (let line = 0; line < document.lineCount; line++) {
    const { start, end } = document.lineRange(line);
    const text = document.text.slice(start, end).replace(/^\ufeff/u, '');
    const lineEnd = document.text.slice(end, document.lineRange(line + 1).start);
    const kind = document.lineKind(line);
    if (kind === 'comment') {
      const kept = lineKept(text);
      if (isHeaderComment(text)) continue;
      if (kept !== undefined) out.push(`${widened(kept, columns.length)}${lineEnd}`);
      else if (/^#\s*global\.columns\s*=/u.test(text) && columns.length !== header.source.length) continue;
      else out.push(text, lineEnd);
    } else if (kind === 'docstart') {
      if (!opensNewdoc(document, line)) out.push('# newdoc', lineEnd);
      dropBlank = true;
    } else if (kind === 'blank') {
      if (!dropBlank) out.push(text, lineEnd);
      dropBlank = false;
    } else {
      dropBlank = false;
      const cells = document.cells(line).map((cell) => cell.text);
      const tag = tags.get(line) ?? 'O';
      if (cells.length !== header.columns.length) throw raggedLine(source.name, line, cells.length, header);
      out.push(wordOf(cells, header, columns, untouched.has(line) ? undefined : { tag, place, writesO }), lineEnd);
      if (place.kind === 'misc' && tag.includes('|')) throw barInTag(source.name, line, tag);
    }
  }
  const mark = document.text.startsWith('\ufeff') ? '\ufeff' : '';
  const named = columns.length !== header.source.length ? `# global.columns = ${columns.join(' ')}\n` : '';
  return `${mark}${named}${out.join('')}`;
}

function targetColumns({ source, tags }: ConllUHeader, options: ExportOptions): readonly string[] {
  if (tags.kind === 'column') return source.includes(tags.name) ? source : [...source, tags.name];
  return options.tagsInColumn ? [...source, TAG_COLUMN] : source;
}

/** A kept line has no tag in a further column. */
function widened(line: string, columnCount: number): string {
  const missing = columnCount - line.split('\t').length;
  return line + '\t_'.repeat(Math.max(0, missing));
}

/** Does the block of comments after this `-DOCSTART-` say `# newdoc`? */
function opensNewdoc(document: ConllDocument, docstart: number): boolean {
  let line = docstart + 1;
  while (line < document.lineCount && document.lineKind(line) === 'blank') line++;
  for (; line < document.lineCount && document.lineKind(line) === 'comment'; line++) {
    if (/^#\s*newdoc\b/u.test(commentAt(document, line))) return true;
  }
  return false;
}

/** The tag of each token line, in the wanted scheme. */
function writtenTags(document: ConllDocument, { scheme }: ExportOptions): Map<number, string> {
  return new Map(
    document.sentences.flatMap(({ lines, tags }) => {
      const written = scheme === undefined ? tags : encodeEntities(decodeEntities(tags), tags.length, scheme);
      return lines.map((line, index): [number, string] => [line, written[index] || 'O']);
    }),
  );
}

/** Does the file write O under this key? */
function writesOutside(document: ConllDocument, { columns }: ConllUHeader, key: string): boolean {
  const misc = columns.indexOf('MISC');
  return document.sentences.some((sentence) =>
    document.column(sentence, misc).some((cell) => miscValue(cell, key) === 'O'),
  );
}

interface NewTag {
  readonly tag: string;
  readonly place: TagPlace;
  readonly writesO: boolean;
}

function wordOf(
  cells: readonly string[],
  header: ConllUHeader,
  columns: readonly string[],
  written: NewTag | undefined,
): string {
  return columns
    .map((name) => {
      const cell = cells[header.columns.indexOf(name)] ?? '_';
      if (!written) return cell;
      const { tag, place, writesO } = written;
      if (place.kind === 'column' && name === place.name) return tag;
      if (name !== 'MISC') return cell;
      // Tags that now stand in a column stand there alone.
      if (place.kind === 'column')
        return header.tags.kind === 'misc' ? withMiscValue(cell, header.tags.key, undefined) : cell;
      if (place.kind !== 'misc') return cell;
      const old = miscValue(cell, place.key);
      if (old === tag || (old === '_' && tag === 'O') || (old === undefined && tag === 'O')) return cell;
      return withMiscValue(cell, place.key, tag === 'O' && !writesO ? undefined : tag);
    })
    .join('\t');
}

/** Lines of sentences whose tags are still what their brackets say. */
function unchangedSentences(document: ConllDocument, { columns }: ConllUHeader): Set<number> {
  const misc = columns.indexOf('MISC');
  let fields: BracketFields | undefined;
  for (let line = 0; line < document.lineCount && fields === undefined; line++) {
    if (document.lineKind(line) === 'comment') fields = bracketFields(commentAt(document, line));
  }
  return new Set(
    document.sentences.flatMap((sentence) => {
      const values = document.column(sentence, misc).map((cell) => miscValue(cell, 'Entity'));
      // What it loses was said when it was read.
      const entities = bracketEntities(sentence.tokens, values, fields, new Findings(), []);
      const now = decodeEntities(sentence.tags);
      return JSON.stringify(entities) === JSON.stringify(now) ? [...sentence.lines] : [];
    }),
  );
}

function raggedLine(file: string, line: number, count: number, { columns }: ConllUHeader): DatasetError {
  return new DatasetError(
    `${file}, line ${line + 1}: there are ${count} columns, where ${columns.length} were expected: ${columns.join(', ')}.`,
    { file, line },
  );
}

export function barInTag(file: string, line: number, tag: string): DatasetError {
  return new DatasetError(
    `${file}, line ${line + 1}: "${tag}" holds |, which parts the entries of MISC. Write the tags into a column instead.`,
    { file, line },
  );
}
