import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, truncate } from 'node:fs/promises';
import path from 'node:path';
import { LockedError, lockFile } from '../../processLock';
import { AnnotationError } from '../annotationError';
import type { Annotation, Teacher } from '../teacher';
import { AnswerReader, type LinePlace, readAnswerLines } from './answerFile';

/** What an answer depends on: the tokens and the teacher's identity, which holds prompt, types, model and base URL. */
export function cacheKey(teacher: Teacher, tokens: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([teacher.identity, tokens]))
    .digest('base64');
}

/**
 * Answers that were paid for, one JSON line a sentence, each synced to disk before it counts as had. A line torn by a
 * crash is taken off when the file is opened; lines of other teachers stay untouched. In memory are only the places of the
 * lines.
 */
export class AnswerCache {
  readonly #file: FileHandle;
  readonly #reader: AnswerReader;
  readonly #unlock: () => Promise<void>;
  readonly #places: Map<string, LinePlace>;
  #end: number;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Buffer[] = [];
  #next: Promise<void> | undefined;

  /** @throws AnnotationError `busy` when another annotation has the file: both would pay for the same sentences */
  static async open(file: string): Promise<AnswerCache> {
    await mkdir(path.dirname(file), { recursive: true });
    const unlock = await lock(file);
    try {
      const places = new Map<string, LinePlace>();
      let end = 0;
      for await (const { record, place } of readAnswerLines(file)) {
        if (record) places.set(record.key, place);
        end = place.offset + place.length + 1;
      }
      const handle = await open(file, 'a');
      if ((await handle.stat()).size > end) await truncate(file, end);
      return new AnswerCache(handle, await AnswerReader.open(file), { places, end, unlock });
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  private constructor(
    file: FileHandle,
    reader: AnswerReader,
    { places, end, unlock }: { places: Map<string, LinePlace>; end: number; unlock: () => Promise<void> },
  ) {
    this.#file = file;
    this.#reader = reader;
    this.#places = places;
    this.#end = end;
    this.#unlock = unlock;
  }

  /** Where the answer is kept, when there is one. */
  placeOf(key: string): LinePlace | undefined {
    return this.#places.get(key);
  }

  async get(key: string): Promise<Annotation | undefined> {
    const place = this.#places.get(key);
    return place && (await this.#reader.read(place))?.annotation;
  }

  /** Resolves when the line is on disk. */
  async add(key: string, teacher: Teacher, tokens: readonly string[], answer: Annotation): Promise<void> {
    const line = { key, teacher: teacher.label, time: new Date().toISOString(), tokens, annotation: answer };
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    const place = { offset: this.#end, length: bytes.length - 1 };
    this.#end += bytes.length;
    this.#waiting.push(bytes);
    this.#next ??= this.#writing = this.#writing.then(() => this.#write());
    await this.#next;
    this.#places.set(key, place);
  }

  /** All lines that came while the disk was busy with those before: they share a sync. */
  async #write(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#next = undefined;
    await this.#file.appendFile(Buffer.concat(lines));
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await Promise.all([this.#file.close(), this.#reader.close()]);
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
