import * as vscode from 'vscode';
import { isEntityTypeName } from '../../dataset';
import type { Place } from '../../protocol/readingView';
import { rewriteEntities } from '../annotate/rewriteEntities';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { mustBeWritable } from '../editor/readOnly';

/**
 * Gives a place an entity, in place of those that it touches, as one edit of the document.
 * @param version of the document that the user saw
 * @param entityType none removes
 * @throws Error with a message for the user
 */
export async function labelPlace(
  document: vscode.TextDocument,
  documents: ParsedDocuments,
  { version, place, entityType }: { version: number; place: Place; entityType?: string },
): Promise<void> {
  const { t } = vscode.l10n;
  await mustBeWritable(document);
  if (version !== document.version) {
    throw new Error(t('The file was changed meanwhile. Here it is as it is now: do it again.'));
  }
  const { live } = documents.get(document);
  const sentence = live.sentence(place.sentence);
  if (!sentence || place.end > sentence.tokens.length || place.start >= place.end) return;
  await rewriteEntities(document, live, { sentence, column: place.column }, (entities) => {
    const kept = entities.filter(({ start, end }) => end <= place.start || place.end <= start);
    return entityType === undefined ? kept : [...kept, { type: entityType, start: place.start, end: place.end }];
  });
}

/** Asks for a type: one of those that there are, or another that is typed in. Undefined where the user does not want to. */
export async function pickType(types: readonly string[]): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const pick = vscode.window.createQuickPick();
  pick.title = t('Entity Type');
  pick.placeholder = t('Choose a type, or type the name of a new one');
  const known = types.map((label): vscode.QuickPickItem => ({ label }));
  pick.items = known;
  const chosen = new Promise<string | undefined>((resolve) => {
    pick.onDidChangeValue((value) => {
      const name = value.trim();
      const isNew = isEntityTypeName(name) && !types.includes(name);
      pick.items = isNew ? [...known, { label: name, description: t('new type'), alwaysShow: true }] : known;
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
  });
  pick.show();
  return chosen.finally(() => pick.dispose());
}
