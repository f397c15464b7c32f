import { describe, expect, it } from 'vitest';
import { adamWFactors, beta1, beta2, epsilon } from '../../../src/training/executors/adamW';
import { kernelsOver } from '../../../src/training/executors/kernels';
import { EmbeddingTable } from '../../../src/training/executors/onnx/embeddingTable';

const height = 40;

/** A table at the beginning of a memory, filled with numbers that are not round. */
function makeTable(width: number) {
  const memory = new WebAssembly.Memory({ initial: 4 });
  const size = height * width;
  const view = (part: number) => new Float32Array(memory.buffer, 4 * part * (size + 8), size);
  const arrays = { parameters: view(0), gradients: view(1), firstMoments: view(2), secondMoments: view(3) };
  arrays.parameters.forEach((_, index) => {
    arrays.parameters[index] = Math.sin(index + 1);
  });
  const kernels = kernelsOver(memory);
  return { arrays, kernels, size, table: new EmbeddingTable(kernels, arrays, height, width) };
}

/** What a step has in common for every table: the rows that it reads, their gradients, the factors of AdamW. */
function stepOf(step: number, width: number) {
  const at = Int32Array.from([1, 2, 3, 4], (n) => (n * step * 7) % (height - 5));
  const rows = Float32Array.from({ length: at.length * width }, (_, index) => Math.cos(step * 31 + index));
  const options = { step, learningRate: 0.01 * step, weightDecay: step % 5 === 0 ? 0 : 0.1, clipNorm: 1 };
  return { at, rows, factors: adamWFactors(options, 2) };
}

function runStep({ table }: ReturnType<typeof makeTable>, step: number, width: number): void {
  const { at, rows, factors } = stepOf(step, width);
  table.clearGradient();
  table.catchUp(at);
  table.addGradient(rows, at);
  table.update(factors);
}

/** The same by AdamW over the whole table. */
function runDenseStep({ arrays, kernels, size }: ReturnType<typeof makeTable>, step: number, width: number): void {
  const { at, rows, factors } = stepOf(step, width);
  arrays.gradients.fill(0);
  at.forEach((row, index) => {
    for (let column = 0; column < width; column++) {
      const target = row * width + column;
      arrays.gradients[target] = (arrays.gradients[target] ?? 0) + (rows[index * width + column] ?? 0);
    }
  });
  const { parameters, gradients, firstMoments, secondMoments } = arrays;
  const [w, g, m, v] = [parameters, gradients, firstMoments, secondMoments].map((array) => array.byteOffset);
  const { clip, rate, correction, keep } = factors;
  const rest = [clip, beta1, 1 - beta1, beta2, 1 - beta2, rate, correction, epsilon, keep] as const;
  kernels.adamW(w ?? 0, g ?? 0, m ?? 0, v ?? 0, size, ...rest);
}

describe.each([
  ['rows that kernels take one by one', 16],
  ['rows that they do not', 12],
])('a table of %s', (_, width) => {
  it('is after 30 steps, bit for bit, what AdamW over the whole table makes of it', () => {
    const [sparse, dense] = [makeTable(width), makeTable(width)];
    for (let step = 1; step <= 30; step++) {
      runStep(sparse, step, width);
      runDenseStep(dense, step, width);
      expect(sparse.arrays.gradients).toEqual(dense.arrays.gradients);
      const squares = dense.kernels.sumOfSquares(dense.arrays.gradients.byteOffset, dense.size);
      expect(sparse.table.sumOfSquares() / squares).toBeCloseTo(1, 6);
      // What the next step reads must be up to date, whatever is put off.
      const { at } = stepOf(step + 1, width);
      sparse.table.catchUp(at);
      for (const row of at) {
        const [from, to] = [row * width, (row + 1) * width];
        expect(sparse.arrays.parameters.slice(from, to)).toEqual(dense.arrays.parameters.slice(from, to));
      }
      if (step % 11 === 0) sparse.table.catchUpAll();
    }
    sparse.table.catchUpAll();
    expect(sparse.arrays).toEqual(dense.arrays);
    // The last five rows never had a gradient.
    expect(dense.arrays.firstMoments.slice(-5 * width).every((value) => value === 0)).toBe(true);
  });

  it('goes on from moments that were set', () => {
    const [first, second, dense] = [makeTable(width), makeTable(width), makeTable(width)];
    for (let step = 1; step <= 9; step++) runStep(first, step, width);
    first.table.catchUpAll();
    for (const part of ['parameters', 'firstMoments', 'secondMoments'] as const) {
      second.arrays[part].set(first.arrays[part]);
    }
    second.table.findMoving();
    for (let step = 10; step <= 20; step++) runStep(second, step, width);
    second.table.catchUpAll();
    for (let step = 1; step <= 20; step++) runDenseStep(dense, step, width);
    expect(second.arrays.parameters).toEqual(dense.arrays.parameters);
    expect(second.arrays.secondMoments).toEqual(dense.arrays.secondMoments);
  });
});
