import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Vitest leaves one processor to itself: on a machine of two, that would be half of it. Most of what takes long here waits for processes.
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/host/**', 'test/e2e/**', 'test/slurm/**', 'test/bundles.test.ts'],
          // On a machine that is busy with the other workers.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          maxWorkers,
        },
      },
      // What a device computes of the trainer's tests again, on TensorFlow: see scripts/build-tensorflow.mjs.
      {
        test: {
          name: 'tensorflow',
          include: ['predict', 'train', 'trainFailures', 'trainerProcess'].map(
            (name) => `test/training/${name}.test.ts`,
          ),
          env: { CONLL_DISTILL_TEST_DEVICE: 'tfjs-tensorflow' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers,
        },
      },
      // Needs dist/: `npm run build`.
      { test: { name: 'bundles', include: ['test/bundles.test.ts'], testTimeout: 30_000 } },
      // Needs dist/, and a Slurm that it starts: see scripts/slurm.mjs.
      { test: { name: 'slurm', include: ['test/slurm/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
      // Needs the package: `npm run package`.
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, bail: 1 } },
    ],
  },
});
