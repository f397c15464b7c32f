import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { LockedError, lockFile } from '../../processLock';
import { AnnotationError } from '../annotationError';
import type { Annotation, Teacher, Usage } from '../teacher';

const annotation = z.object({
  entities: z.array(
    z.object({
      type: z.string(),
      start: z.int(),
      end: z.int(),
      repaired: z.boolean(),
      reason: z.string().optional(),
      confidence: z.number().optional(),
    }),
  ),
  rejections: z.array(z.object({ reason: z.string(), message: z.string(), answer: z.unknown().optional() })),
  usage: z.object({ promptTokens: z.number(), completionTokens: z.number() }).optional(),
  reasked: z.boolean().optional(),
});
const record = z.object({ key: z.string(), teacher: z.string(), tokens: z.array(z.string()), annotation });

/** What an answer depends on: the tokens and the teacher's identity, which holds prompt, types, model and base URL. */
export function cacheKey(teacher: Teacher, tokens: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([teacher.identity, tokens]))
    .digest('hex');
}

/**
 * Answers that were paid for, one JSON line a sentence, each synced to disk before it counts as had. A line torn by a
 * crash is taken off when the file is opened; lines of other teachers stay untouched.
 */
export class AnswerCache {
  readonly #file: FileHandle;
  readonly #unlock: () => Promise<void>;
  readonly #answers: Map<string, Annotation>;
  #writing: Promise<void> = Promise.resolve();
  #waiting = '';
  #next: Promise<void> | undefined;

  /** @throws AnnotationError `busy` when another annotation has the file: both would pay for the same sentences */
  static async open(file: string): Promise<AnswerCache> {
    await mkdir(path.dirname(file), { recursive: true });
    const unlock = await lock(file);
    try {
      return await AnswerCache.#read(file, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  static async #read(file: string, unlock: () => Promise<void>): Promise<AnswerCache> {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) await truncate(file, whole);
    return new AnswerCache(await open(file, 'a'), readAnswers(bytes.toString('utf8', 0, whole)).answers, unlock);
  }

  private constructor(file: FileHandle, answers: Map<string, Annotation>, unlock: () => Promise<void>) {
    this.#unlock = unlock;
    this.#file = file;
    this.#answers = answers;
  }

  get(key: string): Annotation | undefined {
    return this.#answers.get(key);
  }

  /** Resolves when the line is on disk. */
  async add(key: string, teacher: Teacher, tokens: readonly string[], answer: Annotation): Promise<void> {
    const line = { key, teacher: teacher.label, time: new Date().toISOString(), tokens, annotation: answer };
    this.#waiting += `${JSON.stringify(line)}\n`;
    this.#next ??= this.#writing = this.#writing.then(() => this.#write());
    await this.#next;
    this.#answers.set(key, answer);
  }

  /** All lines that came while the disk was busy with those before: they share a sync. */
  async #write(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = '';
    this.#next = undefined;
    await this.#file.appendFile(lines);
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
    await this.#unlock();
  }
}

async function lock(file: string): Promise<() => Promise<void>> {
  try {
    return await lockFile(`${file}.lock`);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const who = error.pid === process.pid ? 'Another annotation' : `Another annotation (process ${error.pid})`;
    throw new AnnotationError(
      'busy',
      `${who} is at work with the answers in ${file}. Wait until it is done, or cancel it; then try again.`,
    );
  }
}

export interface PaidAnswer {
  readonly tokens: readonly string[];
  readonly usage: Usage;
}

export interface KnownAnswers {
  /** By their cache keys. */
  readonly answers: Map<string, Annotation>;
  /** Those that were paid for, by the teacher's label. */
  readonly paid: ReadonlyMap<string, readonly PaidAnswer[]>;
}

/** The answers in a file, without taking it: none when there is no such file. */
export async function readAnswerFile(file: string): Promise<KnownAnswers> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return readAnswers(text.slice(0, text.lastIndexOf('\n') + 1));
}

function readAnswers(text: string): KnownAnswers {
  const answers = new Map<string, Annotation>();
  const paid = new Map<string, PaidAnswer[]>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const checked = record.safeParse(JSON.parse(line));
      if (!checked.success) continue;
      const { key, teacher, tokens, annotation: answer } = checked.data;
      answers.set(key, answer as Annotation);
      if (!answer.usage) continue;
      const others = paid.get(teacher);
      const one = { tokens, usage: answer.usage };
      if (others) others.push(one);
      else paid.set(teacher, [one]);
    } catch {
      // A damaged line is an answer lost; the sentence is asked again.
    }
  }
  return { answers, paid };
}
