import { DatasetError } from '../datasetError';
import type { AnnotatedText, TokenSpan } from './annotatedText';
import type { Findings, Place } from './finding';
import { placeInWords } from './finding';
import type { Imported, ImportOptions } from './format';
import type { OffsetTable } from './offsets';
import { textsToDocuments } from './textsToSentences';
import { writeConll } from './writeConll';

/** Annotated texts as CoNLL; texts of several sentences become documents. */
export function importTexts(
  texts: readonly AnnotatedText[],
  options: ImportOptions,
  findings: Findings,
  markDocuments?: boolean,
): Imported {
  const documents = textsToDocuments(texts, options, findings);
  const several = documents.some(({ sentences }) => sentences.length > 1);
  const text = writeConll(
    documents,
    { scheme: options.scheme ?? 'iob2', markDocuments: markDocuments ?? (several && documents.length > 1) },
    findings,
  );
  if (text === '') {
    const [first] = findings.all;
    throw new DatasetError(`${first?.file ?? 'the file'}: there is no text in it.`);
  }
  return { text, findings: findings.all };
}

/**
 * A range of a text from a file's own offsets.
 * @throws DatasetError when it lies outside the text
 */
export function rangeIn(
  table: OffsetTable,
  range: { readonly start: number; readonly end: number },
  what: string,
  place: Place,
): TokenSpan {
  const start = table.toUtf16(range.start);
  const end = table.toUtf16(range.end);
  if (start !== undefined && end !== undefined && start <= end) return { start, end };
  throw new DatasetError(
    `${placeInWords(place)}: ${what} stands at ${range.start} to ${range.end}, but its text has ${table.length} characters. Does the file belong to another text, or count offsets otherwise (UTF-16, code points, graphemes)?`,
    place,
  );
}
