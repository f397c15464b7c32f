import type { CodeAction } from 'vscode-languageserver';
import { canMerge, mergeSentences, quoted, splitSentence, type TextChange } from '../dataset';
import type { ActionProvider } from './codeActions';
import type { OpenDocument } from './openDocument';
import { tokenPlace } from './places';

const kind = 'refactor.rewrite.sentence';

/** Ends a sentence at the cursor, or makes one of it and the next. */
export const sentenceActions: ActionProvider = {
  kinds: [kind],
  unasked: 'never',
  actions: (_server, document, { range }) => {
    const { live } = document;
    const place = tokenPlace(live, range.start);
    if (!place) return [];
    const { sentence, token } = place;
    const actions: CodeAction[] = [];
    if (token > 0) {
      const title = `Split the sentence before ${quoted(sentence.tokens.slice(token, token + 1))}`;
      actions.push(action(document, title, splitSentence(live, sentence, token)));
    }
    const next = live.sentence(sentence.index + 1);
    if (next && canMerge(live, sentence, next)) {
      actions.push(action(document, 'Merge with the next sentence', mergeSentences(live, sentence, next)));
    }
    return actions;
  },
};

function action({ uri, version }: OpenDocument, title: string, changes: readonly TextChange[]): CodeAction {
  const edits = changes.map(({ start, end, newText }) => ({ range: { start, end }, newText }));
  return { title, kind, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] } };
}
