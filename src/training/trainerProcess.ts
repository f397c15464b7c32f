/**
 * The training process: `trainer.js RUN_FOLDER [--attached]`, or `trainer.js --devices`, which prints what can train here
 * as JSON (`deviceReportsSchema`) on its last line. SIGTERM, SIGINT or a `stop` message save a checkpoint and
 * end it; when its host goes away it trains on, or, attached, saves and ends too.
 * Exit code 0: finished or stopped; 1: failed, one line on stderr says why.
 */
import type { HostToTrainer, TrainerToHost } from '../protocol/trainer';
import { listDevices } from './executors';
import { train } from './train';

async function main(): Promise<number> {
  const [, , runFolder, attached] = process.argv;
  if (runFolder === '--devices') {
    console.log(JSON.stringify(await listDevices()));
    return 0;
  }
  if (runFolder === undefined) {
    console.error('Usage: trainer.js RUN_FOLDER [--attached]');
    return 2;
  }
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  if (attached === '--attached') process.on('disconnect', () => stop.abort());
  process.on('message', (message: HostToTrainer) => {
    if (message.type === 'stop') stop.abort();
  });
  try {
    await train(runFolder, { signal: stop.signal, onMessage: tellHost, onNote: console.log, onWarning: console.error });
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
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
