import { SemanticTokensBuilder } from 'vscode-languageserver';
import { colouredSpans, SPAN_TOKEN_TYPES } from '../dataset';
import type { Feature } from './feature';

/** All colours of a file. Asked for by range, so that a long file costs what is seen of it. */
export const semanticTokens: Feature = ({ connection, documents }) => {
  const tokenTypes = Object.values(SPAN_TOKEN_TYPES);
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return { data: [] };
    const builder = new SemanticTokensBuilder();
    for (const { line, start, length, kind } of colouredSpans(document.live, range.start.line, range.end.line))
      builder.push(line, start, length, tokenTypes.indexOf(SPAN_TOKEN_TYPES[kind]), 0);
    return builder.build();
  });
  return { semanticTokensProvider: { legend: { tokenTypes, tokenModifiers: [] }, range: true } };
};
