import { describe, expect, it } from 'vitest';
import type { PathFacts } from '../../../../src/protocol/panel';
import { DEFAULT_RUN } from '../../../../src/protocol/runDefaults';
import { runConfigSchema } from '../../../../src/protocol/runFolder';
import {
  blendOf,
  draftOf,
  newDraft,
  readDraft,
  stepsByDefault,
} from '../../../../src/webview/trainingPanel/setUp/draft';

const files = { original: ['/d/original.conll'], distilled: ['/d/distilled.conll'], test: '/d/test.conll' };
const facts = new Map<string, PathFacts>([
  ['/d/original.conll', { path: '/d/original.conll', label: 'original.conll', sentences: 3200 }],
]);
const draft = newDraft(files, '/models/student', 'auto');

function problemsOf(change: Partial<typeof draft>) {
  const reading = readDraft({ ...draft, ...change }, facts);
  return 'problems' in reading ? reading.problems : {};
}

describe('a new draft', () => {
  it('can be started at once: product defaults over the inferred files', () => {
    const reading = readDraft(draft, facts);
    if (!('setup' in reading)) throw new Error(JSON.stringify(reading));
    expect(reading.setup).toMatchObject({ ...files, steps: 300, blend: { name: 'simple-mix' }, learningRate: 5e-5 });
    const config = { ...DEFAULT_RUN, ...reading.setup, version: 1, name: 'run' };
    expect(runConfigSchema.parse(config)).toEqual(config);
  });

  it('blends nothing where there is nothing to blend', () => {
    expect(newDraft({ original: ['/a'], distilled: [] }, '/m', 'auto').blend).toBe('original');
  });
});

describe('readDraft', () => {
  it('says by field what is no number', () => {
    const problems = problemsOf({ steps: '1.5', batchSize: '0', learningRate: '', seed: 'x' });
    expect(Object.keys(problems).sort()).toEqual(['batchSize', 'learningRate', 'seed', 'steps']);
  });

  it('asks for the files that the blend needs, and for no others', () => {
    expect(problemsOf({ original: [] }).original).toContain('original files');
    expect(problemsOf({ distilled: [] }).distilled).toContain('distilled files');
    expect(problemsOf({ distilled: [], blend: 'original' })).toEqual({});
    expect(problemsOf({ original: [], blend: 'distilled', steps: '10' })).toEqual({});
  });

  it('names the range of a blend parameter', () => {
    expect(problemsOf({ blendParameters: { switchAt: '1.5' } })).toEqual({ switchAt: 'A number from 0 to 1.' });
    expect(problemsOf({ blendParameters: { switchAt: 'half' } })).toHaveProperty('switchAt');
  });

  it('waits while the default steps are not known', () => {
    expect(readDraft(draft, new Map())).toEqual({ problems: {} });
    expect(readDraft({ ...draft, steps: '7' }, new Map())).toMatchObject({ setup: { steps: 7 } });
  });
});

it('follows the batch size with the default steps', () => {
  expect(stepsByDefault(draft, facts)).toBe(300);
  expect(stepsByDefault({ ...draft, batchSize: '16' }, facts)).toBe(600);
  expect(stepsByDefault({ ...draft, batchSize: '' }, facts)).toBeUndefined();
});

it('keeps parameters of the chosen blend alone, and defaults out of the config', () => {
  const blendParameters = { steepness: '8', centre: '0.5', exponent: '3' };
  expect(blendOf({ ...draft, blend: 'sigmoid', blendParameters })).toEqual({ name: 'sigmoid', steepness: 8 });
});

it('makes the settings of a run into a draft and back', () => {
  const blend = { name: 'sigmoid', steepness: 8 } as const;
  const config = { ...DEFAULT_RUN, ...files, version: 1, name: 'run', model: '/m', blend, steps: 12, seed: 3 } as const;
  const { version: _, name: __, ...setup } = config;
  expect(readDraft(draftOf(config), facts)).toEqual({ setup });
  const stopped = { ...setup, dev: '/d/dev.conll', patience: 3, distilledWeight: 0.5 };
  expect(readDraft(draftOf({ ...config, ...stopped }), facts)).toEqual({ setup: stopped });
});

it('stops early only with a dev file', () => {
  expect(readDraft({ ...draft, patience: '2', dev: undefined }, facts)).toEqual({
    problems: { patience: 'Stopping early needs a dev file.' },
  });
  expect(readDraft({ ...draft, patience: 'soon', dev: '/d/dev.conll' }, facts)).toMatchObject({
    problems: { patience: expect.stringContaining('whole number') },
  });
});
