import type * as vscode from 'vscode';
import {
  decodeEntities,
  disagreeingTokens,
  type Entity,
  knownComparedColumns,
  type LiveDocument,
  spacedTokens,
} from '../../dataset';
import type { ReadEntity, ReadSentence } from '../../protocol/readingView';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';

/** Sentences of a document as the page shows them, with what teachers and other columns say. */
export async function readSentences(
  live: LiveDocument,
  uri: vscode.Uri,
  answers: AnswerIndexes,
  { from, to }: { from: number; to: number },
): Promise<ReadSentence[]> {
  const index = answers.for(uri);
  // All that is asked of the document is asked at once: it may be edited while the answers are looked up.
  const sentences = readings(live, { from, to });
  const read: ReadSentence[] = [];
  for (const { sentence, columns, differing } of sentences) {
    const said = (await index.of(sentence.tokens)).flatMap(({ annotation }) => annotation.entities);
    const sure = (entity: Entity): ReadEntity => {
      const confidence = said.find((other) => isSame(other, entity))?.confidence;
      return { ...entity, ...(confidence !== undefined && { confidence }) };
    };
    read.push({
      index: sentence.index,
      line: (sentence.lines[0] ?? 0) + 1,
      tokens: spacedTokens(sentence.tokens),
      readings: columns.map(({ column, tags }) => {
        const entities = decodeEntities(tags);
        return { column, entities: column === live.tagColumn ? entities.map(sure) : entities };
      }),
      differing,
    });
  }
  return read;
}

function readings(live: LiveDocument, { from, to }: { from: number; to: number }) {
  const sentences = Array.from({ length: to - from }, (_, offset) => live.sentence(from + offset)).filter(
    (sentence) => sentence !== undefined,
  );
  const [first, last] = [sentences[0]?.lines[0] ?? 0, sentences.at(-1)?.lines.at(-1) ?? 0];
  const compared = knownComparedColumns(live, live.chunksBetween(first, last));
  return sentences.map((sentence) => {
    const columns = compared.map((column) => ({ column, tags: live.tags(sentence, column) }));
    const differing = disagreeingTokens(columns.map(({ tags }) => tags));
    const own = { column: live.tagColumn, tags: sentence.tags };
    return { sentence, differing, columns: differing.length > 0 ? columns : [own] };
  });
}

function isSame(a: Entity, b: Entity): boolean {
  return a.type === b.type && a.start === b.start && a.end === b.end;
}
