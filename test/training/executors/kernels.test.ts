import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compileGemm, compileKernels, gemmFile, kernelsFile } from '../../../scripts/make-kernels.mjs';
import { kernelsOver } from '../../../src/training/executors/kernels';

function inMemory() {
  const memory = new WebAssembly.Memory({ initial: 2 });
  return { memory, kernels: kernelsOver(memory) };
}

it('kernels.wasm.ts is what kernels.wat compiles to', async () => {
  expect(await readFile(kernelsFile, 'utf8')).toBe(await compileKernels());
});

it('gemm.wasm.ts is what gemm-wat.mjs compiles to', async () => {
  expect(await readFile(gemmFile, 'utf8')).toBe(await compileGemm());
});

describe('randomBytes', () => {
  /** Known answers of Philox4x32-10, from the authors' Random123 (tests/kat_vectors). */
  it.each([
    {
      counter: [0, 0, 0, 0],
      key: [0, 0],
      words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])('is Philox4x32-10 at counter $counter', ({ counter, key, words }) => {
    const { memory, kernels } = inMemory();
    const [block = 0, counter1 = 0, counter2 = 0, counter3 = 0] = counter;
    const [key0 = 0, key1 = 0] = key;
    kernels.randomBytes(0, 64, block, counter1, counter2, counter3, key0, key1);
    // Word 0 of four counters, then word 1 of them, ...: the first counter's words are 4 apart.
    const made = new Uint32Array(memory.buffer, 0, 16);
    expect(words.map((_, word) => made[4 * word])).toEqual(words);
  });

  it('goes on with the next counters, as if it began there', () => {
    const { memory, kernels } = inMemory();
    kernels.randomBytes(0, 128, 0, 1, 2, 3, 4, 5);
    kernels.randomBytes(1024, 64, 4, 1, 2, 3, 4, 5);
    expect(new Uint8Array(memory.buffer, 64, 64)).toEqual(new Uint8Array(memory.buffer, 1024, 64));
    expect(new Uint8Array(memory.buffer, 0, 64)).not.toEqual(new Uint8Array(memory.buffer, 64, 64));
  });
});

it('sumOfSquares sums over several blocks', () => {
  const { memory, kernels } = inMemory();
  const values = new Float32Array(memory.buffer, 256, 16_400);
  values.forEach((_, index) => {
    values[index] = Math.sin(index);
  });
  const exact = values.reduce((sum, value) => sum + value * value, 0);
  expect(kernels.sumOfSquares(256, values.length) / exact).toBeCloseTo(1, 6);
});

it.each([4, 16, 28, 384])('sumRows adds up %d columns', (columns) => {
  const { memory, kernels } = inMemory();
  const rows = 37;
  const values = new Float32Array(memory.buffer, 4096, rows * columns).map((_, index) => Math.sin(index));
  new Float32Array(memory.buffer, 4096, rows * columns).set(values);
  kernels.sumRows(256, 4096, rows, columns);
  const sums = new Float32Array(memory.buffer, 256, columns);
  for (let column = 0; column < columns; column++) {
    const exact = Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? 0).reduce((a, b) => a + b);
    expect(sums[column]).toBeCloseTo(exact, 5);
  }
});
