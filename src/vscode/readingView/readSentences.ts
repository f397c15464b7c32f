import * as vscode from 'vscode';
import {
  decodeEntities,
  type Entity,
  type LiveDocument,
  liveTagColumns,
  type Sentence,
  spacedTokens,
} from '../../dataset';
import type { Place, ReadEntity, ReadSentence } from '../../protocol/readingView';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';

/** Sentences of a document as the page shows them, with what teachers and other columns say. */
export async function readSentences(
  live: LiveDocument,
  uri: vscode.Uri,
  answers: AnswerIndexes,
  { from, to }: { from: number; to: number },
): Promise<ReadSentence[]> {
  const index = answers.for(uri);
  const columns = liveTagColumns(live).filter((column) => column !== live.tagColumn);
  const sentences: { sentence: Sentence; others: { column: number; entities: Entity[] }[] }[] = [];
  // All that is asked of the document is asked at once: it may be edited while the answers are looked up.
  for (let at = from; at < to; at++) {
    const sentence = live.sentence(at);
    if (!sentence) break;
    const others = columns.map((column) => ({
      column,
      entities: decodeEntities(live.column(sentence, column).map((tag) => tag || 'O')),
    }));
    sentences.push({ sentence, others });
  }
  const read: ReadSentence[] = [];
  for (const { sentence, others } of sentences) {
    const entities = decodeEntities(sentence.tags);
    const said = (await index.of(sentence.tokens)).flatMap(({ annotation }) => annotation.entities);
    read.push({
      index: sentence.index,
      line: (sentence.lines[0] ?? 0) + 1,
      tokens: spacedTokens(sentence.tokens),
      entities: entities.map((entity): ReadEntity => {
        const confidence = said.find((other) => isSame(other, entity))?.confidence;
        return { ...entity, ...(confidence !== undefined && { confidence }) };
      }),
      others: others.flatMap(({ column, entities: other }) => {
        const agrees =
          other.length === entities.length && other.every((one) => entities.some((two) => isSame(one, two)));
        return agrees ? [] : [{ name: vscode.l10n.t('column {0}', column + 1), entities: other }];
      }),
    });
  }
  return read;
}

/** The entity after a place, or before it, around the document's end; nothing in one without entities. */
export function nextEntity(live: LiveDocument, from: Place, direction: 1 | -1): Place | undefined {
  const count = live.sentenceCount;
  for (let step = 0; step <= count; step++) {
    const index = (((from.sentence + direction * step) % count) + count) % count;
    const entities = decodeEntities(live.sentence(index)?.tags ?? []);
    const own = step === 0;
    const found =
      direction > 0
        ? entities.find(({ start }) => !own || start > from.start || (start === from.start && from.end === from.start))
        : entities.findLast(({ start }) => !own || start < from.start);
    if (found) return { sentence: index, start: found.start, end: found.end };
  }
  return undefined;
}

function isSame(a: Entity, b: Entity): boolean {
  return a.type === b.type && a.start === b.start && a.end === b.end;
}
