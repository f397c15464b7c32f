import type { Chunk } from './chunk';
import { type ColumnUse, chunkColumns, columnUses } from './columnUse';
import type { LiveDocument } from './liveDocument';

/** A column counts as one of tags while at most one cell in twenty is none: a tag that is just being typed changes nothing. */
const leastTags = 0.95;

/**
 * Of CoNLL-2000 (https://aclanthology.org/W00-0726) and CoNLL-2003's English part, and of the latter's German one: beside a column of
 * entities that has none yet, the phrases of its sentences say nothing about them.
 */
const phraseTypes: ReadonlySet<string> = new Set([
  ...['ADJP', 'ADVP', 'CONJP', 'INTJ', 'LST', 'NP', 'PP', 'PRT', 'SBAR', 'UCP', 'VP'],
  ...['NC', 'PC', 'VC'],
]);

/**
 * The columns that say something about the same: the tag column, and each other column of tags that shares an entity type with it. Noun
 * and verb phrases beside entities (CoNLL-2003) are tags too, but nothing to compare. A tag column of nothing but O, as an untrained student
 * writes it, says that there are no entities, and is compared with the last other one that has some; any other column of nothing but O may
 * stand for what a file has not, such as phrases.
 * @returns ascending; after an edit, that costs the reading of one chunk
 */
export function comparedColumns(live: LiveDocument): readonly number[] {
  return compared(
    live,
    live.chunks.map(({ chunk }) => chunk),
  );
}

/**
 * By what was looked at before and by the chunks that are given: quick in a long document, and mostly right. Columns of nothing but O
 * count once that is known of all of it.
 */
export function knownComparedColumns(live: LiveDocument, shown: readonly Chunk[]): readonly number[] {
  const looked = live.chunks.flatMap(({ chunk }) =>
    chunkColumns.known(chunk) !== undefined && !shown.includes(chunk) ? [chunk] : [],
  );
  return compared(live, [...shown, ...looked]);
}

/** The entity types of the columns that are compared, as far as is known. */
export function knownTypes(live: LiveDocument): Set<string> {
  const columns = knownComparedColumns(live, []);
  const types = new Set<string>();
  for (const { chunk } of live.chunks)
    for (const column of columns) for (const type of chunkColumns.known(chunk)?.[column]?.types ?? []) types.add(type);
  return types;
}

export function areColumnsKnown(chunk: Chunk): boolean {
  return chunkColumns.known(chunk) !== undefined;
}

export function lookAtColumns(chunk: Chunk): void {
  chunkColumns.of(chunk);
}

function compared(live: LiveDocument, chunks: readonly Chunk[]): readonly number[] {
  const uses = columnUses(chunks, live.layout.columnCount);
  const own = uses[live.tagColumn];
  if (!own || !isOfTags(own)) return [];
  const others = uses.map((use, column) =>
    column === live.tokenColumn || column === live.tagColumn || !isOfTags(use) ? undefined : use,
  );
  // A part says too little: a student may have found nothing for pages.
  const isOutside =
    chunks.length === live.chunks.length && own.cells > 0 && own.tags === own.cells && own.types.size === 0;
  const types = isOutside ? (others.findLast((use) => use && hasEntities(use))?.types ?? own.types) : own.types;
  return [...others.keys()].filter(
    (column) => column === live.tagColumn || [...(others[column]?.types ?? [])].some((type) => types.has(type)),
  );
}

const isOfTags = ({ cells, tags }: ColumnUse): boolean => tags >= leastTags * cells;

const hasEntities = ({ types }: ColumnUse): boolean => [...types].some((type) => !phraseTypes.has(type));
