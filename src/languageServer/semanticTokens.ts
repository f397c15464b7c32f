import { SemanticTokensBuilder } from 'vscode-languageserver';
import { decodeEntities, type LiveDocument, parseTag } from '../dataset';
import type { Feature } from './feature';

/** `comment` is the protocol's own; package.json declares the others. */
const tokenTypes = ['comment', 'conllDocument', 'conllEntity', 'conllColumn', 'conllPrefix', 'conllType'] as const;
type TokenType = (typeof tokenTypes)[number];

/**
 * All colours of a file: comments, the lines between documents, tokens of entities, other columns, and of tags the prefix and the type.
 * Asked for by range, so that a long file costs what is seen of it.
 */
export const semanticTokens: Feature = ({ connection, documents }) => {
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    return document ? tokensBetween(document.live, range.start.line, range.end.line) : { data: [] };
  });
  return { semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, range: true } };
};

/** @param last may lie beyond the document */
function tokensBetween(live: LiveDocument, first: number, last: number) {
  const builder = new SemanticTokensBuilder();
  const ofEntities = entityLinesBetween(live, first, last);
  const end = Math.min(last, live.lineCount - 1);
  for (let line = first; line <= end; line++) {
    const push = (start: number, length: number, type: TokenType): void => {
      if (length > 0) builder.push(line, start, length, tokenTypes.indexOf(type), 0);
    };
    const kind = live.lineKind(line);
    if (kind === 'comment') push(0, live.lineText(line).length, 'comment');
    if (kind === 'docstart') push(0, live.lineText(line).length, 'conllDocument');
    if (kind === 'token') pushCells(live, line, ofEntities.has(line), push);
  }
  return builder.build();
}

function pushCells(
  live: LiveDocument,
  line: number,
  isOfEntity: boolean,
  push: (start: number, length: number, type: TokenType) => void,
): void {
  const { tokenColumn, tagColumn } = live;
  for (const [column, { start, end, text }] of live.cells(line).entries()) {
    const tag = column === tagColumn ? parseTag(text) : undefined;
    if (column === tokenColumn) {
      if (isOfEntity) push(start, end - start, 'conllEntity');
    } else if (!tag) {
      push(start, end - start, 'conllColumn');
    } else if (tag.type !== '') {
      push(start, end - start - tag.type.length, 'conllPrefix');
      push(end - tag.type.length, tag.type.length, 'conllType');
    }
  }
}

/** The lines between two lines, both inclusive, whose tokens are of entities. */
function entityLinesBetween(live: LiveDocument, first: number, last: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { lines, tags } of live.sentencesBetween(first, last)) {
    for (const { start, end } of decodeEntities(tags)) {
      for (const line of lines.slice(start, end)) if (line >= first && line <= last) found.add(line);
    }
  }
  return found;
}
