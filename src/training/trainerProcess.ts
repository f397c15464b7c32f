/**
 * The training process: `trainer.js RUN_FOLDER [--attached]`, or one of the commands of `protocol/trainerCommands.ts`; or
 * `trainer.js --serve`, which tags, exports and embeds for its host, see `serveStudents`.
 * SIGTERM, SIGINT or a `stop` message save a checkpoint and end it; when its host goes away it trains on, or, attached, saves
 * and ends too.
 * Exit code 0: finished or stopped; 1: failed, one line on stderr says why.
 */
import { readFile } from 'node:fs/promises';
import { parseRunConfig } from '../protocol/runFolder';
import type { HostToTrainer, TrainerToHost } from '../protocol/trainer';
import type { EstimateEvent, StudentEvent } from '../protocol/trainerCommands';
import { describeStudent } from './describeStudent';
import { estimateRun } from './estimateRun';
import { listDevices } from './executors';
import { runQueue } from './runs/runQueue';
import { explainError } from './runs/systemError';
import { serveStudents } from './serveStudents';
import { train } from './train';

async function main(): Promise<number> {
  const [, , first, ...others] = process.argv;
  const [second] = others;
  if (first === '--serve') return serveStudents();
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  process.on('message', (message: HostToTrainer) => {
    if (message.type === 'stop') stop.abort();
  });
  if (first === '--devices') {
    console.log(JSON.stringify(await listDevices()));
    return 0;
  }
  if (second !== undefined && (first === '--student' || first === '--download')) {
    return attempt(() => describeStudent(second, { download: first === '--download', signal: stop.signal, tell }));
  }
  if (second !== undefined && first === '--estimate') {
    return attempt(async () => {
      const config = parseRunConfig(await readFile(second, 'utf8'), second);
      tell({ event: 'estimate', estimate: await estimateRun(config, stop.signal) });
    });
  }
  if (first === '--queue' && others.length > 0) {
    await runQueue(others, __filename, stop.signal);
    return 0;
  }
  if (first === undefined || first.startsWith('--')) {
    console.error('Usage: trainer.js RUN_FOLDER [--attached]');
    return 2;
  }
  if (second === '--attached') process.on('disconnect', () => stop.abort());
  try {
    await train(first, { signal: stop.signal, onMessage: tellHost, onNote: console.log, onWarning: console.error });
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function tell(event: StudentEvent | EstimateEvent): void {
  console.log(JSON.stringify(event));
}

/** Does a command that answers by events: why it failed is one too. */
async function attempt(command: () => Promise<void>): Promise<number> {
  try {
    await command();
    return 0;
  } catch (error) {
    tell({ event: 'failed', message: explainError(error) });
    return 1;
  }
}

function tellHost(message: TrainerToHost): void {
  // A host that goes away while it is told loses nothing: all of it stands in the run folder.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** What a host that has gone away no longer reads must not end the training. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main().then((code) => {
  process.exitCode = code;
  // The channel would keep the process alive.
  if (process.connected) process.disconnect();
});
