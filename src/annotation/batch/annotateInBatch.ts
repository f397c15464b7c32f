import { createReadStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type OpenAI from 'openai';
import { LockedError, lockFile } from '../../processLock';
import { AnnotationError } from '../annotationError';
import { AnswerCache, cacheKey } from '../answers/answerCache';
import { readAnswerLines } from '../answers/answerFile';
import { dollarsOf } from '../cost/price';
import type { LlmTeacher } from '../llm/llmTeacher';
import { toAnnotationError } from '../llm/openAIErrors';
import { openAIClient, replyOf } from '../llm/openAIModel';
import type { Teacher, Usage } from '../teacher';
import { BatchFolder, type BatchPart, type BatchSentence, type BatchStatus } from './batchFolder';
import { batchRequests } from './batchRequests';

/** The Batch API costs half of what single calls do. */
export const BATCH_PRICE = 0.5;

export interface BatchProgress {
  readonly status: BatchStatus;
  /** Of the sentences in the batch. */
  readonly answered: number;
  readonly total: number;
}

export interface BatchOptions {
  readonly teacher: LlmTeacher;
  readonly apiKey: string;
  readonly baseURL: string;
  /** Tokens of each sentence. */
  readonly sentences: readonly (readonly string[])[];
  readonly cacheFile: string;
  /** Where jobs are kept, each in a folder of its own. */
  readonly folder: string;
  /** Asks the server to stop the jobs under way; what was answered until then is kept. */
  readonly cancel?: boolean;
  /** Milliseconds between two looks at the server; half a minute by default. */
  readonly pollEvery?: number;
  /** Stops waiting; the server goes on. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BatchProgress) => void;
}

export interface BatchOutcome {
  /** Sentences that still have no answer, and why as far as the server said. */
  readonly failures: readonly { readonly tokens: readonly string[]; readonly message: string }[];
  readonly answered: number;
  readonly usage: Usage;
  /** US dollars; absent where the price is not known. */
  readonly dollars?: number;
}

/**
 * Has sentences annotated by the Batch API: half the price, within a day. The job is a folder on disk with the ids that the server
 * gave: called again, in whatever process, it goes on with the jobs that are under way, and sends only sentences that no job
 * has and that have no answer. Answers come into the file of answers like any other.
 * @throws AnnotationError `cancelled` when the signal stopped the waiting, and as a teacher does
 */
export async function annotateInBatch(options: BatchOptions): Promise<BatchOutcome> {
  const { teacher, apiKey, baseURL, folder } = options;
  const client = openAIClient({ apiKey, baseURL });
  try {
    const open = await BatchFolder.open(folder, teacher);
    const underWay = new Set<string>();
    for (const job of open) for (const key of (await job.sentences()).keys()) underWay.add(key);
    if (!options.cancel) {
      await askOneNow(options, underWay);
      const missing = await unanswered(options, underWay);
      if (missing.length > 0) {
        const parts = await batchRequests(teacher, client.baseURL, missing);
        open.push(await BatchFolder.create(folder, teacher, missing, parts));
      }
    }
    const failed = new Map<string, string>();
    const spent = { answered: 0, usage: { promptTokens: 0, completionTokens: 0 } };
    for (const job of open) await follow(client, job, options, { failed, spent });
    const missing = await unanswered(options);
    const price = teacher.cost?.price;
    return {
      ...spent,
      failures: missing.map(({ key, tokens }) => ({ tokens, message: failed.get(key) ?? 'it was not answered' })),
      ...(price && { dollars: BATCH_PRICE * dollarsOf(spent.usage, price) }),
    };
  } catch (error) {
    if (options.signal?.aborted) throw new AnnotationError('cancelled', 'The annotation was cancelled.');
    if (error instanceof AnnotationError) throw error;
    throw toAnnotationError(error, { apiKey, model: teacher.model.name, baseURL: client.baseURL });
  }
}

/** The sentences that have no answer yet and are not `underWay`, each once. */
async function unanswered(
  { teacher, sentences, cacheFile }: BatchOptions,
  underWay: ReadonlySet<string> = new Set(),
): Promise<BatchSentence[]> {
  const byKey = new Map(sentences.map((tokens) => [cacheKey(teacher, tokens), tokens]));
  for await (const { record } of readAnswerLines(cacheFile)) if (record) byKey.delete(record.key);
  return [...byKey].flatMap(([key, tokens]) => (underWay.has(key) ? [] : [{ key, tokens }]));
}

/** One sentence is asked at once: what the server does not know or take shows before thousands are sent. */
async function askOneNow(options: BatchOptions, underWay: ReadonlySet<string>): Promise<void> {
  const [first] = await unanswered(options, underWay);
  if (!first) return;
  const { teacher, cacheFile, signal } = options;
  const answer = await teacher.annotate(first.tokens, signal);
  const cache = await AnswerCache.open(cacheFile);
  try {
    await cache.add(first.key, teacher, first.tokens, answer);
  } finally {
    await cache.close();
  }
}

interface Tally {
  /** Messages by the key of the sentence. */
  readonly failed: Map<string, string>;
  readonly spent: { answered: number; usage: { promptTokens: number; completionTokens: number } };
}

/** Sends what of a job is not sent, waits for its end and collects the answers. */
async function follow(client: OpenAI, job: BatchFolder, options: BatchOptions, tally: Tally): Promise<void> {
  const unlock = await lock(job);
  try {
    for (const part of job.job.parts) {
      if (part.collected) continue;
      await send(client, job, part, options);
      const batch = await ended(client, job, part, options);
      const files = [batch.output_file_id, batch.error_file_id].filter((id) => typeof id === 'string');
      for (const file of files) await collect(await (await client.files.content(file)).text(), job, options, tally);
      part.collected = true;
      await job.save();
      if (batch.status === 'failed') {
        const [error] = batch.errors?.data ?? [];
        throw new AnnotationError(
          'request',
          `The server refused the batch: ${error?.message ?? 'it gave no reason'}. Nothing was paid for it; its requests are in ${job.requestsOf(part)}.`,
        );
      }
    }
  } finally {
    await unlock();
  }
}

async function send(client: OpenAI, job: BatchFolder, part: BatchPart, { signal }: BatchOptions): Promise<void> {
  const how = signal ? { signal } : {};
  if (part.batch !== undefined) return;
  if (part.inputFile === undefined) {
    const file = createReadStream(job.requestsOf(part));
    part.inputFile = (await client.files.create({ file, purpose: 'batch' }, how)).id;
    await job.save();
  }
  // Killed after it was made and before its id was written down, there is one: it would be paid for twice.
  const metadata = { conll_distill: `${job.job.id} ${part.requests}` };
  for await (const known of client.batches.list({ limit: 100 }, how)) {
    if (known.metadata?.conll_distill !== metadata.conll_distill) continue;
    part.batch = known.id;
    await job.save();
    return;
  }
  const made = await client.batches.create(
    {
      input_file_id: part.inputFile,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
      metadata,
    },
    // Tried again by itself it might be made twice.
    { ...how, maxRetries: 0 },
  );
  part.batch = made.id;
  await job.save();
}

const over: readonly BatchStatus[] = ['completed', 'failed', 'expired', 'cancelled'];

async function ended(client: OpenAI, job: BatchFolder, part: BatchPart, options: BatchOptions): Promise<OpenAI.Batch> {
  const { signal, onProgress, pollEvery = 30_000 } = options;
  const how = signal ? { signal } : {};
  const id = part.batch ?? '';
  if (options.cancel) await client.batches.cancel(id, how).catch(() => undefined);
  for (;;) {
    const batch = await client.batches.retrieve(id, how);
    if (part.status !== batch.status) {
      part.status = batch.status;
      await job.save();
    }
    const { completed = 0, failed = 0, total = part.count } = batch.request_counts ?? {};
    onProgress?.({ status: batch.status, answered: completed + failed, total: total || part.count });
    if (over.includes(batch.status)) return batch;
    await wait(pollEvery, undefined, how);
  }
}

/** A line of the server's output or error file. */
interface BatchLine {
  readonly custom_id: string;
  readonly response?: { readonly status_code: number; readonly body: unknown } | null;
  readonly error?: { readonly message?: string } | null;
}

async function collect(
  text: string,
  job: BatchFolder,
  { teacher, cacheFile }: BatchOptions,
  { failed, spent }: Tally,
): Promise<void> {
  const sentences = await job.sentences();
  const cache = await AnswerCache.open(cacheFile);
  try {
    const adding: Promise<void>[] = [];
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const { custom_id: key, response, error } = JSON.parse(line) as BatchLine;
      const tokens = sentences.get(key);
      if (!tokens) continue;
      if (response?.status_code !== 200) {
        const body = response?.body as { error?: { message?: string } } | undefined;
        failed.set(key, body?.error?.message ?? error?.message ?? `the server failed with ${response?.status_code}`);
        continue;
      }
      // Collected before, and the process then killed.
      if (cache.placeOf(key)) continue;
      const answer = teacher.read(tokens, replyOf(response.body as OpenAI.Chat.ChatCompletion));
      spent.answered++;
      spent.usage.promptTokens += answer.usage?.promptTokens ?? 0;
      spent.usage.completionTokens += answer.usage?.completionTokens ?? 0;
      adding.push(cache.add(key, teacher, tokens, answer));
    }
    await Promise.all(adding);
  } finally {
    await cache.close();
  }
}

async function lock({ folder }: BatchFolder): Promise<() => Promise<void>> {
  try {
    return await lockFile(`${folder}/lock`);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new AnnotationError(
      'busy',
      `Process ${error.pid} follows the batch job in ${folder} already. Wait until it is done, or end it.`,
    );
  }
}

/** The teacher, but one that is not asked again: a sentence without an answer fails with what the server said of it. */
export function answeredInBatch(teacher: Teacher, { failures }: BatchOutcome): Teacher {
  const messages = new Map(failures.map(({ tokens, message }) => [tokens.join('\n'), message]));
  return {
    ...teacher,
    annotate: (tokens) =>
      Promise.reject(new AnnotationError('request', messages.get(tokens.join('\n')) ?? 'it was not answered.')),
  };
}
