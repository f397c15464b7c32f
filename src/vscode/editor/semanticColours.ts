import * as vscode from 'vscode';
import { colouredSpans, SPAN_TOKEN_TYPES } from '../../dataset';
import { CONLL_LANGUAGE } from '../languageId';
import type { ParsedDocuments } from './parsedDocuments';

/**
 * Colours what is seen of a document, as the language server does in other editors. Here that would be late: the server answers it after the
 * outline and the folding of the whole document.
 */
export function colourDocuments(documents: ParsedDocuments): vscode.Disposable {
  const tokenTypes = Object.values(SPAN_TOKEN_TYPES);
  const provider: vscode.DocumentRangeSemanticTokensProvider = {
    provideDocumentRangeSemanticTokens(document, range) {
      const builder = new vscode.SemanticTokensBuilder();
      const { live } = documents.get(document);
      for (const { line, start, length, kind } of colouredSpans(live, range.start.line, range.end.line))
        builder.push(line, start, length, tokenTypes.indexOf(SPAN_TOKEN_TYPES[kind]));
      return builder.build();
    },
  };
  return vscode.languages.registerDocumentRangeSemanticTokensProvider(
    { language: CONLL_LANGUAGE },
    provider,
    new vscode.SemanticTokensLegend(tokenTypes),
  );
}
