import * as vscode from 'vscode';
import { type ConllDocument, decodeEntities, type Entity, type Sentence } from '../../dataset';
import type { Place, ReadEntity, ReadSentence } from '../../protocol/readingView';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import { tagColumns } from '../compare/measureAgreement';
import { spacedTokens } from '../editor/sentenceText';

/** Sentences of a document as the page shows them, with what teachers and other columns say. */
export async function readSentences(
  conll: ConllDocument,
  uri: vscode.Uri,
  answers: AnswerIndexes,
  { from, to }: { from: number; to: number },
): Promise<ReadSentence[]> {
  const index = answers.for(uri);
  const columns = tagColumns(conll).filter((column) => column !== conll.tagColumn);
  const read: ReadSentence[] = [];
  for (const sentence of conll.sentences.slice(from, to)) {
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
      others: columns.flatMap((column) => {
        const other = decodeEntities(conll.column(sentence, column).map((tag) => tag || 'O'));
        const agrees =
          other.length === entities.length && other.every((one) => entities.some((two) => isSame(one, two)));
        return agrees ? [] : [{ name: vscode.l10n.t('column {0}', column + 1), entities: other }];
      }),
    });
  }
  return read;
}

/** The entity after a place, or before it, around the document's end; nothing in one without entities. */
export function nextEntity(sentences: readonly Sentence[], from: Place, direction: 1 | -1): Place | undefined {
  const count = sentences.length;
  for (let step = 0; step <= count; step++) {
    const index = (((from.sentence + direction * step) % count) + count) % count;
    const entities = decodeEntities(sentences[index]?.tags ?? []);
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
