import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { annotateSentences, type Teacher } from '../../src/annotation';
import { openAITeacher } from '../annotation/openAITeacher';
import { ourWorker, Worker } from './worker';
import type { ServerOptions } from './workers/openAIServer';

/** As many sentences of about 15 tokens, no two alike. */
export function sentencesOf(count: number): string[][] {
  const words = 'the committee met in the old town hall of the city to talk about it .'.split(' ');
  return Array.from({ length: count }, (_, index) => [`Name${index}`, ...words]);
}

/** Lets a teacher annotate, with a file of answers of its own. */
export async function annotateOnce(
  teacher: Teacher,
  sentences: readonly (readonly string[])[],
  onProgress?: (done: number) => void,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-bench-'));
  try {
    const cacheFile = path.join(folder, 'answers.jsonl');
    const job = await annotateSentences({
      teacher,
      sentences,
      cacheFile,
      ...(onProgress && { onProgress: ({ done }) => onProgress(done) }),
    });
    if (job.entities !== sentences.length) throw new Error(`${job.entities} entities in ${sentences.length} sentences`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Connection {
  readonly baseURL: string;
  readonly apiKey: string;
}

export function teacherAt(connection: Connection): Teacher {
  return openAITeacher({ ...connection, model: 'm', prompt: 'chain-of-thought', entityTypes: ['PER'] });
}

/** A fake server in another process, so that what is measured here is our own. */
export async function withServer<T>(
  options: ServerOptions,
  use: (connection: Connection, server: Worker) => Promise<T>,
): Promise<T> {
  const server = new Worker(ourWorker('openAIServer'));
  try {
    return await use(await server.ask<Connection>(options), server);
  } finally {
    await server.end();
  }
}
