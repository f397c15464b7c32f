import { Worker } from './worker';

/** What a side of a comparison of steps answers. */
export interface Steps {
  /** Of each step. */
  readonly seconds: readonly number[];
  /** Resident memory at its highest so far, in MB. */
  readonly peak: number;
  readonly how: string;
}

/** The median step of each side, which take turns: what else the machine does at the time slows both. */
export async function interleave(
  commands: readonly (readonly string[])[],
  { cores, rounds, steps }: { cores: readonly number[]; rounds: number; steps: number },
): Promise<{ median: number; peak: number; how: string }[]> {
  const workers = commands.map((command) => new Worker(command, cores));
  const sides = workers.map(() => ({ seconds: [] as number[], peak: 0, how: '' }));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [index, worker] of workers.entries()) {
        const { seconds, peak, how } = await worker.ask<Steps>({ steps });
        const side = sides[index];
        side?.seconds.push(...seconds);
        Object.assign(side ?? {}, { peak, how });
      }
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
  return sides.map(({ seconds, peak, how }) => ({ median: median(seconds), peak, how }));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** To four digits: no figure here is better than that. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}
