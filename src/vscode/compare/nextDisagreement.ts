import * as vscode from 'vscode';
import { decodeEntities, tagColumns } from '../../dataset';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../languageId';

/**
 * The commands CoNLL: Next Disagreement and Previous Disagreement: move the cursor to the next token that not all columns of
 * tags put into the same entity, around the file's end.
 * @throws Error with a message for the user
 */
export function nextDisagreement(documents: ParsedDocuments, direction: 1 | -1): void {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== CONLL_LANGUAGE) throw new Error(t('Open a CoNLL file first.'));
  const { conll } = documents.get(editor.document);
  const columns = tagColumns(conll);
  if (columns.length < 2) {
    throw new Error(t('There is one column of tags, so there is nothing that it could disagree with.'));
  }
  const lines = conll.sentences.flatMap((sentence) => {
    const [first = [], ...others] = columns.map((column) => spans(conll.column(sentence, column)));
    return sentence.lines.filter((_, token) => others.some((other) => other[token] !== first[token]));
  });
  const { line } = editor.selection.active;
  const target =
    direction > 0
      ? (lines.find((each) => each > line) ?? lines[0])
      : (lines.findLast((each) => each < line) ?? lines.at(-1));
  if (target === undefined) {
    void vscode.window.showInformationMessage(t('All columns agree on every token.'));
    return;
  }
  const position = new vscode.Position(target, 0);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** For each token, its entity in words, so that the letters of a scheme do not count. */
function spans(tags: readonly string[]): string[] {
  const words = tags.map(() => '');
  for (const { type, start, end } of decodeEntities(tags.map((tag) => tag || 'O'))) {
    for (let token = start; token < end; token++) words[token] = `${type} ${start} ${end}`;
  }
  return words;
}
