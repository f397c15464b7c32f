import type { ConllDocument } from '../../document';
import type { Sentence } from '../../types';

/** The columns of CoNLL-U, in order. https://universaldependencies.org/format.html */
export const CONLL_U_COLUMNS: readonly string[] = [
  'ID',
  'FORM',
  'LEMMA',
  'UPOS',
  'XPOS',
  'FEATS',
  'HEAD',
  'DEPREL',
  'DEPS',
  'MISC',
];

/** Where a CoNLL-U file holds its tags. */
export type TagPlace =
  | { readonly kind: 'misc'; readonly key: string }
  /** Brackets `Entity=(person-1 … 1)` in MISC, as GUM and CorefUD write. */
  | { readonly kind: 'brackets' }
  | { readonly kind: 'column'; readonly name: string };

/**
 * A CoNLL-U file as CoNLL: the form first, then all other columns, the tag last, so that every reader of CoNLL reads it; and
 * two comments at its beginning that say how it was.
 */
export interface ConllUHeader {
  /** Names of the source's columns, in the source's order. */
  readonly source: readonly string[];
  readonly tags: TagPlace;
  /** Names of the CoNLL columns: FORM, the others, the tag's. */
  readonly columns: readonly string[];
}

const columnsPrefix = '# conllu.columns = ';
const tagsPrefix = '# conllu.tags = ';

export function headerOf(source: readonly string[], tags: TagPlace): ConllUHeader {
  const others = source.filter((name) => name !== 'FORM' && !(tags.kind === 'column' && name === tags.name));
  return { source, tags, columns: ['FORM', ...others, tags.kind === 'column' ? tags.name : 'TAG'] };
}

export function headerLines({ source, tags }: ConllUHeader): string[] {
  const place =
    tags.kind === 'misc' ? `MISC ${tags.key}` : tags.kind === 'column' ? `column ${tags.name}` : 'MISC Entity brackets';
  return [`${columnsPrefix}${source.join(' ')}`, `${tagsPrefix}${place}`];
}

/** The header of a CoNLL document that was CoNLL-U; nothing for any other. */
export function conllUHeader(document: ConllDocument): ConllUHeader | undefined {
  let source: string[] | undefined;
  let tags: TagPlace | undefined;
  for (let line = 0; line < document.lineCount && document.lineKind(line) === 'comment'; line++) {
    const comment = commentAt(document, line);
    if (comment.startsWith(columnsPrefix)) source = comment.slice(columnsPrefix.length).split(' ');
    if (comment.startsWith(tagsPrefix)) tags = tagPlace(comment.slice(tagsPrefix.length));
  }
  if (!source || !tags) return undefined;
  const header = headerOf(source, tags);
  return header.columns.length === document.columnCount ? header : undefined;
}

export function isHeaderComment(comment: string): boolean {
  return comment.startsWith(columnsPrefix) || comment.startsWith(tagsPrefix);
}

function tagPlace(written: string): TagPlace {
  const [kind, name = ''] = written.split(' ');
  if (kind === 'column') return { kind: 'column', name };
  return written === 'MISC Entity brackets' ? { kind: 'brackets' } : { kind: 'misc', key: name };
}

/** A comment line's text, without a byte order mark before it. */
export function commentAt(document: ConllDocument, line: number): string {
  const { start, end } = document.lineRange(line);
  return document.text.slice(start, end).replace(/^\ufeff/u, '');
}

/**
 * Multiword tokens and empty nodes are no tokens of CoNLL: their lines are kept as comments. The number of their cells
 * differs from that of token lines, so that none is taken for one.
 */
export function keptLine(line: string, tags: TagPlace): string {
  return `# conllu.line =${tags.kind === 'column' ? '\t' : ' '}${line}`;
}

/** The line that such a comment keeps. */
export function lineKept(comment: string): string | undefined {
  return /^# conllu\.line =[ \t](.*)$/su.exec(comment)?.[1];
}

/**
 * After which tokens of a sentence a space stands, by `SpaceAfter=No`; nothing when the document was no CoNLL-U. The words
 * of a multiword token stand together where they make it up (do + n't), and apart where they do not (a + el for al).
 */
export function spacesOf(
  document: ConllDocument,
  sentence: Sentence,
  header: ConllUHeader | undefined,
): boolean[] | undefined {
  const misc = header?.columns.indexOf('MISC') ?? -1;
  const id = header?.columns.indexOf('ID') ?? -1;
  if (misc < 0 || id < 0) return undefined;
  const numbers = document.column(sentence, id).map(Number);
  const spaces = document.column(sentence, misc).map((cell) => !cell.split('|').includes('SpaceAfter=No'));
  const first = sentence.lines[0] ?? 0;
  const last = sentence.lines.at(-1) ?? 0;
  let from = first;
  while (from > 0 && document.lineKind(from - 1) === 'comment') from--;
  for (let line = from; line <= last; line++) {
    const cells = lineKept(document.lineKind(line) === 'comment' ? commentAt(document, line) : '')?.split('\t');
    const [, begin, end] = /^(\d+)-(\d+)$/u.exec(cells?.[0] ?? '') ?? [];
    if (!cells || begin === undefined || end === undefined) continue;
    const words = numbers.flatMap((number, index) => (number >= Number(begin) && number <= Number(end) ? [index] : []));
    const together = words.map((index) => sentence.tokens[index]).join('') === cells[1];
    for (const index of words.slice(0, -1)) spaces[index] = !together;
    const after = words.at(-1);
    if (after !== undefined)
      spaces[after] = !(cells[header?.source.indexOf('MISC') ?? 9] ?? '').split('|').includes('SpaceAfter=No');
  }
  return spaces;
}
