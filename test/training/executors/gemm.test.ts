import { describe, expect, it } from 'vitest';
import { gemmOver } from '../../../src/training/executors/tfjs/gemm';
import { plainGemm } from '../../../src/training/executors/tfjs/gemm.wasm';
import { normalNumbers } from '../../../src/training/weights/normalNumbers';

/** Shapes around the tiles' and the blocks' edges; see scripts/gemm-wat.mjs. */
const shapes = [
  [1, 1, 1],
  [6, 8, 4],
  [7, 9, 5],
  [13, 5, 383],
  [193, 16, 385],
  [50, 33, 800],
] as const;

it('has instructions that every WebAssembly with SIMD knows', () => {
  expect(WebAssembly.validate(Buffer.from(plainGemm, 'base64'))).toBe(true);
});

describe.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('a product of A, transposed: %s, and B, transposed: %s', (transposeA, transposeB) => {
  it.each(shapes)('of [%d, %d] with sums of %d', (m, n, k) => {
    const memory = new WebAssembly.Memory({ initial: 100 });
    const gemm = gemmOver(memory);
    let end = 64;
    const place = (count: number) => {
      const at = end;
      end += Math.ceil(count / 16) * 64;
      return { at, values: new Float32Array(memory.buffer, at, count) };
    };
    const [a, b, bias] = [place(m * k), place(k * n), place(n)];
    // What lies beside C must stay.
    const [before, c, after] = [place(16), place(m * n), place(16)];
    const work = place(gemm.workBytes(n) / 4);
    [a, b, bias, before, after].forEach(({ values }, seed) => {
      values.set(normalNumbers(seed, values.length, 1));
    });
    const beside = [...before.values, ...after.values];
    const ofA = transposeA ? { row: 4, column: m * 4 } : { row: k * 4, column: 4 };
    const ofB = transposeB ? { row: 4, column: k * 4 } : { row: n * 4, column: 4 };
    gemm.multiply({ m, n, k }, { at: a.at, ...ofA }, { at: b.at, ...ofB }, c.at, 0.5, bias.at, work.at);
    let worst = 0;
    for (let row = 0; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0;
        for (let inner = 0; inner < k; inner++) {
          const x = a.values[transposeA ? inner * m + row : row * k + inner] ?? Number.NaN;
          sum += x * (b.values[transposeB ? column * k + inner : inner * n + column] ?? Number.NaN);
        }
        const wanted = sum / 2 + (bias.values[column] ?? Number.NaN);
        worst = Math.max(worst, Math.abs((c.values[row * n + column] ?? Number.NaN) - wanted));
      }
    }
    expect(worst).toBeLessThan(1e-4);
    expect([...before.values, ...after.values]).toEqual(beside);
  });
});
