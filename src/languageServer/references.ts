import type { Location } from 'vscode-languageserver';
import { entitiesOfType, type LiveDocument, occurrences, parseTag } from '../dataset';
import type { Feature, Server } from './feature';
import { meantTokens, type TokenPlace, tokenPlace, tokensRange } from './places';
import type { WorkspaceFile } from './workspaceFiles';

/** Find All References: of a surface form where the cursor is on a token, of a type where it is on a tag; in the whole workspace. */
export const references: Feature = (server) => {
  server.connection.onReferences(async ({ textDocument, position }, cancelled) => {
    const document = server.documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    if (!place) return [];
    const find = finder(place, document.live);
    const found: Location[] = [];
    for await (const file of server.workspace.all(textDocument.uri)) {
      if (cancelled.isCancellationRequested) break;
      found.push(...find(file));
    }
    return found;
  });
  return { referencesProvider: true };
};

/** The same in one file, marked while the cursor rests on one. */
export const highlights: Feature = ({ connection, documents }: Server) => {
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    if (!place) return [];
    const { uri, live, version } = document;
    return finder(place, live)({ uri, live, version, isUtf8: true }).map(({ range }) => ({ range }));
  });
  return { documentHighlightProvider: true };
};

/** The type that a place's tag names, where the cursor is on the tag. */
export function typeAt({ cells, column }: TokenPlace, live: LiveDocument): string | undefined {
  if (column !== live.tagColumn) return undefined;
  return parseTag(cells[column]?.text ?? '')?.type || undefined;
}

/** The tokens that a place means. */
export function surfaceAt(place: TokenPlace): readonly string[] {
  const { start, end } = meantTokens(place);
  return place.sentence.tokens.slice(start, end);
}

function finder(place: TokenPlace, within: LiveDocument): (file: WorkspaceFile) => Location[] {
  const type = typeAt(place, within);
  if (type !== undefined) {
    return ({ uri, live }) =>
      [...entitiesOfType(live, type)].map(({ sentence, entity }) => ({
        uri,
        range: tokensRange(live, sentence, entity),
      }));
  }
  const surface = surfaceAt(place);
  return ({ uri, live }) =>
    [...occurrences(live, surface)].map((found) => ({ uri, range: tokensRange(live, found.sentence, found) }));
}
