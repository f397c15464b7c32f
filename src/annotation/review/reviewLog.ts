import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { linesOf } from '../answers/answerFile';

const entity = z.object({ type: z.string(), start: z.int(), end: z.int() });

const review = z.object({
  time: z.string(),
  /** Who decided. */
  who: z.string(),
  /** From the workspace folder. */
  file: z.string(),
  tokens: z.array(z.string()),
  /** The region that was decided about; `end` exclusive. */
  start: z.int(),
  end: z.int(),
  /** `undo` takes the decision before it back. */
  decision: z.enum(['accept', 'reject', 'change', 'undo']),
  before: z.array(entity),
  after: z.array(entity),
  /** What was known of the region then: who said what. */
  opinions: z.array(z.object({ by: z.array(z.string()), entities: z.array(entity) })),
});

/** A decision of a person about a region of a sentence: from then on it is gold. */
export type Review = z.infer<typeof review>;

/** The decisions about a workspace's sentences, a JSON line each: the provenance of its gold. */
export class ReviewLog {
  constructor(readonly file: string) {}

  async add(entry: Review): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true });
    await appendFile(this.file, `${JSON.stringify(entry)}\n`, { flush: true });
  }

  /** Whether a region of a sentence is decided, for all that stand in the log now. */
  async decided(): Promise<(tokens: readonly string[], region: { start: number; end: number }) => boolean> {
    const decided = new Map<string, boolean>();
    for await (const line of linesOf(this.file, 0)) {
      const entry = parse(line.toString('utf8'));
      if (entry) decided.set(keyOf(entry.tokens, entry), entry.decision !== 'undo');
    }
    return (tokens, region) => decided.get(keyOf(tokens, region)) ?? false;
  }
}

function parse(line: string): Review | undefined {
  try {
    return review.safeParse(JSON.parse(line)).data;
  } catch {
    // Torn by a crash: that decision is asked for again.
    return undefined;
  }
}

function keyOf(tokens: readonly string[], { start, end }: { start: number; end: number }): string {
  return `${start} ${end} ${tokens.join('\n')}`;
}
