import type { TextEdit } from 'vscode-languageserver';
import { type ColumnStyle, type LiveDocument, tidyColumns } from '../dataset';
import type { Feature } from './feature';
import { cellRange } from './places';

/** Format Document and Format Selection: only the white space between columns, and only when asked. */
export const formatting: Feature = ({ connection, documents, settings }) => {
  connection.onDocumentFormatting(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const { format } = await settings.of(textDocument.uri);
    return edits(document.live, format, 0, document.live.lineCount - 1);
  });
  connection.onDocumentRangeFormatting(async ({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const { format } = await settings.of(textDocument.uri);
    // A selection that ends at the beginning of a line does not mean that line.
    const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
    return edits(document.live, format, range.start.line, last);
  });
  return { documentFormattingProvider: true, documentRangeFormattingProvider: true };
};

function edits(live: LiveDocument, style: ColumnStyle, first: number, last: number): TextEdit[] {
  return tidyColumns(live, style, first, last).map(({ line, newText, ...cell }) => ({
    range: cellRange(line, cell),
    newText,
  }));
}
