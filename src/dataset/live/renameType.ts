import type { CellEdit } from '../edits';
import { decodeEntities, respelt } from '../entities';
import { isTag, parseTag } from '../tags';
import type { Sentence, TagScheme } from '../types';
import type { LiveDocument } from './liveDocument';
import { liveTagColumns } from './liveTagColumns';
import { tagUse } from './tagUse';

/** The edits that give an entity type another name, in every column of tags. Cells that are no tags stay as they are. */
export function renameType(live: LiveDocument, type: string, newName: string): CellEdit[] {
  const sentences = sentencesNaming(live, type);
  if (sentences.length === 0) return [];
  const columns = liveTagColumns(live).map((column) => ({ column, scheme: tagUse(live, column).scheme }));
  return sentences.flatMap((sentence) =>
    columns.flatMap(({ column, scheme }) => {
      const tags = live.column(sentence, column);
      const newTags = renamedTags(tags, type, newName, scheme);
      return sentence.lines.flatMap((line, token) => {
        const [tag = '', newText = ''] = [tags[token], newTags[token]];
        const cell = isTag(tag) && tag !== newText ? live.cells(line)[column] : undefined;
        return cell ? [{ line, start: cell.start, end: cell.end, newText }] : [];
      });
    }),
  );
}

/** Prefixes stay, unless entities would then run together that stood side by side under two names. */
function renamedTags(tags: readonly string[], type: string, newName: string, scheme: TagScheme): readonly string[] {
  const named = tags.map((tag) => (parseTag(tag)?.type === type ? tag.slice(0, -type.length) + newName : tag));
  const entities = decodeEntities(tags).map((entity) => (entity.type === type ? { ...entity, type: newName } : entity));
  if (decodeEntities(named).length === entities.length) return named;
  return entities
    .filter((entity) => entity.type === newName)
    .reduce((written: readonly string[], entity) => respelt(written, entities, entity, scheme), named);
}

function sentencesNaming(live: LiveDocument, type: string): Sentence[] {
  return live.chunks
    .filter(({ chunk }) => chunk.text.includes(`-${type}`))
    .flatMap(({ chunk, line }) => live.sentencesBetween(line, line + chunk.lineEnds));
}
