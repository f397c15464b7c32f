import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The items in an order that the seed alone decides (Fisher-Yates). */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = xoroshiro128plus(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = uniformInt(random, 0, last);
    const [a, b] = [order[last], order[chosen]];
    if (a !== undefined && b !== undefined) [order[last], order[chosen]] = [b, a];
  }
  return order;
}
