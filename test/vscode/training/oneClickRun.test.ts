import { describe, expect, it } from 'vitest';
import { runName } from '../../../src/protocol/runDefaults';
import { runConfigSchema } from '../../../src/protocol/runFolder';
import { firstRun, isRepeatable, repeatedRun } from '../../../src/vscode/training/oneClickRun';

const now = new Date(2026, 0, 5, 7, 8, 9);
const files = {
  original: ['/d/original.conll'],
  distilled: ['/d/distilled.conll'],
  dev: '/d/dev.conll',
  test: '/d/test.conll',
};

describe('firstRun', () => {
  it('is a valid run over the files, with steps for three epochs of the original ones', () => {
    const run = firstRun(files, 3200, { model: '/models/student', device: 'onnx-cpu' }, now);
    expect(runConfigSchema.parse(run)).toEqual(run);
    expect(run).toMatchObject({ ...files, model: '/models/student', steps: 300, blend: { name: 'simple-mix' } });
    expect(run.name).toBe('simple-mix-2026-01-05-07-08-09');
  });

  it('blends nothing where there is nothing to blend, and needs neither dev nor test', () => {
    const run = firstRun({ original: ['/d/train.conll'], distilled: [] }, 10, { model: '/m', device: 'auto' }, now);
    expect(runConfigSchema.parse(run)).toEqual(run);
    expect(run.blend.name).toBe('original');
    expect(run).not.toHaveProperty('dev');
  });
});

describe('repeatedRun', () => {
  it('is the last run under a new name', () => {
    const last = {
      ...firstRun(files, 3200, { model: '/m', device: 'auto' }, new Date(2025, 1, 1)),
      learningRate: 1e-4,
      seed: 7,
    };
    expect(repeatedRun(last, 'tfjs-wasm', now)).toEqual({
      ...last,
      device: 'tfjs-wasm',
      name: 'simple-mix-2026-01-05-07-08-09',
    });
  });

  it('is possible while all its files are there', () => {
    const last = firstRun(files, 3200, { model: '/m', device: 'auto' }, now);
    expect(isRepeatable(last, () => true)).toBe(true);
    expect(isRepeatable(last, (file) => file !== '/d/test.conll')).toBe(false);
    expect(
      isRepeatable(
        firstRun({ original: ['/a'], distilled: [] }, 1, { model: '/m', device: 'auto' }, now),
        (file) => file === '/a',
      ),
    ).toBe(true);
  });
});

describe('runName', () => {
  it('sorts by time', () => {
    expect(runName('linear', new Date(2026, 9, 1)) < runName('linear', new Date(2026, 10, 1))).toBe(true);
  });
});
