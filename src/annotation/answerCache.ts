import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Annotation, Teacher } from './teacher';

const annotation = z.object({
  entities: z.array(
    z.object({
      type: z.string(),
      start: z.int(),
      end: z.int(),
      repaired: z.boolean(),
      reason: z.string().optional(),
    }),
  ),
  rejections: z.array(z.object({ reason: z.string(), message: z.string(), answer: z.unknown().optional() })),
  usage: z.object({ promptTokens: z.number(), completionTokens: z.number() }).optional(),
  reasked: z.boolean().optional(),
});
const record = z.object({ key: z.string(), annotation });

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
  readonly #answers: Map<string, Annotation>;
  #writing: Promise<void> = Promise.resolve();

  static async open(file: string): Promise<AnswerCache> {
    await mkdir(path.dirname(file), { recursive: true });
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) await truncate(file, whole);
    return new AnswerCache(await open(file, 'a'), readAnswers(bytes.toString('utf8', 0, whole)));
  }

  private constructor(file: FileHandle, answers: Map<string, Annotation>) {
    this.#file = file;
    this.#answers = answers;
  }

  get(key: string): Annotation | undefined {
    return this.#answers.get(key);
  }

  /** Resolves when the line is on disk. */
  async add(key: string, teacher: Teacher, tokens: readonly string[], answer: Annotation): Promise<void> {
    const line = { key, teacher: teacher.label, time: new Date().toISOString(), tokens, annotation: answer };
    this.#writing = this.#writing.then(async () => {
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      await this.#file.datasync();
    });
    await this.#writing;
    this.#answers.set(key, answer);
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
  }
}

function readAnswers(text: string): Map<string, Annotation> {
  const answers = new Map<string, Annotation>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const checked = record.safeParse(JSON.parse(line));
      if (checked.success) answers.set(checked.data.key, checked.data.annotation as Annotation);
    } catch {
      // A damaged line is an answer lost; the sentence is asked again.
    }
  }
  return answers;
}
