import type { SentenceBlock } from './sentenceIndex';

/** What a file of some sentences holds, in figures. */
export interface Contents {
  readonly sentences: number;
  readonly documents: number;
  readonly tokens: number;
  /** By type, in alphabetical order. */
  readonly entities: Readonly<Record<string, number>>;
}

export function contentsOf(sentences: readonly SentenceBlock[]): Contents {
  const entities = new Map<string, number>();
  for (const sentence of sentences) {
    for (const [type, count] of sentence.entities) entities.set(type, (entities.get(type) ?? 0) + count);
  }
  return {
    sentences: sentences.length,
    documents: new Set(sentences.map(({ document }) => document)).size,
    tokens: sentences.reduce((sum, { tokens }) => sum + tokens, 0),
    entities: Object.fromEntries([...entities].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
