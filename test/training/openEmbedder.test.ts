import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedder } from '../../src/training';

const student = path.resolve(import.meta.dirname, '../../media/models/minilm-l6');

describe('openEmbedder', () => {
  it('puts sentences of like meaning near each other, and leaves each its own', async () => {
    const { embed, close, identity } = await openEmbedder(student);
    const sentences = [
      'The striker scored two goals in the final .',
      'The goalkeeper saved a penalty in the last match .',
      'Shares of the bank fell after it reported a loss .',
      'The company said its profit rose in the second quarter .',
    ].map((text) => text.split(' '));
    const vectors = await embed(sentences);
    const [alone] = await embed([sentences[2] ?? []]);
    close();
    expect(vectors.map(({ length }) => length)).toEqual([384, 384, 384, 384]);
    const cosine = (a: number, b: number) => similarity(vectors[a], vectors[b]);
    expect(cosine(0, 1)).toBeGreaterThan(cosine(0, 2));
    expect(cosine(2, 3)).toBeGreaterThan(cosine(1, 3));
    // Whatever else is in its batch.
    expect(similarity(alone, vectors[2])).toBeCloseTo(1, 5);
    expect(identity).toMatch(/^[0-9a-f]{64}$/);
  });
});

function similarity(a: ArrayLike<number> = [], b: ArrayLike<number> = []): number {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
