import { SemanticTokensBuilder } from 'vscode-languageserver';
import { decodeEntities, type LiveDocument, parseTag } from '../dataset';
import type { Feature } from './feature';

/** As package.json declares them. */
const tokenTypes = ['conllEntity', 'conllPrefix', 'conllType'] as const;

/** Colours for themes: tokens of entities, and of their tags the prefix and the type. Asked for by range, so that a long file costs what is seen of it. */
export const semanticTokens: Feature = ({ connection, documents }) => {
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    return document ? tokensBetween(document.live, range.start.line, range.end.line) : { data: [] };
  });
  return { semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, range: true } };
};

function tokensBetween(live: LiveDocument, first: number, last: number) {
  const builder = new SemanticTokensBuilder();
  for (const sentence of live.sentencesBetween(first, last)) {
    const entities = decodeEntities(sentence.tags);
    for (const [token, line] of sentence.lines.entries()) {
      if (line < first || line > last || !entities.some(({ start, end }) => start <= token && token < end)) continue;
      const cells = live.cells(line);
      const word = cells[live.tokenColumn];
      const tag = cells[live.tagColumn];
      const type = parseTag(tag?.text ?? '')?.type;
      const found: [start: number, length: number, type: (typeof tokenTypes)[number]][] = [];
      if (word) found.push([word.start, word.end - word.start, 'conllEntity']);
      if (tag && type) {
        found.push([tag.start, tag.end - tag.start - type.length, 'conllPrefix']);
        found.push([tag.end - type.length, type.length, 'conllType']);
      }
      for (const [start, length, name] of found.sort((a, b) => a[0] - b[0]))
        builder.push(line, start, length, tokenTypes.indexOf(name), 0);
    }
  }
  return builder.build();
}
