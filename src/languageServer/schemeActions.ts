import { z } from 'zod';
import { convertSentences, tagSchemes, tagUse } from '../dataset';
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
    return tagSchemes
      .filter((to) => to !== scheme)
      .map((to) => ({
        title: `Convert all tags from ${scheme.toUpperCase()} to ${to.toUpperCase()}`,
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
    const edits = convertSentences(live, parsed.data.to).map(({ line, newText, ...cell }) => ({
      range: cellRange(line, cell),
      newText,
    }));
    return { ...action, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] } };
  },
};
