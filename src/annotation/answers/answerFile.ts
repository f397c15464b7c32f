import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import type { Annotation } from '../teacher';

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

const record = z.object({
  /** See `cacheKey`. */
  key: z.string(),
  /** The teacher's label. */
  teacher: z.string(),
  time: z.string().default(''),
  tokens: z.array(z.string()),
  annotation: annotation.transform((answer) => answer as Annotation),
});

/** A line of a file of answers. */
export type AnswerRecord = z.infer<typeof record>;

/** Where a line stands in its file, in bytes; its end-of-line is left out. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

/**
 * The whole lines of a file, from an offset on; a line that a crash tore is left out, and so is one that is no answer: that
 * sentence is asked for again. None when there is no such file.
 */
export async function* readAnswerLines(
  file: string,
  from = 0,
): AsyncGenerator<{ readonly record: AnswerRecord | undefined; readonly place: LinePlace }> {
  let offset = from;
  for await (const line of linesOf(file, from)) {
    const place = { offset, length: line.length };
    offset += line.length + 1;
    yield { record: parseRecord(line.toString('utf8')), place };
  }
}

/** Reads lines again, in any order. */
export class AnswerReader {
  static async open(file: string): Promise<AnswerReader> {
    return new AnswerReader(await open(file, 'r'));
  }

  constructor(private readonly file: FileHandle) {}

  async read({ offset, length }: LinePlace): Promise<AnswerRecord | undefined> {
    const { buffer } = await this.file.read(Buffer.alloc(length), 0, length, offset);
    return parseRecord(buffer.toString('utf8'));
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** Whole lines of a file, without their ends, from a byte on; none when there is no such file. */
export async function* linesOf(file: string, from: number): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file, { start: from, highWaterMark: 1 << 20 })) {
      rest = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
        yield rest.subarray(start, end);
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function parseRecord(line: string): AnswerRecord | undefined {
  if (line === '') return undefined;
  try {
    const checked = record.safeParse(JSON.parse(line));
    return checked.success ? checked.data : undefined;
  } catch {
    return undefined;
  }
}
