import * as vscode from 'vscode';
import {
  decodeEntities,
  type Entity,
  editTags,
  type LiveDocument,
  retagged,
  type Sentence,
  tagUse,
} from '../../dataset';
import { holdsTags, noTagColumn, otherThanTags } from './tagColumnCheck';
import { applyLiveEdits, notEdited } from './tagEdit';

/**
 * Gives a sentence other entities, as one edit of its document, which must stand as `live` says: nothing is awaited before VS Code is
 * asked. Nothing is written where that would be over a cell that is no tag.
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
  const tags = live.tags(sentence, column);
  const newTags = retagged(tags, rewrite(decodeEntities(tags)), tagUse(live, column).scheme);
  const isTags = () => holdsTags(live, live.sentencesBetween(0, live.lineCount - 1), column);
  const written = tags.map((tag, token) => (tag === newTags[token] ? 'O' : tag));
  const problem = otherThanTags({ sentence, tags: written, column }, file, isTags);
  if (problem) throw problem;
  const edits = editTags(live, sentence, newTags, column);
  if (edits.length > 0 && !(await applyLiveEdits(document, edits))) throw new Error(notEdited());
}
