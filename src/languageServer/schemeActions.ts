import { z } from 'zod';
import { comparedColumns, convertSentences, tagSchemes, tagUse } from '../dataset';
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
    const columns = comparedColumns(live);
    // Gold and predictions are compared: in two schemes they would be read alike, and written in two they would confuse.
    const what = columns.length > 1 ? `the tags of ${columns.length} columns` : `all tags from ${scheme.toUpperCase()}`;
    return tagSchemes
      .filter((to) => to !== scheme)
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
    const edits = convertSentences(live, parsed.data.to, comparedColumns(live)).map(({ line, newText, ...cell }) => ({
      range: cellRange(line, cell),
      newText,
    }));
    return { ...action, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] } };
  },
};
