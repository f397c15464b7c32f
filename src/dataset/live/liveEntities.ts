import { decodeEntities } from '../entities';
import type { Entity, Sentence } from '../types';
import type { Chunk } from './chunk';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

/** Where an entity begins, in its chunk or in its document. */
export interface EntityLine {
  readonly line: number;
  readonly type: string;
}

const chunkEntityLines = perChunk(({ document }: Chunk): readonly EntityLine[] =>
  document.sentences.flatMap(({ lines, tags }) =>
    decodeEntities(tags).map(({ start, type }) => ({ line: lines[start] ?? 0, type })),
  ),
);

/** The first line of every entity, ascending; after an edit, that costs the reading of one chunk. */
export function* entityLines(live: LiveDocument): Generator<EntityLine> {
  for (const { chunk, line } of live.chunks)
    for (const entity of chunkEntityLines.of(chunk)) yield { line: line + entity.line, type: entity.type };
}

/** An entity and its sentence. */
export interface FoundEntity {
  readonly sentence: Sentence;
  readonly entity: Entity;
}

/**
 * The entity that begins after a line, or before it, around the document's end.
 * @returns nothing in a document without entities; the entity that begins on the line itself where there is no other
 */
export function nextEntity(live: LiveDocument, from: number, direction: 1 | -1): FoundEntity | undefined {
  const chunks = direction > 0 ? live.chunks : live.chunks.toReversed();
  const isBeyond = (line: number): boolean => (direction > 0 ? line > from : line < from);
  let around: number | undefined;
  for (const { chunk, line: first } of chunks) {
    const lines = chunkEntityLines.of(chunk).map(({ line }) => first + line);
    if (direction < 0) lines.reverse();
    around ??= lines[0];
    const line = lines.find(isBeyond);
    if (line !== undefined) return entityBeginning(live, line);
  }
  return around === undefined ? undefined : entityBeginning(live, around);
}

function entityBeginning(live: LiveDocument, line: number): FoundEntity | undefined {
  const sentence = live.sentenceAtLine(line);
  const entity = sentence && decodeEntities(sentence.tags).find(({ start }) => sentence.lines[start] === line);
  return entity && { sentence, entity };
}
