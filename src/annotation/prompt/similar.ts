import { dot, unit } from '../vectors';
import type { PromptExample } from './examples';

/** Turns sentences into vectors whose angles say how alike they are. */
export interface Embedder {
  /** Of the model, exactly: part of what an answer depends on. */
  readonly name: string;
  embed(sentences: readonly (readonly string[])[]): Promise<readonly Float32Array[]>;
}

/** @returns the pool by cosine similarity to a sentence, the nearest first */
export function mostSimilar(
  pool: readonly PromptExample[],
  embedder: Embedder,
): (tokens: readonly string[]) => Promise<readonly PromptExample[]> {
  let vectors: Promise<readonly Float32Array[]> | undefined;
  return async (tokens) => {
    vectors ??= embedder.embed(pool.map((example) => example.tokens)).then((all) => all.map(unit));
    const [of, [question]] = await Promise.all([vectors, embedder.embed([tokens])]);
    const wanted = unit(question ?? new Float32Array());
    const scored = pool.map((example, index) => ({ example, score: dot(wanted, of[index] ?? wanted), index }));
    return scored.sort((a, b) => b.score - a.score || a.index - b.index).map(({ example }) => example);
  };
}
