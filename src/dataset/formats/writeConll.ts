import { encodeEntities } from '../entities';
import type { Entity, TagScheme } from '../types';
import type { Findings, Place } from './finding';

/** A sentence as it is to be written. */
export interface ImportedSentence {
  readonly tokens: readonly string[];
  readonly entities: readonly Entity[];
  /** Further columns between token and tag, each with a cell a token. */
  readonly columns?: readonly (readonly string[])[];
  /** Written above it as a comment `# id = …`. */
  readonly id?: string;
  readonly place: Place;
}

export interface ImportedDocument {
  readonly sentences: readonly ImportedSentence[];
}

export interface WriteConllOptions {
  readonly scheme: TagScheme;
  /** Puts `-DOCSTART-` before each document. */
  readonly markDocuments: boolean;
}

/** Sentences as CoNLL: a token a line, its tag in the last column, a blank line after each sentence but the last. */
export function writeConll(
  documents: readonly ImportedDocument[],
  { scheme, markDocuments }: WriteConllOptions,
  findings: Findings,
): string {
  const sentences = documents.flatMap((document) =>
    document.sentences.map((sentence, index) => ({ sentence, opens: markDocuments && index === 0 })),
  );
  const columnCount = Math.max(0, ...sentences.map(({ sentence }) => sentence.columns?.length ?? 0));
  const rows = sentences.map(({ sentence }) => rowsOf(sentence, columnCount, scheme, findings));
  // A cell may hold spaces only where tabs part the cells.
  const separator = rows.some((sentence) => sentence.some((cells) => cells.some((cell) => cell.includes(' '))))
    ? '\t'
    : ' ';
  const docstart = ['-DOCSTART-', ...new Array<string>(columnCount).fill('-X-'), 'O'].join(separator);
  return sentences
    .map(({ sentence, opens }, index) => {
      const id = sentence.id === undefined ? '' : `# id = ${sentence.id.replace(/[\r\n]+/gu, ' ')}\n`;
      const lines = (rows[index] ?? []).map((cells) => `${cells.join(separator)}\n`);
      return `${opens ? `${docstart}\n\n` : ''}${id}${lines.join('')}`;
    })
    .join('\n');
}

function rowsOf(
  { tokens, entities, columns = [], place }: ImportedSentence,
  columnCount: number,
  scheme: TagScheme,
  findings: Findings,
): string[][] {
  const typed = entities.map((entity) => ({ ...entity, type: typeCell(entity.type, place, findings) }));
  const tags = encodeEntities(typed, tokens.length, scheme);
  return tokens.map((token, index) => [
    tokenCell(token, place, findings),
    ...Array.from({ length: columnCount }, (_, column) => cellOf(columns[column]?.[index] ?? '_')),
    tags[index] ?? 'O',
  ]);
}

function cellOf(text: string): string {
  return text.replace(/[\t\r\n]+/gu, ' ') || '_';
}

function tokenCell(token: string, place: Place, findings: Findings): string {
  const marksDocument = token.startsWith('-DOCSTART-');
  const cell = `${marksDocument ? '_' : ''}${cellOf(token)}`.replace(/^\ufeff+/u, '') || '_';
  if (cell !== token) {
    const why = marksDocument ? ', because it would begin a document' : '';
    findings.change('token-spelling', `the token ${JSON.stringify(token)} is written as "${cell}"${why}`, place);
  }
  return cell;
}

function typeCell(type: string, place: Place, findings: Findings): string {
  const cell = type.replace(/[\t\r\n]+/gu, ' ');
  if (cell !== type)
    findings.change('type-spelling', `the type ${JSON.stringify(type)} is written as "${cell}"`, place);
  return cell;
}
