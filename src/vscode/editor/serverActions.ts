import * as vscode from 'vscode';
import type { Command } from '../commands';
import { CONLL_LANGUAGE } from '../languageId';
import { mustBeWritable } from './readOnly';

/** Lets the user choose among the language server's code actions of one kind, at the cursor or for the selection. */
const choose = (kind: string) => async () => {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== CONLL_LANGUAGE) throw new Error(vscode.l10n.t('Open a CoNLL file first.'));
  await mustBeWritable(document);
  await vscode.commands.executeCommand('editor.action.codeAction', { kind, apply: 'never' });
};

/** Commands whose work the language server does, so that any editor that speaks its protocol has them too. */
export const serverActions: readonly Command[] = [
  { id: 'conll.labelAs', run: choose('refactor.rewrite.label') },
  { id: 'conll.labelAll', run: choose('refactor.rewrite.labelAll') },
  { id: 'conll.editSentence', run: choose('refactor.rewrite.sentence') },
  { id: 'conll.convertScheme', run: choose('refactor.rewrite.scheme') },
];
