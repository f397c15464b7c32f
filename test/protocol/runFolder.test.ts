import { describe, expect, it } from 'vitest';
import type { RunConfig } from '../../src/protocol/run';
import { DEFAULT_RUN, defaultSteps } from '../../src/protocol/runDefaults';
import {
  configFileSchema,
  parseMetrics,
  parseRunConfig,
  parseRunReport,
  parseRunStatus,
  RunFolderError,
} from '../../src/protocol/runFolder';

const config: RunConfig = {
  ...DEFAULT_RUN,
  version: 1,
  name: 'first',
  original: ['/data/train.conll'],
  distilled: ['/data/llm.conll'],
  dev: '/data/dev.conll',
  model: '/models/bert',
  steps: 10,
};

const scores = { precision: 0.5, recall: 0.25, f1: 1 / 3, support: 4 };
const evaluation = { micro: scores, macro: scores, weighted: scores, types: { PER: scores }, accuracy: 0.9 };

const stepLine = {
  kind: 'step',
  step: 1,
  loss: 2.1,
  learningRate: 5e-5,
  gradientNorm: 1.5,
  blend: 1,
  realisedBlend: 1,
  tokensPerSecond: 900,
  elapsed: 1200,
};

describe('parseRunConfig', () => {
  it('reads what was written', () => {
    expect(parseRunConfig(JSON.stringify(config))).toEqual(config);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ steps: 0 }, /config\.json: steps: /],
    [{ learningRate: '5e-5' }, /config\.json: learningRate: /],
    [{ dropout: 1 }, /dropout/],
    [{ blend: { name: 'sine' } }, /blend\.name/],
    [{ blend: { name: 'power', exponent: 1000 } }, /config\.json: blend: exponent of power must be/],
    [{ warmUp: 0.2 }, /warmUp/],
  ])('refuses %j', (change, message) => {
    expect(() => parseRunConfig(JSON.stringify({ ...config, ...change }))).toThrow(message);
  });

  it('names the file that is no JSON', () => {
    expect(() => parseRunConfig('{ "steps": ', '/runs/a/config.json')).toThrow(RunFolderError);
    expect(() => parseRunConfig('{ "steps": ', '/runs/a/config.json')).toThrow('/runs/a/config.json: not JSON');
  });
});

describe('a run of another version', () => {
  it('is read as the first one wrote it, without what came later', () => {
    const { microBatch: _, ...first } = { ...config, dropout: 0.1 };
    expect(parseRunConfig(JSON.stringify(first))).toEqual(first);
    expect(parseMetrics(`${JSON.stringify(stepLine)}\n`)).toEqual([stepLine]);
    expect(parseMetrics(`${JSON.stringify({ ...stepLine, memory: 1e9 })}\n`)).toMatchObject([{ memory: 1e9 }]);
  });

  it('is refused by its version where that is newer, and not by what it holds', () => {
    const newer = JSON.stringify({ ...config, version: 2, whatever: true });
    expect(() => parseRunConfig(newer, '/runs/a/config.json')).toThrow(
      /^\/runs\/a\/config\.json is of format 2, .* reads format 1\. A newer version has written it: update to read it\.$/,
    );
    expect(() => parseRunReport('{"version":2}')).toThrow('update to read it');
    expect(() => parseRunConfig(JSON.stringify({ ...config, version: 0 }))).toThrow('set the run up again');
  });
});

describe('parseMetrics', () => {
  const text = `${JSON.stringify({ kind: 'device', device: 'CPU', refused: [] })}\n${JSON.stringify(stepLine)}\n`;

  it('reads each line', () => {
    expect(parseMetrics(`${text}${JSON.stringify({ kind: 'dev', step: 1, report: evaluation })}\n`)).toHaveLength(3);
  });

  it('leaves out a last line that is not written to its end, wherever it was cut', () => {
    const next = JSON.stringify({ ...stepLine, step: 2 });
    for (let length = 0; length <= next.length; length++) {
      expect(parseMetrics(text + next.slice(0, length))).toHaveLength(2);
    }
    expect(parseMetrics('')).toEqual([]);
  });

  it('names a broken line in the middle', () => {
    expect(() => parseMetrics(`{"kind":"step"\n${text}`)).toThrow('metrics.jsonl, line 1: not JSON');
    expect(() => parseMetrics(`${text}{"kind":"speed"}\n`)).toThrow(/metrics\.jsonl, line 3: .*kind/);
  });

  it('reads a loss that is no number', () => {
    expect(parseMetrics(`${JSON.stringify({ ...stepLine, loss: Number.NaN })}\n`)).toMatchObject([
      { loss: Number.NaN },
    ]);
  });
});

it('a config file holds any settings, and one seed or several', () => {
  expect(configFileSchema.parse({ steps: 5, seeds: [1, 2] })).toEqual({ steps: 5, seeds: [1, 2] });
  expect(configFileSchema.parse({})).toEqual({});
  for (const wrong of [{ steps: 0 }, { stepz: 5 }, { seeds: [] }, { seed: 1, seeds: [1, 2] }]) {
    expect(configFileSchema.safeParse(wrong).success).toBe(false);
  }
});

it('parseRunStatus and parseRunReport read what was written', () => {
  const status = { state: 'failed', step: 3, steps: 10, pid: 42, updated: '2026-01-01T00:00:00.000Z', error: 'no' };
  expect(parseRunStatus(JSON.stringify(status))).toEqual(status);
  const report = {
    version: 1,
    name: 'first',
    blend: { name: 'linear', to: 0.2 },
    steps: 10,
    seconds: 3.5,
    device: 'CPU',
    test: evaluation,
    entityTypes: ['PER'],
  };
  expect(parseRunReport(JSON.stringify(report))).toEqual(report);
  expect(() => parseRunReport('{}')).toThrow(/report\.json: version/);
});

it('defaultSteps shows each original sentence three times, those of a small set more often', () => {
  expect(defaultSteps(14_041)).toBe(1317);
  expect(defaultSteps(1000, 16)).toBe(188);
  expect(defaultSteps(300)).toBe(100);
});
