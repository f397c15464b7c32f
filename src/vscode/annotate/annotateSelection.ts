import * as vscode from 'vscode';
import type { AnnotationJob } from '../../annotation';
import { checkReadable, editEntities, type Sentence } from '../../dataset';
import type { ParsedDocument, ParsedDocuments } from '../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../languageId';
import { entityTypeSettings, openAISettings } from '../settings';
import type { AnnotationLog } from './annotationLog';
import type { ApiKeys } from './apiKeys';
import { askTeacher } from './askTeacher';
import { relocateSentences } from './relocateSentences';
import { tagColumnProblem } from './tagColumnCheck';
import { applyTagEdits } from './tagEdit';
import { touchedSentences } from './touchedSentences';
import { isUsable } from './usableAnswer';

export interface AnnotationServices {
  readonly documents: ParsedDocuments;
  readonly keys: ApiKeys;
  readonly log: AnnotationLog;
  /** Where answers are kept for files outside any workspace folder. */
  readonly globalStorage: vscode.Uri;
}

/**
 * The command CoNLL: Annotate Selection with GPT-4. Asks for the entities of every sentence that the selection touches
 * and writes them as one edit that touches only the tags that change. Nothing is written when it is cancelled or fails;
 * answers that had arrived are kept and cost nothing the next time.
 * @throws Error or AnnotationError with a message for the user
 */
export async function annotateSelection(services: AnnotationServices): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== CONLL_LANGUAGE) {
    throw new Error(vscode.l10n.t('Open a CoNLL file and select the sentences that are to be annotated.'));
  }
  const { document } = editor;
  const name = vscode.workspace.asRelativePath(document.uri);
  const unreadable = checkReadable(document.getText(), name);
  if (unreadable !== undefined) throw unreadable;
  const asked = services.documents.get(document);
  const sentences = touchedSentences(asked.conll.sentences, editor.selections);
  if (sentences.length === 0) {
    throw new Error(
      vscode.l10n.t('The selection touches no sentence. Put the cursor on a token, or select some lines.'),
    );
  }
  const noTags = tagColumnProblem(asked.conll, sentences, name);
  if (noTags !== undefined) throw noTags;
  const settings = openAISettings(document.uri);
  const entityTypes = entityTypeSettings(document.uri);
  const job = await askTeacher(services, { document, sentences, settings, entityTypes });
  if (job === undefined) return;
  const overtaken = await writeEntities(services.documents, document.uri, asked, sentences, job);
  services.log.report({ document, model: settings.model, sentences, job, overtaken });
}

/**
 * Writes the answers about `asked` into the document as it stands now: the user may have typed meanwhile.
 * @returns how many sentences were edited meanwhile, and so were left alone
 */
async function writeEntities(
  documents: ParsedDocuments,
  uri: vscode.Uri,
  asked: ParsedDocument,
  sentences: readonly Sentence[],
  { annotations }: AnnotationJob,
): Promise<number> {
  const document = await vscode.workspace.openTextDocument(uri);
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
      vscode.l10n.t(
        '{0} could not be edited: it is read-only, or was being changed at the same moment. The answers are kept: run the command again and nothing is paid for twice.',
        vscode.workspace.asRelativePath(uri),
      ),
    );
  }
  return places.filter((place) => place === undefined).length;
}
