import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { HostToTrainer, TrainerToHost } from '../protocol/trainer';
import { trainerEnvironment } from './gpuFolder';

export interface TrainerProcess {
  /** Resolves when the process has ended; `crash` holds its last words when it did not end by itself. */
  readonly ended: Promise<{ readonly crash?: string }>;
  /** Saves a checkpoint and ends. Asked a second time, ends at once: what came after the last checkpoint is lost. */
  stop(): void;
}

const keptLines = 5;

export interface TrainerOptions {
  readonly onMessage?: (message: TrainerToHost) => void;
  /** Of the processor; all cores where absent. */
  readonly threads?: number | undefined;
}

/** Starts `trainer.js`, which stands beside this bundle, on a prepared run folder. What it prints goes to `trainer.log`. */
export function runTrainer(runFolder: string, { onMessage, threads }: TrainerOptions = {}): TrainerProcess {
  const trainer = spawn(process.execPath, [path.join(__dirname, 'trainer.js'), runFolder, '--attached'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // In a process group of its own, or Ctrl-C in the terminal would reach it before it is asked to save.
    detached: true,
    env: { ...trainerEnvironment(), ...(threads !== undefined && { CONLL_DISTILL_THREADS: String(threads) }) },
  });
  const log = createWriteStream(path.join(runFolder, 'trainer.log'), { flags: 'a' });
  // A full disk is reported by the trainer itself, in status.json.
  log.on('error', () => undefined);
  const lastLines: string[] = [];
  for (const stream of [trainer.stdout, trainer.stderr]) {
    stream?.pipe(log, { end: false });
    stream?.setEncoding('utf8').on('data', (text: string) => {
      lastLines.push(...text.split('\n').filter((line) => line.trim() !== ''));
      lastLines.splice(0, lastLines.length - keptLines);
    });
  }
  // The channel is between two bundles of one build, so messages have the protocol's types.
  trainer.on('message', (message) => onMessage?.(message as TrainerToHost));
  let asked = false;
  return {
    ended: new Promise((resolve, reject) => {
      trainer.once('error', reject);
      trainer.once('close', (code, signal) => {
        log.end();
        if (code === 0) return resolve({});
        resolve({ crash: [signal ? `ended by ${signal}` : `exit code ${code}`, ...lastLines].join('\n') });
      });
    }),
    stop() {
      if (asked) trainer.kill('SIGKILL');
      else if (trainer.connected) trainer.send({ type: 'stop' } satisfies HostToTrainer);
      else trainer.kill('SIGTERM');
      asked = true;
    },
  };
}
