import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { nextTags, tagUse } from '../dataset';
import type { Feature } from './feature';
import { cellRange, tokenPlace } from './places';

/** In the column of tags: those that are legal after the tag above, of the types that the file uses. */
export const completion: Feature = ({ connection, documents }) => {
  connection.onCompletion(({ textDocument, position }): CompletionItem[] => {
    const document = documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    if (!place || place.column !== document.live.tagColumn) return [];
    const { types, scheme } = tagUse(document.live);
    const byUse = [...types].sort((a, b) => b[1] - a[1]).map(([type]) => type);
    const cell = place.cells[place.column];
    // Under the cursor is the cell to be replaced; beyond the last one a new cell begins.
    const written =
      cell && cell.start <= position.character ? cell : { start: position.character, end: position.character };
    const range = cellRange(position.line, written);
    return nextTags(place.sentence.tags[place.token - 1] ?? 'O', byUse, scheme).map((tag, index) => ({
      label: tag,
      kind: CompletionItemKind.EnumMember,
      textEdit: { range, newText: tag },
      filterText: tag,
      sortText: String(index).padStart(4, '0'),
    }));
  });
  return { completionProvider: { triggerCharacters: ['-', '\t', ' '] } };
};
