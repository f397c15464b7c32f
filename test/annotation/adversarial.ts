import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AnswerSpan } from '../../src/annotation';

export interface AdversarialCase {
  readonly name: string;
  readonly tokens: readonly string[];
  /** Start, end (exclusive) and type of each entity that the model meant. */
  readonly gold: readonly (readonly [number, number, string])[];
  /** What it answered: start, end (inclusive), text and type. */
  readonly answers: readonly (readonly [number, number, string, string])[];
}

/** Sentences and answers that break annotators: made by hand, see their names. */
export const adversarialCases: readonly AdversarialCase[] = JSON.parse(
  readFileSync(path.resolve('test/fixtures/annotation/adversarial.json'), 'utf8'),
);

export const adversarialTypes = ['LOC', 'MISC', 'ORG', 'PER'];

export function spansOf({ answers }: AdversarialCase): AnswerSpan[] {
  return answers.map(([start, end, text, type]) => ({ start, end, text, type }));
}

/** What a way to read answers makes of one: entities as `start-end-type`, and how many answered spans it reports as unusable. */
export interface Reading {
  readonly entities: ReadonlySet<string>;
  readonly reported: number;
}

export interface Tally {
  /** Entities that were found where they stand. */
  recovered: number;
  /** Entities that nobody meant. */
  wrong: number;
  /** Entities that are missing, and nobody was told. */
  lost: number;
}

/** @param read how a tool turns an answer into entities */
export function tallyOf(read: (one: AdversarialCase) => Reading): Tally {
  const tally: Tally = { recovered: 0, wrong: 0, lost: 0 };
  for (const one of adversarialCases) {
    const gold = new Set(one.gold.map((entity) => entity.join('-')));
    const { entities, reported } = read(one);
    const recovered = [...gold].filter((entity) => entities.has(entity)).length;
    tally.recovered += recovered;
    tally.wrong += [...entities].filter((entity) => !gold.has(entity)).length;
    tally.lost += Math.max(0, gold.size - recovered - reported);
  }
  return tally;
}
