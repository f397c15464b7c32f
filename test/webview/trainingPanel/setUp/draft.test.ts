import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../../../src/protocol/panel';
import { DEFAULT_RUN } from '../../../../src/protocol/runDefaults';
import { runConfigSchema } from '../../../../src/protocol/runFolder';
import {
  blendOf,
  type Draft,
  draftOf,
  newDraft,
  stepsByDefault,
  stepsOf,
} from '../../../../src/webview/trainingPanel/setUp/draft';
import { presetOf, presets } from '../../../../src/webview/trainingPanel/setUp/presets';
import { readDraft } from '../../../../src/webview/trainingPanel/setUp/readDraft';
import { readSeeds } from '../../../../src/webview/trainingPanel/setUp/seeds';

const files = { original: ['/d/original.conll'], distilled: ['/d/distilled.conll'], test: '/d/test.conll' };
const facts = new Map<string, FileFacts>([
  ['/d/original.conll', { path: '/d/original.conll', label: 'original.conll', sentences: 3200 }],
]);
const draft = newDraft(files, '/models/student', 'auto');
const withNumbers = (numbers: Partial<Draft['numbers']>) => ({ ...draft, numbers: { ...draft.numbers, ...numbers } });

function problemsOf(change: Partial<Draft>) {
  const reading = readDraft({ ...draft, ...change }, facts);
  return 'problems' in reading ? reading.problems : {};
}

describe('a new draft', () => {
  it('can be started at once: product defaults over the inferred files', () => {
    const reading = readDraft(draft, facts);
    if (!('setup' in reading)) throw new Error(JSON.stringify(reading));
    expect(reading).toMatchObject({ setup: { ...DEFAULT_RUN, ...files, steps: 300 }, seeds: [1] });
    const config = { ...reading.setup, version: 1, name: 'run' };
    expect(runConfigSchema.parse(config)).toEqual(config);
  });

  it('blends nothing where there is nothing to blend', () => {
    expect(newDraft({ original: ['/a'], distilled: [] }, '/m', 'auto').blend).toBe('original');
  });
});

describe('readDraft', () => {
  it('says by field what is no number', () => {
    const numbers = { batchSize: '0', learningRate: '', dropout: '1', maxLength: '7', evaluateEvery: '1.5' };
    const problems = problemsOf({ ...withNumbers(numbers), length: '1.5', seeds: 'x' });
    expect(Object.keys(problems).sort()).toEqual([...Object.keys(numbers), 'length', 'seeds'].sort());
  });

  it('leaves out of a run what is left empty', () => {
    const reading = readDraft(withNumbers({ microBatch: '', dropout: ' ', distilledWeight: '0.5' }), facts);
    if (!('setup' in reading)) throw new Error(JSON.stringify(reading));
    expect(reading.setup).toMatchObject({ distilledWeight: 0.5 });
    expect(Object.keys(reading.setup)).not.toContain('microBatch');
    expect(Object.keys(reading.setup)).not.toContain('dropout');
  });

  it('asks for the files that the blend needs, and for no others', () => {
    expect(problemsOf({ original: [] }).original).toContain('original files');
    expect(problemsOf({ distilled: [] }).distilled).toContain('distilled files');
    const unusable = new Map(facts).set('/d/test.conll', {
      path: '/d/test.conll',
      label: 'test.conll',
      problem: 'empty',
    });
    expect(readDraft(draft, unusable)).toEqual({
      problems: { test: 'Correct or remove the file that cannot be used.' },
    });
    expect(problemsOf({ distilled: [], blend: 'original' })).toEqual({});
    expect(problemsOf({ original: [], blend: 'distilled', length: '10' })).toEqual({});
  });

  it('names the range of a blend parameter', () => {
    expect(problemsOf({ blendParameters: { switchAt: '1.5' } })).toEqual({ switchAt: 'A number from 0 to 1.' });
    expect(problemsOf({ blendParameters: { switchAt: 'half' } })).toHaveProperty('switchAt');
  });

  it('waits while the default steps are not known', () => {
    expect(readDraft(draft, new Map())).toEqual({ problems: {} });
    expect(readDraft({ ...draft, length: '7' }, new Map())).toMatchObject({ setup: { steps: 7 } });
  });

  it('stops early only with a dev file', () => {
    expect(problemsOf(withNumbers({ patience: '2' }))).toEqual({ patience: 'Stopping early needs a dev file.' });
    expect(problemsOf({ ...withNumbers({ patience: 'soon' }), dev: '/d/dev.conll' })).toMatchObject({
      patience: expect.stringContaining('whole number'),
    });
  });
});

it('follows the batch size with the default steps, and counts epochs of the original set', () => {
  expect(stepsByDefault(draft, facts)).toBe(300);
  expect(stepsByDefault(withNumbers({ batchSize: '16' }), facts)).toBe(600);
  expect(stepsByDefault(withNumbers({ batchSize: '' }), facts)).toBeUndefined();
  expect(stepsOf({ ...draft, lengthIn: 'epochs', length: '0.5' }, facts)).toBe(50);
  expect(stepsOf({ ...draft, lengthIn: 'epochs', length: 'two' }, facts)).toBeUndefined();
});

it('keeps parameters of the chosen blend alone, and defaults out of the config', () => {
  const blendParameters = { steepness: '8', centre: '0.5', exponent: '3' };
  expect(blendOf({ ...draft, blend: 'sigmoid', blendParameters })).toEqual({ name: 'sigmoid', steepness: 8 });
});

it('makes the settings of a run into a draft and back', () => {
  const blend = { name: 'sigmoid', steepness: 8 } as const;
  const more = { dev: '/d/dev.conll', patience: 3, distilledWeight: 0.5, sentenceWeights: false, loadBestAtEnd: false };
  const config = {
    ...DEFAULT_RUN,
    ...files,
    ...more,
    version: 1,
    name: 'run',
    model: '/m',
    blend,
    steps: 12,
    seed: 3,
  } as const;
  const { version: _, name: __, ...setup } = config;
  expect(readDraft(draftOf(config, '/other'), facts)).toEqual({ setup, seeds: [3] });
  const { microBatch: ___, ...wholeBatch } = config;
  expect(readDraft(draftOf(wholeBatch, '/other'), facts)).toEqual({
    setup: { ...setup, microBatch: undefined },
    seeds: [3],
  });
});

it('makes a config file into a draft: defaults for what it leaves open, a run for each of its seeds', () => {
  const loaded = draftOf({ original: ['/d/original.conll'], blend: { name: 'original' }, seeds: [4, 5] }, '/embedded');
  expect(readDraft(loaded, facts)).toMatchObject({
    setup: { ...DEFAULT_RUN, model: '/embedded', steps: 300, blend: { name: 'original' }, seed: 4 },
    seeds: [4, 5],
  });
});

it.each([
  ['1', [1]],
  ['1, 2,3', [1, 2, 3]],
  ['1-3 3 7', [1, 2, 3, 7]],
  ['3-1', undefined],
  ['', undefined],
  ['1.5', undefined],
  ['1-200', undefined],
])('reads the seeds %j', (text, seeds) => {
  expect(readSeeds(text)).toEqual(seeds);
});

it('knows which preset a draft is, each of which can be started', () => {
  expect(presetOf(draft)).toBe('paper-best');
  expect(presetOf(withNumbers({ clipNorm: '2' }))).toBeUndefined();
  for (const [id, { settings }] of Object.entries(presets)) {
    const chosen = { ...draft, ...settings, dev: '/d/dev.conll' };
    expect(presetOf(chosen)).toBe(id);
    expect(readDraft(chosen, facts)).toHaveProperty('setup');
  }
});
