import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { AnnotationError } from '../annotationError';
import type { Teacher } from '../teacher';

/** As the API has it; a part that is not sent yet has none. */
const status = z.enum([
  'validating',
  'failed',
  'in_progress',
  'finalizing',
  'completed',
  'expired',
  'cancelling',
  'cancelled',
]);
export type BatchStatus = z.infer<typeof status>;

const part = z.object({
  /** Lines of the Batch API, one a sentence. */
  requests: z.string(),
  count: z.int(),
  /** The server's ids, each written down as soon as it is known. */
  inputFile: z.string().optional(),
  batch: z.string().optional(),
  status: status.optional(),
  /** Its answers are in the file of answers. */
  collected: z.boolean().default(false),
});

const job = z.object({
  version: z.literal(1),
  id: z.string(),
  created: z.string(),
  teacher: z.string(),
  /** A hash of everything the answers depend on but the sentences. */
  identity: z.string(),
  parts: z.array(part),
});

export type BatchPart = z.infer<typeof part>;
export type BatchJob = z.infer<typeof job>;

/** Its key in the file of answers is the request's `custom_id`. */
export interface BatchSentence {
  readonly key: string;
  readonly tokens: readonly string[];
}

/** A batch job on disk: everything that it takes to go on with it in another process. */
export class BatchFolder {
  private constructor(
    readonly folder: string,
    readonly job: BatchJob,
  ) {}

  /** @param parts the lines of each part */
  static async create(
    root: string,
    teacher: Teacher,
    sentences: readonly BatchSentence[],
    parts: readonly (readonly string[])[],
  ): Promise<BatchFolder> {
    const created = new Date().toISOString();
    const id = `${created.replace(/[:.]/gu, '-')}-${randomUUID().slice(0, 8)}`;
    const folder = path.join(root, id);
    await mkdir(folder, { recursive: true });
    const write = (name: string, lines: readonly string[]) =>
      writeFile(path.join(folder, name), lines.map((line) => `${line}\n`).join(''), { flush: true });
    await write(
      'sentences.jsonl',
      sentences.map((sentence) => JSON.stringify(sentence)),
    );
    for (const [index, lines] of parts.entries()) await write(`requests-${index + 1}.jsonl`, lines);
    const made = new BatchFolder(folder, {
      ...{ version: 1, id, created, teacher: teacher.label, identity: identityHash(teacher) },
      parts: parts.map(({ length }, index) => ({
        requests: `requests-${index + 1}.jsonl`,
        count: length,
        collected: false,
      })),
    });
    await made.save();
    return made;
  }

  /** The jobs of a teacher that are not collected yet, the oldest first. A folder without a job was never sent. */
  static async open(root: string, teacher: Teacher): Promise<BatchFolder[]> {
    const names = await readdir(root).catch((): string[] => []);
    const found: BatchFolder[] = [];
    for (const name of names.toSorted()) {
      const folder = path.join(root, name);
      const text = await readFile(path.join(folder, 'job.json'), 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const read = readJob(text, folder);
      if (read.identity === identityHash(teacher) && read.parts.some(({ collected }) => !collected)) {
        found.push(new BatchFolder(folder, read));
      }
    }
    return found;
  }

  async save(): Promise<void> {
    await writeFileAtomic(path.join(this.folder, 'job.json'), `${JSON.stringify(this.job, undefined, 2)}\n`);
  }

  requestsOf({ requests }: BatchPart): string {
    return path.join(this.folder, requests);
  }

  async sentences(): Promise<Map<string, readonly string[]>> {
    const text = await readFile(path.join(this.folder, 'sentences.jsonl'), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    return new Map(lines.map((line) => JSON.parse(line) as BatchSentence).map(({ key, tokens }) => [key, tokens]));
  }
}

function identityHash({ identity }: Teacher): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

function readJob(text: string, folder: string): BatchJob {
  try {
    return job.parse(JSON.parse(text));
  } catch {
    throw new AnnotationError(
      'request',
      `${path.join(folder, 'job.json')} is damaged, so the batch job in it cannot be followed. Mend it, or move the folder away; its answers can then be had from the server only.`,
    );
  }
}
