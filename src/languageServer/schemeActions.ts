import { z } from 'zod';
import { comparedColumns, convertSentences, type LiveDocument, tagSchemes, tagUse } from '../dataset';
import type { ActionProvider } from './codeActions';
import { cellRange } from './places';

const kind = 'refactor.rewrite.scheme';
const wish = z.object({ uri: z.string(), version: z.number(), to: z.enum(tagSchemes) });

/** Converts the file to another tag scheme. The edits are made when one is chosen. */
export const schemeActions: ActionProvider = {
  kinds: [kind],
  unasked: 'never',
  actions: (_server, { uri, version, live }) => {
    const { scheme, types } = tagUse(live);
    if (types.size === 0) return [];
    const columns = converted(live);
    const what = columns.length > 1 ? `the tags of ${columns.length} columns` : `all tags from ${scheme.toUpperCase()}`;
    return tagSchemes
      .filter((to) => columns.some((column) => tagUse(live, column).scheme !== to))
      .map((to) => ({
        title: `Convert ${what} to ${to.toUpperCase()}`,
        kind,
        data: { uri, version, to },
      }));
  },
  resolve: async ({ documents }, action) => {
    const parsed = wish.safeParse(action.data);
    const document = parsed.success ? documents.get(parsed.data.uri) : undefined;
    // An action that was offered for an older version is not carried out on a newer one.
    if (!parsed.success || !document || document.version !== parsed.data.version) return action;
    const { uri, version, live } = document;
    const edits = convertSentences(live, parsed.data.to, converted(live)).map(({ line, newText, ...cell }) => ({
      range: cellRange(line, cell),
      newText,
    }));
    return { ...action, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] } };
  },
};

/** Gold and prediction keep one scheme; of a column with so many malformed tags that it is compared with none, the tags are converted all the same. */
function converted(live: LiveDocument): readonly number[] {
  const compared = comparedColumns(live);
  return compared.length > 0 ? compared : [live.tagColumn];
}
