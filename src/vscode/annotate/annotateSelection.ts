import * as vscode from 'vscode';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { mustBeWritable } from '../editor/readOnly';
import { CONLL_LANGUAGE } from '../languageId';
import type { AnnotationLog } from './annotationLog';
import { readTarget, refuseLosing, writeInPlace } from './annotationTarget';
import { askTeacher, type TeacherAccess } from './askTeacher';
import { type ChooseSource, chosenTeacher, type TeacherServices } from './teachers/chosenTeacher';
import { touchedSentences } from './touchedSentences';

export interface AnnotationServices extends TeacherAccess, TeacherServices {
  readonly documents: ParsedDocuments;
  readonly log: AnnotationLog;
}

/**
 * The command CoNLL: Annotate Selection. Asks for the entities of every sentence that the selection touches
 * and writes them as one edit that touches only the tags that change. Nothing is written when it is cancelled or fails;
 * answers that had arrived are kept and cost nothing the next time.
 * @param choose who annotates; by default whom the settings name
 * @throws Error or AnnotationError with a message for the user
 */
export async function annotateSelection(
  services: AnnotationServices,
  choose: ChooseSource = chosenTeacher,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== CONLL_LANGUAGE) {
    throw new Error(vscode.l10n.t('Open a CoNLL file and select the sentences that are to be annotated.'));
  }
  await mustBeWritable(editor.document);
  const { uri } = editor.document;
  const target = readTarget(services.documents, editor.document, (sentences) =>
    touchedSentences(sentences, editor.selections),
  );
  if (target.sentences.length === 0) {
    throw new Error(
      vscode.l10n.t('The selection touches no sentence. Put the cursor on a token, or select some lines.'),
    );
  }
  refuseLosing(target);
  const source = await choose(services, uri);
  if (source === undefined) return;
  const sentences = target.sentences.map(({ tokens }) => tokens);
  const answers = await askTeacher(services, {
    scope: uri,
    sentences,
    source,
  });
  if (answers === undefined) return;
  const overtaken = await writeInPlace(services.documents, target, await answers.job.annotations());
  await services.log.report({ ...answers, targets: [target], model: source.name, overtaken });
}
