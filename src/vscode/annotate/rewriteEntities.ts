import * as vscode from 'vscode';
import { decodeEntities, type Entity, editEntities, type LiveDocument, type Sentence, tagUse } from '../../dataset';
import { holdsTags, noTagColumn, otherThanTags } from './tagColumnCheck';
import { applyLiveEdits, notEdited } from './tagEdit';

/**
 * Gives a sentence other entities, as one edit of its document, which must stand as `live` says: nothing is awaited before VS Code is
 * asked. A cell that is no tag says nothing of entities, so it would be written over by O: then nothing is written.
 * @param rewrite from the entities that stand there now
 * @param column whose tags are meant
 * @throws Error with a message for the user
 */
export async function rewriteEntities(
  document: vscode.TextDocument,
  live: LiveDocument,
  { sentence, column = live.tagColumn }: { readonly sentence: Sentence; readonly column?: number | undefined },
  rewrite: (entities: readonly Entity[]) => readonly Entity[],
): Promise<void> {
  const file = vscode.workspace.asRelativePath(document.uri);
  if (column < 0) throw noTagColumn(sentence.lines[0] ?? 0, file);
  const tags = tagsOf(live, sentence, column);
  const isTags = () => holdsTags(live, live.sentencesBetween(0, live.lineCount - 1), column);
  const problem = otherThanTags({ sentence, tags, column }, file, isTags);
  if (problem) throw problem;
  const entities = rewrite(decodeEntities(tags));
  const edits = editEntities(live, sentence, entities, tagUse(live, column).scheme, column);
  if (edits.length > 0 && !(await applyLiveEdits(document, edits))) throw new Error(notEdited());
}

/** A column's tags, O where a line has none. */
export function tagsOf(live: LiveDocument, sentence: Sentence, column: number): readonly string[] {
  return column === live.tagColumn ? sentence.tags : live.column(sentence, column).map((tag) => tag || 'O');
}
