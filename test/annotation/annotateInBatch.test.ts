import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  annotateInBatch,
  annotateSentences,
  type BatchOptions,
  type BatchProgress,
  type LlmTeacher,
} from '../../src/annotation';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { openAITeacher } from './openAITeacher';
import { llmSpans, proggen } from './proggen';

const sentences = proggen.sentences.slice(0, 8).map(({ tokens }) => tokens);
let place: string;
let server: FakeOpenAI;
let baseURL: string;
let teacher: LlmTeacher;
const progress: BatchProgress[] = [];

beforeEach(async () => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'batch-'));
  server = new FakeOpenAI({ answer: llmSpans });
  baseURL = await server.start();
  const entityTypes = ['LOC', 'MISC', 'ORG', 'PER'];
  const price = { prompt: 10, completion: 30 };
  teacher = openAITeacher({ apiKey: server.apiKey, baseURL, model: 'm', prompt: 'standard', entityTypes, price });
  progress.length = 0;
});
afterEach(async () => {
  await server.stop();
  fs.rmSync(place, { recursive: true });
});

const batch = (more: Partial<BatchOptions> = {}) =>
  annotateInBatch({
    ...{ teacher, apiKey: server.apiKey, baseURL, sentences, pollEvery: 5 },
    ...{ cacheFile: path.join(place, 'answers.jsonl'), folder: path.join(place, 'batches') },
    onProgress: (each) => progress.push(each),
    ...more,
  });

const rest = sentences.slice(1).map((tokens) => tokens.join(' '));
/** All is in the file of answers: nobody is asked again. */
async function expectComplete(): Promise<void> {
  const before = server.calls.length;
  const job = await annotateSentences({ teacher, sentences, cacheFile: path.join(place, 'answers.jsonl') });
  expect(job).toMatchObject({ asked: 0, failures: [] });
  expect(server.calls.length).toBe(before);
  expect((await job.annotations()).map((annotation) => annotation?.entities.length)).toEqual(
    sentences.map((tokens) => llmSpans(tokens).length),
  );
}

describe('annotateInBatch', () => {
  it('asks one sentence at once and the others as a batch, at half the price', async () => {
    const outcome = await batch();
    expect(server.calls.length).toBe(1);
    expect(server.batched).toEqual(rest);
    expect(outcome).toMatchObject({ failures: [], answered: 7 });
    const { promptTokens, completionTokens } = outcome.usage;
    expect(outcome.dollars).toBeCloseTo((promptTokens * 10 + completionTokens * 30) / 2e6, 12);
    expect(progress.at(-1)).toEqual({ status: 'completed', answered: 7, total: 7 });
    const [request] = (server.files.get('file-0') ?? '').split('\n');
    expect(JSON.parse(request ?? '')).toMatchObject({
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'm', temperature: 0, response_format: { type: 'json_schema' } },
    });
    await expectComplete();
  });

  it('goes on in another process with what the server has', async () => {
    server.batchPolls = 3;
    const stop = new AbortController();
    const waiting = batch({ signal: stop.signal });
    while (progress.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await batch();
    expect(server.batches.length).toBe(1);
    expect(server.batched).toEqual(rest);
    await expectComplete();
  });

  it('finds a batch whose id it never learnt, instead of paying for another', async () => {
    server.batchFault = 'torn-create';
    await expect(batch()).rejects.toMatchObject({ code: 'network' });
    await batch();
    expect(server.batches.length).toBe(1);
    expect(server.batched).toEqual(rest);
    await expectComplete();
  });

  it('sends sentences of another file while a job is under way, and those of the job not again', async () => {
    server.batchPolls = 5;
    const stop = new AbortController();
    const waiting = batch({ sentences: sentences.slice(0, 4), signal: stop.signal });
    while (progress.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await batch();
    expect(server.batches.length).toBe(2);
    expect(server.batched.length + server.calls.length).toBe(8);
    await expectComplete();
  });

  it('sends only what failed the next time', async () => {
    server.lineFaults = ['the engine is overloaded', 'so is this one'];
    const { failures, answered } = await batch();
    expect(answered).toBe(5);
    expect(failures.map(({ message }) => message)).toEqual(['the engine is overloaded', 'so is this one']);
    server.batched.length = 0;
    expect((await batch()).failures).toEqual([]);
    // One of the two was asked at once.
    expect(server.batched.length).toBe(1);
    await expectComplete();
  });

  it('cancelled, keeps what was answered', async () => {
    server.batchPolls = 1000;
    const stop = new AbortController();
    const waiting = batch({ signal: stop.signal });
    while (progress.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    const { failures, answered } = await batch({ cancel: true });
    expect(answered).toBe(1);
    expect(failures.length).toBe(6);
    server.batchPolls = 1;
    await batch();
    expect(new Set([...server.batched, ...server.askedFor.keys()]).size).toBe(8);
    expect(server.batched.length + server.calls.length).toBe(8);
    await expectComplete();
  });

  it('says why the server refused a batch', async () => {
    server.batchFault = 'refused';
    await expect(batch()).rejects.toThrow('The server refused the batch: The model cannot be batched.');
    // The next time it is tried anew.
    server.batchFault = undefined;
    await batch();
    expect(server.batches.length).toBe(2);
    await expectComplete();
  });

  it('finds out what a model does not know before the batch is sent', async () => {
    await server.stop();
    server = new FakeOpenAI({ answer: llmSpans, formats: ['text'] });
    baseURL = await server.start();
    const entityTypes = ['LOC', 'MISC', 'ORG', 'PER'];
    teacher = openAITeacher({ apiKey: server.apiKey, baseURL, model: 'old', prompt: 'standard', entityTypes });
    await batch();
    expect(server.files.get('file-0')).toContain('"response_format":{"type":"text"}');
    await expectComplete();
  });

  it('writes the key nowhere', async () => {
    await batch();
    for (const file of fs.readdirSync(place, { recursive: true, encoding: 'utf8' })) {
      const full = path.join(place, file);
      if (fs.statSync(full).isFile()) expect(fs.readFileSync(full, 'utf8')).not.toContain(server.apiKey);
    }
  });
});
