import type { Entity } from '../../dataset';
import type { AnswerRecord } from '../answers/answerFile';

/** Somebody's entities in a region of a sentence. */
export interface Opinion {
  readonly entities: readonly (Entity & { readonly confidence?: number; readonly reason?: string })[];
  /** Those who say so: teachers by their labels, other columns of tags by their names. */
  readonly by: readonly string[];
}

/** A region of a sentence about which one may be in doubt. */
export interface ReviewItem {
  readonly sentence: number;
  /** Tokens, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** What the file says; empty where it says nothing. */
  readonly entities: readonly Entity[];
  /** What the others say: those first that do not agree with the file, of them what most say, then the surest. */
  readonly opinions: readonly Opinion[];
  /** In 0..1: see `reviewQueue`. */
  readonly doubt: number;
}

/** A sentence of a file, and all that others say of it. */
export interface ReviewedSentence {
  /** Of the file. */
  readonly entities: readonly Entity[];
  /** The latest of each teacher. */
  readonly answers: readonly Pick<AnswerRecord, 'teacher' | 'annotation'>[];
  /** Of other columns of tags. */
  readonly columns: readonly { readonly name: string; readonly entities: readonly Entity[] }[];
}

/**
 * The regions of a file that are worth a look, the most doubtful first. Entities of all sources that overlap make up a region. Its doubt
 * is the larger of two: the share of sources that do not say what the file says, and 1 less the lowest confidence that
 * somebody who agrees with the file has. Regions without doubt are left out, and so are sentences of which nobody says anything.
 */
export function reviewQueue(sentences: readonly ReviewedSentence[]): ReviewItem[] {
  const items = sentences.flatMap((sentence, index) => itemsOf(sentence, index));
  return items.toSorted((a, b) => b.doubt - a.doubt || a.sentence - b.sentence || a.start - b.start);
}

function itemsOf({ entities, answers, columns }: ReviewedSentence, sentence: number): ReviewItem[] {
  const sources = [
    ...answers.map(({ teacher, annotation }) => ({ name: teacher, entities: annotation.entities })),
    ...columns,
  ];
  if (sources.length === 0) return [];
  return regions([entities, ...sources.map((source) => source.entities)].flat()).flatMap((region): ReviewItem[] => {
    const own = within(entities, region);
    const opinions = new Map<string, { entities: Opinion['entities']; by: string[] }>();
    let [lowest, disagreeing] = [1, 0];
    for (const source of sources) {
      const said = within(source.entities, region);
      const agrees = keyOf(said) === keyOf(own);
      if (!agrees) disagreeing++;
      else
        for (const entity of said)
          if ('confidence' in entity) lowest = Math.min(lowest, Number(entity.confidence ?? 1));
      const opinion = opinions.get(keyOf(said)) ?? { entities: said, by: [] as string[] };
      opinion.by.push(source.name);
      opinions.set(keyOf(said), opinion);
    }
    const doubt = Math.max(disagreeing / sources.length, 1 - lowest);
    if (doubt <= 0) return [];
    const others = [...opinions].toSorted(
      ([a, one], [b, other]) =>
        Number(a === keyOf(own)) - Number(b === keyOf(own)) ||
        other.by.length - one.by.length ||
        sureness(other.entities) - sureness(one.entities),
    );
    return [{ sentence, ...region, entities: own, opinions: others.map(([, opinion]) => opinion), doubt }];
  });
}

/** Spans that overlap, joined. */
function regions(entities: readonly Entity[]): { start: number; end: number }[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of entities.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function within<T extends Entity>(entities: readonly T[], { start, end }: { start: number; end: number }): T[] {
  return entities.filter((entity) => entity.start < end && start < entity.end).toSorted((a, b) => a.start - b.start);
}

/** The lowest confidence; 0 where none is known. */
function sureness(entities: Opinion['entities']): number {
  return Math.min(1, ...entities.map(({ confidence = 0 }) => confidence));
}

function keyOf(entities: readonly Entity[]): string {
  return entities.map(({ type, start, end }) => `${type} ${start} ${end}`).join();
}
