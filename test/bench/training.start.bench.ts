import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DEFAULT_RUN } from '../../src/protocol/runDefaults';
import type { TrainerToHost } from '../../src/protocol/trainer';
import { prepareRun } from '../../src/training';
import { median, round } from './interleave';
import type { BenchResult } from './result';

const sample = path.resolve('media/sample');

/** Seconds from the start of the trainer's process to the end of its first step: the embedded student, the sample's data. */
export default async function* trainingStart(): AsyncGenerator<BenchResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-bench-'));
  try {
    const seconds: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) seconds.push(await startOnce(folder, attempt));
    yield { name: 'training.start', value: round(median(seconds)), unit: 's' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string, attempt: number): Promise<number> {
  const run = await prepareRun(
    {
      ...DEFAULT_RUN,
      version: 1,
      name: `run-${attempt}`,
      original: [path.join(sample, 'original.conll')],
      distilled: [],
      dev: path.join(sample, 'dev.conll'),
      blend: { name: 'original' },
      model: path.resolve('media/models/minilm-l6'),
      steps: 100,
    },
    folder,
  );
  const before = performance.now();
  const child = fork(path.join(process.env.BENCH_WORKERS ?? '', 'trainer.cjs'), [run]);
  const first = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: TrainerToHost) => {
      if (message.type === 'metrics' && message.line.kind === 'step') resolve(performance.now());
    });
    child.once('exit', (code) => reject(new Error(`the trainer ended with ${code} before its first step`)));
  });
  child.kill('SIGKILL');
  return (first - before) / 1000;
}
