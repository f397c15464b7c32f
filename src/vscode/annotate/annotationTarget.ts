import * as vscode from 'vscode';
import { type Annotation, isUsable } from '../../annotation';
import { type ConllDocument, checkReadable, editEntities, type Sentence, type TagScheme } from '../../dataset';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { whyReadOnly } from '../editor/readOnly';
import { relocateSentences } from './relocateSentences';
import { tagColumnProblem } from './tagColumnCheck';
import { applyTagEdits, notEdited } from './tagEdit';

/** Sentences of a document that a teacher is asked about, and the document as it stood then. */
export interface AnnotationTarget {
  readonly uri: vscode.Uri;
  readonly asked: { readonly conll: ConllDocument; readonly scheme: TagScheme };
  readonly sentences: readonly Sentence[];
}

/** @throws Error naming the file and line where the document cannot be read as CoNLL */
export function readTarget(
  documents: ParsedDocuments,
  document: vscode.TextDocument,
  choose: (sentences: readonly Sentence[]) => readonly Sentence[],
): AnnotationTarget {
  const unreadable = checkReadable(document.getText(), vscode.workspace.asRelativePath(document.uri), {
    needsTags: false,
  });
  if (unreadable !== undefined) throw unreadable;
  const { conll, scheme } = documents.get(document);
  return { uri: document.uri, asked: { conll, scheme }, sentences: choose(conll.sentences) };
}

/** @throws Error when something else would be lost, naming file and line */
export function refuseLosing({ uri, asked, sentences }: AnnotationTarget): void {
  const problem = tagColumnProblem(asked.conll, sentences, vscode.workspace.asRelativePath(uri));
  if (problem !== undefined) throw problem;
}

/**
 * Writes the answers about a target into the document as it stands now: the user may have typed meanwhile.
 * @param annotations of the target's sentences
 * @returns how many sentences were edited meanwhile, and so were left alone
 */
export async function writeInPlace(
  documents: ParsedDocuments,
  { uri, asked, sentences }: AnnotationTarget,
  annotations: readonly (Annotation | undefined)[],
): Promise<number> {
  const { t } = vscode.l10n;
  const document = await vscode.workspace.openTextDocument(uri);
  const reason = await whyReadOnly(document);
  if (reason !== undefined) throw new Error(t('{0} The answers are kept: nothing is paid for twice.', reason));
  const now = documents.get(document);
  const places = relocateSentences(sentences, asked.conll.sentences, now.conll.sentences);
  const edits = places.flatMap((place, index) => {
    const annotation = annotations[index];
    return place === undefined || annotation === undefined || !isUsable(annotation)
      ? []
      : editEntities(now.conll, place, annotation.entities, now.scheme);
  });
  if (edits.length > 0 && !(await applyTagEdits(document, edits))) {
    throw new Error(
      t(
        '{0}: {1} The answers are kept: run the command again and nothing is paid for twice.',
        vscode.workspace.asRelativePath(uri),
        notEdited(),
      ),
    );
  }
  return places.filter((place) => place === undefined).length;
}
