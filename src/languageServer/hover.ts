import type { Hover } from 'vscode-languageserver';
import { type LiveDocument, occurrences, runningText } from '../dataset';
import type { Feature } from './feature';
import { meantTokens, tokenPlace, tokensRange } from './places';
import { surfaceAt } from './references';

/** How often a surface form is tagged how. */
interface Usage {
  /** By type, of the tokens as one entity. */
  readonly types: Map<string, number>;
  untagged: number;
  /** As a part of a longer entity, or across one's end. */
  inside: number;
}

/** Says of a token or an entity how its surface form is tagged in the workspace. */
export const hover: Feature = ({ connection, documents, workspace }) => {
  connection.onHover(async ({ textDocument, position }, cancelled): Promise<Hover | undefined> => {
    const document = documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    if (!place) return undefined;
    const { live } = document;
    const surface = surfaceAt(place);
    const usage: Usage = { types: new Map(), untagged: 0, inside: 0 };
    let files = 0;
    for await (const file of workspace.all()) {
      if (cancelled.isCancellationRequested) return undefined;
      if (count(file.live, surface, usage)) files++;
    }
    // A word that is tagged nowhere has nothing to tell.
    if (usage.types.size === 0) return undefined;
    const text = runningText(surface, [])
      .map((part) => part.text)
      .join('');
    const range = tokensRange(live, place.sentence, meantTokens(place));
    return { contents: { kind: 'markdown', value: usageMarkdown(text, usage, files) }, range };
  });
  return { hoverProvider: true };
};

/** @returns whether the form stands in the document at all */
function count(live: LiveDocument, surface: readonly string[], usage: Usage): boolean {
  let any = false;
  for (const { entity, overlapping } of occurrences(live, surface)) {
    any = true;
    if (entity) usage.types.set(entity.type, (usage.types.get(entity.type) ?? 0) + 1);
    else if (overlapping.length > 0) usage.inside++;
    else usage.untagged++;
  }
  return any;
}

function usageMarkdown(text: string, { types, untagged, inside }: Usage, files: number): string {
  const parts = [...types]
    .sort(([one, a], [two, b]) => b - a || one.localeCompare(two))
    .map(([type, times]) => `${escaped(type)} ${times}`);
  if (untagged > 0) parts.push(`untagged ${untagged}`);
  if (inside > 0) parts.push(`with other boundaries ${inside}`);
  return `**${escaped(text)}** in ${files === 1 ? '1 file' : `${files} files`}: ${parts.join(' · ')}`;
}

/** Text of a file, never markup: CommonMark lets every ASCII punctuation mark be escaped. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
