import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/host/**', 'test/e2e/**', 'test/slurm/**', 'test/bundles.test.ts'],
        },
      },
      // Every test of the trainer again, on TensorFlow: see scripts/build-tensorflow.mjs.
      {
        test: {
          name: 'tensorflow',
          include: ['test/training/*.test.ts'],
          env: { CONLL_DISTILL_TEST_DEVICE: 'tfjs-tensorflow' },
          testTimeout: 60_000,
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
