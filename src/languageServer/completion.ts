import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { nextTags, parseTag, tagUse } from '../dataset';
import type { Feature } from './feature';
import { cellRange, tokenPlace } from './places';

/** In the column of tags: those that are legal after the tag above, of the types that the file uses or may use. */
export const completion: Feature = ({ connection, documents, typeSets }) => {
  connection.onCompletion(async ({ textDocument, position }): Promise<CompletionItem[]> => {
    const document = documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    if (!place || place.column !== document.live.tagColumn) return [];
    const { scheme } = tagUse(document.live);
    const offered = await typeSets.offered(document);
    const types = offered.map(({ type }) => type);
    const documentationOf = (tag: string): Pick<CompletionItem, 'documentation'> => {
      const definition = offered.find(({ type }) => type === parseTag(tag)?.type)?.definition;
      return definition === undefined ? {} : { documentation: definition };
    };
    const cell = place.cells[place.column];
    // Under the cursor is the cell to be replaced; beyond the last one a new cell begins.
    const written =
      cell && cell.start <= position.character ? cell : { start: position.character, end: position.character };
    const range = cellRange(position.line, written);
    return nextTags(place.sentence.tags[place.token - 1] ?? 'O', types, scheme).map((tag, index) => ({
      label: tag,
      kind: CompletionItemKind.EnumMember,
      ...documentationOf(tag),
      textEdit: { range, newText: tag },
      filterText: tag,
      sortText: String(index).padStart(4, '0'),
    }));
  });
  return { completionProvider: { triggerCharacters: ['-', '\t', ' '] } };
};
