import { decodeEntities } from '../entities';
import type { Entity, Sentence } from '../types';
import type { LiveDocument } from './liveDocument';

/** A place where some tokens stand in a row. */
export interface Occurrence {
  readonly sentence: Sentence;
  /** Tokens of the sentence, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The entity that these tokens are, exactly. */
  readonly entity?: Entity;
  /** Entities that share a token with them, that one left out. */
  readonly overlapping: readonly Entity[];
}

/**
 * Where these tokens stand one after the other, in the order of the document. Chunks in which one of them does not stand are not read, so
 * that names are found in long documents at once.
 */
export function* occurrences(live: LiveDocument, tokens: readonly string[]): Generator<Occurrence> {
  const [first] = tokens;
  if (first === undefined) return;
  for (const { chunk, line } of live.chunks) {
    if (!tokens.every((token) => chunk.text.includes(token))) continue;
    if (!chunk.document.sentences.some((sentence) => sentence.tokens.includes(first))) continue;
    for (const sentence of live.sentencesBetween(line, line + chunk.lineEnds)) yield* inSentence(sentence, tokens);
  }
}

/** The entities of one type, in the order of the document. */
export function* entitiesOfType(live: LiveDocument, type: string): Generator<{ sentence: Sentence; entity: Entity }> {
  for (const { chunk, line } of live.chunks) {
    if (!chunk.text.includes(`-${type}`)) continue;
    for (const sentence of live.sentencesBetween(line, line + chunk.lineEnds)) {
      for (const entity of decodeEntities(sentence.tags)) if (entity.type === type) yield { sentence, entity };
    }
  }
}

function* inSentence(sentence: Sentence, tokens: readonly string[]): Generator<Occurrence> {
  let entities: readonly Entity[] | undefined;
  const last = sentence.tokens.length - tokens.length;
  for (let start = 0; start <= last; start++) {
    if (!tokens.every((token, offset) => sentence.tokens[start + offset] === token)) continue;
    const end = start + tokens.length;
    entities ??= decodeEntities(sentence.tags);
    const touching = entities.filter((entity) => entity.start < end && start < entity.end);
    const entity = touching.find((each) => each.start === start && each.end === end);
    yield {
      sentence,
      start,
      end,
      ...(entity && { entity }),
      overlapping: touching.filter((each) => each !== entity),
    };
  }
}
