import * as vscode from 'vscode';
import { decodeEntities, type LiveDocument, whyNoTagPlace } from '../../dataset';
import { noTagColumn } from '../annotate/tagColumnCheck';
import type { Command } from '../commands';
import { CONLL_LANGUAGE } from '../languageId';
import type { ParsedDocuments } from './parsedDocuments';
import { mustBeWritable } from './readOnly';

/** Commands whose work the language server does, so that any editor that speaks its protocol has them too. */
export function serverActions(documents: ParsedDocuments): Command[] {
  /** Lets the user choose among the server's code actions of one kind, or says why there is none. */
  const choose =
    (kind: string, why: (editor: vscode.TextEditor, documents: ParsedDocuments) => string | undefined) => async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document.languageId !== CONLL_LANGUAGE) throw new Error(vscode.l10n.t('Open a CoNLL file first.'));
      await mustBeWritable(editor.document);
      const reason = why(editor, documents);
      if (reason !== undefined) throw new Error(reason);
      await vscode.commands.executeCommand('editor.action.codeAction', { kind, apply: 'never' });
    };
  return [
    { id: 'conll.labelAs', run: choose('refactor.rewrite.label', whyNotLabelled) },
    { id: 'conll.labelAll', run: choose('refactor.rewrite.labelAll', whyNotEverywhere) },
    { id: 'conll.editSentence', run: choose('refactor.rewrite.sentence', whyNoToken) },
    { id: 'conll.convertScheme', run: choose('refactor.rewrite.scheme', whyNoTags) },
  ];
}

function whyNoTags({ document }: vscode.TextEditor, documents: ParsedDocuments): string | undefined {
  const { live } = documents.get(document);
  if (live.tagColumn >= 0) return undefined;
  return noTagColumn(live.sentence(0)?.lines[0] ?? 0, vscode.workspace.asRelativePath(document.uri)).message;
}

function whyNoToken({ document, selection }: vscode.TextEditor, documents: ParsedDocuments): string | undefined {
  const { live } = documents.get(document);
  const { start, end } = selection;
  if (live.sentencesBetween(start.line, end.line).length > 0) return undefined;
  return vscode.l10n.t('There is no token here. Put the cursor on one, or select some.');
}

function whyNotLabelled(editor: vscode.TextEditor, documents: ParsedDocuments): string | undefined {
  const { start, end } = editor.selection;
  const { live } = documents.get(editor.document);
  // A selection that ends at the beginning of a line does not mean that line.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const isOne = live.sentencesBetween(start.line, last).length <= 1;
  return (
    whyNoToken(editor, documents) ??
    whyNoTags(editor, documents) ??
    (isOne
      ? whyNoTagPlaces(editor.document, live, start.line, last)
      : vscode.l10n.t(
          'Tokens of several sentences are selected, and no entity crosses their ends. Select some of one.',
        ))
  );
}

/** Something else than tags stands in the place of the selected tokens' tags, or nothing. */
function whyNoTagPlaces(
  document: vscode.TextDocument,
  live: LiveDocument,
  first: number,
  last: number,
): string | undefined {
  for (let line = first; line <= last; line++) {
    const why = live.lineKind(line) === 'token' ? whyNoTagPlace(live, line) : undefined;
    if (why) return `${vscode.workspace.asRelativePath(document.uri)}, ${why.message}`;
  }
  return undefined;
}

function whyNotEverywhere(editor: vscode.TextEditor, documents: ParsedDocuments): string | undefined {
  const { line } = editor.selection.start;
  const sentence = documents.get(editor.document).live.sentenceAtLine(line);
  const token = sentence?.lines.indexOf(line) ?? -1;
  const isInEntity = decodeEntities(sentence?.tags ?? []).some(({ start, end }) => start <= token && token < end);
  return (
    whyNoToken(editor, documents) ??
    whyNoTags(editor, documents) ??
    (isInEntity
      ? undefined
      : vscode.l10n.t('The token here is in no entity. Label it, then all others can be labelled like it.'))
  );
}
