import { AnnotationError } from '../annotationError';
import { dollarsOf } from '../cost/price';
import type { Teacher } from '../teacher';

/**
 * As many of the sentences, from the first on, as a teacher annotates for a sum.
 * @param dollars US dollars
 * @returns how many, and what they are estimated to cost
 * @throws AnnotationError `budget` when the teacher's price is not known
 */
export async function withinBudget(
  sentences: readonly (readonly string[])[],
  { cost, label }: Teacher,
  dollars: number,
): Promise<{ readonly count: number; readonly dollars: number }> {
  if (!cost) return { count: sentences.length, dollars: 0 };
  if (!cost.price) {
    throw new AnnotationError(
      'budget',
      `A budget needs prices, and those of ${label} are not known. Set its prices, or leave the budget out.`,
    );
  }
  let spent = 0;
  for (const [index, tokens] of sentences.entries()) {
    const price = dollarsOf(await cost.estimate(tokens), cost.price);
    if (spent + price > dollars) return { count: index, dollars: spent };
    spent += price;
  }
  return { count: sentences.length, dollars: spent };
}
