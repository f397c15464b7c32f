import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from N(0, deviation²), by Box and Muller. */
export function normalNumbers(seed: number, count: number, deviation: number): Float32Array {
  const random = xoroshiro128plus(seed);
  return Float32Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(random)));
    return deviation * radius * Math.cos(2 * Math.PI * uniformFloat64(random));
  });
}
