import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  annotateSentences,
  dollarsOf,
  estimateAnnotation,
  inDollars,
  type Price,
  ruleBasedTeacher,
} from '../../src/annotation';
import { priceOf } from '../../src/annotation/cost/price';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { openAITeacher } from './openAITeacher';
import { llmSpans, proggen } from './proggen';

const sentences = proggen.sentences.map(({ tokens }) => tokens);
const price: Price = { prompt: 10, completion: 30 };

let folder: string;
let server: FakeOpenAI | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-cost-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const cacheFile = () => path.join(folder, 'answers.jsonl');

async function teacher(own?: Price) {
  // Counted with the model's own tables, as the server does.
  server = new FakeOpenAI({ answer: llmSpans });
  const baseURL = await server.start();
  return openAITeacher({
    apiKey: server.apiKey,
    baseURL,
    model: 'gpt-4-0125-preview',
    prompt: 'standard',
    entityTypes: ['LOC', 'MISC', 'ORG', 'PER'],
    ...(own && { price: own }),
  });
}

describe('prices', () => {
  it.each([
    ['gpt-4-0125-preview', 10],
    ['gpt-4o-2024-08-06', 2.5],
    ['gpt-4-0613', 30],
    ['llama-3', undefined],
  ])('%s', (model, prompt) => expect(priceOf(model)?.prompt).toBe(prompt));

  it('adds up both sides, for a million tokens', () => {
    expect(dollarsOf({ promptTokens: 500_000, completionTokens: 100_000 }, price)).toBe(8);
  });

  it.each([
    [0, '$0.00'],
    [0.0123, '$0.012'],
    [0.000456, '$0.00046'],
    [12.345, '$12.35'],
  ])('%f is %s', (amount, text) => expect(inDollars(amount)).toBe(text));
});

describe('the estimate', () => {
  it('counts the prompts exactly, and the whole within a tenth once some answers are known', async () => {
    const asking = await teacher(price);
    const half = Math.floor(sentences.length / 2);
    expect(half).toBeGreaterThanOrEqual(20);
    await annotateSentences({ teacher: asking, sentences: sentences.slice(0, half), cacheFile: cacheFile() });
    const estimate = await estimateAnnotation(asking, sentences, cacheFile());
    expect(estimate?.cached).toBeGreaterThanOrEqual(half);
    const { usage, dollars } = await annotateSentences({ teacher: asking, sentences, cacheFile: cacheFile() });
    expect(estimate?.usage.promptTokens).toBe(usage.promptTokens);
    expect(dollars).toBeCloseTo(dollarsOf(usage, price));
    expect(Math.abs((estimate?.dollars ?? 0) / (dollars ?? 0) - 1)).toBeLessThan(0.1);
  });

  it('knows no price of a server that is not OpenAI’s, and none is needed for rules', async () => {
    const estimate = await estimateAnnotation(await teacher(), sentences, cacheFile());
    expect(estimate).toMatchObject({ sentences: sentences.length, cached: expect.any(Number) });
    expect(estimate).not.toHaveProperty('dollars');
    expect(await estimateAnnotation(await ruleBasedTeacher(), sentences, cacheFile())).toBeUndefined();
  });
});

describe('the budget', () => {
  it('stops the job before it is overspent, keeps the answers, and goes on with a higher one', async () => {
    const asking = await teacher(price);
    const all = await estimateAnnotation(asking, sentences, cacheFile());
    const budget = (all?.dollars ?? 0) / 3;
    let spent = 0;
    const job = { teacher: asking, sentences, cacheFile: cacheFile(), budget, concurrency: 4 };
    await expect(
      annotateSentences({
        ...job,
        onProgress: ({ dollars }) => {
          spent = dollars ?? 0;
        },
      }),
    ).rejects.toMatchObject({ code: 'budget', message: expect.stringMatching(/^The budget of \$.* is used up/) });
    expect(spent).toBeLessThanOrEqual(budget);
    expect(spent).toBeGreaterThan(budget / 2);
    const asked = server?.calls.length ?? 0;
    const again = await annotateSentences({ ...job, budget: 3 * budget });
    expect(again.failures).toEqual([]);
    expect((server?.calls.length ?? 0) - asked).toBe(again.asked);
  });

  it('is refused where no price is known', async () => {
    const job = { teacher: await teacher(), sentences, cacheFile: cacheFile(), budget: 1 };
    await expect(annotateSentences(job)).rejects.toMatchObject({ code: 'budget' });
    expect(server?.calls).toEqual([]);
  });
});
