import { createHash } from 'node:crypto';
import type { Entity } from '../../dataset';
import { drawOf } from '../drawOf';
import { type Embedder, mostSimilar } from './similar';

/** A sentence with its entities, shown to a model before it is asked. */
export interface PromptExample {
  readonly tokens: readonly string[];
  readonly entities: readonly (Entity & { readonly reason?: string })[];
  /** What the sentence is about. */
  readonly context?: string;
}

/** Which examples are shown with a sentence. */
export interface Examples {
  /** Everything that the choice depends on but the sentence. */
  readonly identity: unknown;
  for(tokens: readonly string[]): Promise<readonly PromptExample[]>;
}

/** Our own sentences; only those whose types are all asked for are shown. */
const ours: readonly PromptExample[] = [
  {
    tokens: 'Chancellor Ada Brandt told the Norddeutsche Zeitung that German exports to Chile had doubled .'.split(' '),
    context: 'A head of government speaks to a newspaper about trade with a country.',
    entities: [
      { start: 1, end: 3, type: 'PER', reason: 'Names the chancellor; the title before it is not part of a name.' },
      { start: 5, end: 7, type: 'ORG', reason: 'A newspaper that is spoken to, so an organization.' },
      { start: 8, end: 9, type: 'MISC', reason: 'The adjective of a nationality.' },
      { start: 11, end: 12, type: 'LOC', reason: 'A country that goods are sent to.' },
    ],
  },
  {
    tokens: 'The meeting was put off until the report is ready .'.split(' '),
    context: 'A meeting without named participants or places is postponed.',
    entities: [],
  },
];

export function builtInExamples(entityTypes: readonly string[]): Examples {
  const shown = ours.filter((example) => example.entities.every(({ type }) => entityTypes.includes(type)));
  return { identity: { choice: 'built-in', version: 1 }, for: async () => shown };
}

/** How few-shot examples are chosen from gold: its first ones, some drawn by a seed, or those most like the sentence. */
export const EXAMPLE_CHOICES = ['fixed', 'random', 'similar'] as const;
export type ExampleChoice = (typeof EXAMPLE_CHOICES)[number];

export interface GoldExampleOptions {
  readonly choice: ExampleChoice;
  readonly count: number;
  /** Of `random`. */
  readonly seed?: number;
  /** Of `similar`: turns sentences into vectors. */
  readonly embedder?: Embedder | undefined;
  /** Entities of other types are left out: nobody asks for them. */
  readonly entityTypes: readonly string[];
}

/**
 * Examples from a user's own gold. A sentence is never shown to the model together with its own answer: where it stands
 * in gold too, the next example takes that place.
 * @param gold sentences with their entities
 */
export function goldExamples(
  gold: readonly PromptExample[],
  { choice, count, seed = 1, embedder, entityTypes }: GoldExampleOptions,
): Examples {
  const pool = gold.map(({ tokens, entities }) => ({
    tokens,
    entities: entities.filter(({ type }) => entityTypes.includes(type)),
  }));
  const inOrder = choice === 'random' ? shuffled(pool, seed) : pool;
  const nearest = choice === 'similar' && embedder ? mostSimilar(pool, embedder) : undefined;
  return {
    identity: {
      choice,
      count,
      ...(choice === 'random' && { seed }),
      ...(nearest && { embedder: embedder?.name }),
      gold: createHash('sha256').update(JSON.stringify(pool)).digest('hex'),
    },
    async for(tokens) {
      const own = tokens.join('\n');
      const isOther = (example: PromptExample) => example.tokens.join('\n') !== own;
      if (!nearest) return firstOf(inOrder, count, isOther);
      // The most similar one stands last, next to the question.
      return firstOf(await nearest(tokens), count, isOther).reverse();
    },
  };
}

function firstOf<T>(all: readonly T[], count: number, isWanted: (one: T) => boolean): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length === count) break;
    if (isWanted(one)) found.push(one);
  }
  return found;
}

function shuffled(pool: readonly PromptExample[], seed: number): readonly PromptExample[] {
  const keyed = pool.map((example) => ({ example, key: drawOf(seed, example.tokens) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ example }) => example);
}

/**
 * The answer that an example shows. Gold has no reasons: the definition of the type is one, and what the sentence names
 * says what it is about.
 */
export function exampleAnswer(
  { tokens, context, entities }: PromptExample,
  reasons: boolean,
  definitions: Readonly<Record<string, string>>,
): unknown {
  const spans = entities.map(({ start, end, type, reason }) => ({
    start,
    end: end - 1,
    text: tokens.slice(start, end).join(' '),
    ...(reasons && { reason: reason ?? definitions[type] ?? `It is ${type}.` }),
    type,
  }));
  if (!reasons) return { entities: spans };
  const named = spans.map(({ text }) => text).join(', ');
  return {
    context: context ?? (named ? `The sentence names ${named}.` : 'The sentence names nothing of these types.'),
    entities: spans,
  };
}
