import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnnotationError, annotateSentences, PauseSwitch, ruleBasedTeacher, type Teacher } from '../../src/annotation';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { openAITeacher } from './openAITeacher';
import { llmSpans, proggen } from './proggen';

const sentences = proggen.sentences.map(({ tokens }) => tokens);
let folder: string;
let cacheFile: string;
let server: FakeOpenAI;
let teacher: Teacher;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'annotation-'));
  cacheFile = path.join(folder, 'deep', 'answers.jsonl');
  server = new FakeOpenAI({ answer: llmSpans });
  teacher = openAITeacher({
    apiKey: server.apiKey,
    baseURL: await server.start(),
    model: 'm',
    prompt: 'standard',
    entityTypes: ['LOC', 'MISC', 'ORG', 'PER'],
  });
});
afterEach(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true });
});

const lines = (): string[] => fs.readFileSync(cacheFile, 'utf8').trimEnd().split('\n');

describe('annotateSentences', () => {
  it('asks for each sentence once, writes each answer as a line, and says how it went', async () => {
    const seen: number[] = [];
    const job = await annotateSentences({ teacher, sentences, cacheFile, onProgress: ({ done }) => seen.push(done) });
    expect(job).toMatchObject({ failures: [], rejected: 0, repaired: 0 });
    expect(job.asked + job.cached).toBe(sentences.length);
    expect((await job.annotations()).map((annotation) => annotation?.entities.length)).toEqual(
      sentences.map((tokens) => llmSpans(tokens).length),
    );
    expect(seen.at(-1)).toBe(sentences.length);
    expect(lines().length).toBe(server.askedFor.size);
    expect(job.usage.promptTokens).toBeGreaterThan(0);
  });

  it('pays for nothing twice', async () => {
    const first = await annotateSentences({ teacher, sentences, cacheFile });
    const calls = server.calls.length;
    const second = await annotateSentences({ teacher, sentences, cacheFile });
    expect(server.calls.length).toBe(calls);
    expect(await second.annotations()).toEqual(await first.annotations());
    expect(await second.annotations(3, 5)).toEqual((await first.annotations()).slice(3, 5));
    expect(second).toMatchObject({ asked: 0, cached: sentences.length });
  });

  it('asks nothing while it is held, goes on afterwards, and can be cancelled meanwhile', async () => {
    const pauseSwitch = new PauseSwitch();
    const cancel = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 3) pauseSwitch.paused = true;
    };
    const job = { teacher, sentences, cacheFile, concurrency: 1, pauseSwitch, onProgress };
    const held = annotateSentences(job);
    await vi.waitFor(() => expect(pauseSwitch.paused).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.calls.length).toBe(3);
    pauseSwitch.paused = false;
    expect((await held).failures).toEqual([]);
    fs.rmSync(cacheFile);
    const cancelled = annotateSentences({ ...job, signal: cancel.signal });
    await vi.waitFor(() => expect(pauseSwitch.paused).toBe(true));
    cancel.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('goes on where it was cancelled', async () => {
    const cancel = new AbortController();
    const onProgress = ({ done }: { done: number }) => done === 10 && cancel.abort();
    const cancelled = annotateSentences({
      teacher,
      sentences,
      cacheFile,
      concurrency: 2,
      signal: cancel.signal,
      onProgress,
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const paid = lines().length;
    expect(paid).toBeGreaterThanOrEqual(10);
    const job = await annotateSentences({ teacher, sentences, cacheFile });
    expect(job.cached).toBeGreaterThanOrEqual(paid);
    expect((await job.annotations()).every((annotation) => annotation !== undefined)).toBe(true);
  });

  it('takes off a line that a crash tore, and asks for that sentence again', async () => {
    await annotateSentences({ teacher, sentences, cacheFile });
    const whole = fs.readFileSync(cacheFile);
    fs.writeFileSync(cacheFile, whole.subarray(0, whole.length - 25));
    const job = await annotateSentences({ teacher, sentences, cacheFile });
    expect(job.asked).toBe(1);
    expect(lines().map((line) => typeof JSON.parse(line))).toEqual(lines().map(() => 'object'));
    expect(lines().length).toBe(server.askedFor.size);
  });

  it('asks again when the prompt, the model or the types differ', async () => {
    const [one = []] = sentences;
    await annotateSentences({ teacher, sentences: [one], cacheFile });
    const other: Teacher = { ...teacher, identity: { ...teacher.identity, model: 'other' } };
    expect(await annotateSentences({ teacher: other, sentences: [one], cacheFile })).toMatchObject({
      asked: 1,
      cached: 0,
    });
    expect(await annotateSentences({ teacher, sentences: [one], cacheFile })).toMatchObject({ asked: 0, cached: 1 });
  });

  it('stops at a wrong key with one error, having asked no more than it does at once', async () => {
    const wrong = openAITeacher({
      apiKey: 'sk-wrong',
      baseURL: String(teacher.identity.baseURL),
      model: 'm',
      prompt: 'standard',
      entityTypes: ['PER'],
    });
    const job = annotateSentences({ teacher: wrong, sentences, cacheFile, concurrency: 4 });
    await expect(job).rejects.toMatchObject({ code: 'wrong-key' });
    expect(server.calls.length).toBeLessThanOrEqual(4);
  });

  it('names the sentences whose asking failed and keeps the others', async () => {
    server.faults = new Array<'server-error'>(5).fill('server-error');
    const job = await annotateSentences({ teacher, sentences: sentences.slice(0, 6), cacheFile, concurrency: 1 });
    expect(job.failures.map(({ sentence, error }) => [sentence, error.code])).toEqual([[0, 'server']]);
    expect((await job.annotations()).map((annotation) => annotation !== undefined)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('keeps to the rate limit of the server, and loses no sentence to it', async () => {
    const limited = new FakeOpenAI({ answer: llmSpans, delay: 20, rateLimit: { perSecond: 200, burst: 10 } });
    const slowed = openAITeacher({
      apiKey: limited.apiKey,
      baseURL: await limited.start(),
      model: 'm',
      prompt: 'standard',
      entityTypes: ['PER'],
    });
    const many = Array.from({ length: 300 }, (_, index) => [`Sentence${index}`]);
    const job = await annotateSentences({ teacher: slowed, sentences: many, cacheFile });
    expect(job).toMatchObject({ asked: 300, failures: [] });
    expect(limited.limited).toBeGreaterThan(0);
    expect(limited.calls.length).toBe(300 + limited.limited);
    await limited.stop();
  });

  it.each([
    ['asks to wait for hours', { retryAfter: 3 * 3_600_000 }],
    ['refuses again and again', { retryAfter: 1 }],
  ])('stops with what was answered when the server %s', async (_, { retryAfter }) => {
    let answers = 0;
    const stubborn: Teacher = {
      ...(await ruleBasedTeacher()),
      annotate: async () => {
        if (++answers > 3) throw new AnnotationError('rate-limit', 'too many', retryAfter);
        return { entities: [], rejections: [] };
      },
    };
    const job = annotateSentences({ teacher: stubborn, sentences, cacheFile });
    await expect(job).rejects.toMatchObject({ code: 'rate-limit' });
    expect(lines().length).toBe(3);
  });

  it('can be cancelled while it waits for the server', async () => {
    const cancel = new AbortController();
    const stubborn: Teacher = {
      ...(await ruleBasedTeacher()),
      annotate: async () => {
        setTimeout(() => cancel.abort(), 10);
        throw new AnnotationError('rate-limit', 'too many', 60_000);
      },
    };
    const job = annotateSentences({ teacher: stubborn, sentences, cacheFile, signal: cancel.signal });
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses a second job with the same answers, until the first is done', async () => {
    const first = annotateSentences({ teacher, sentences, cacheFile });
    await vi.waitFor(() => expect(fs.existsSync(`${cacheFile}.lock`)).toBe(true), { interval: 1 });
    await expect(annotateSentences({ teacher, sentences, cacheFile })).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining(cacheFile),
    });
    await first;
    expect(await annotateSentences({ teacher, sentences, cacheFile })).toMatchObject({ asked: 0 });
  });

  it('never writes the key', async () => {
    await annotateSentences({ teacher, sentences, cacheFile });
    expect(fs.readFileSync(cacheFile, 'utf8')).not.toContain(server.apiKey);
    expect(JSON.stringify(teacher.identity)).not.toContain(server.apiKey);
  });

  it('works with the rule-based teacher, without any network', async () => {
    const tokens = 'Mr. John Smith flew from Berlin to Tokyo .'.split(' ');
    const job = await annotateSentences({ teacher: await ruleBasedTeacher(), sentences: [tokens], cacheFile });
    const found = (await job.annotations())[0]?.entities.map(
      ({ type, start, end }) => `${type} ${tokens.slice(start, end).join(' ')}`,
    );
    expect(found).toEqual(['PER John Smith', 'LOC Berlin', 'LOC Tokyo']);
  });
});
