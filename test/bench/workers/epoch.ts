/** A run of one epoch on CoNLL-2003 as it is: `{seed}` -> `{seconds, report}`, the report of its dev file. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { EvaluationReport } from '../../../src/evaluation';
import type { RunConfig } from '../../../src/protocol/run';
import { DEFAULT_RUN } from '../../../src/protocol/runDefaults';
import { prepareRun, train } from '../../../src/training';
import { embeddedStudent, epoch, trainFile, validFile } from '../conll';
import { serve } from '../worker';

serve(async ({ seed }: { seed: number }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-bench-'));
  try {
    const config: RunConfig = {
      ...DEFAULT_RUN,
      version: 1,
      name: 'epoch',
      original: [trainFile],
      distilled: [],
      dev: validFile,
      blend: { name: 'original' },
      model: embeddedStudent,
      steps: epoch.steps,
      evaluateEvery: epoch.steps,
      learningRate: epoch.learningRate,
      learningRateSchedule: 'linear',
      warmup: 0,
      seed,
    };
    let dev: EvaluationReport | undefined;
    const before = performance.now();
    await train(await prepareRun(config, folder), {
      onMessage: (message) => {
        if (message.type === 'report') dev = message.report.dev;
      },
    });
    return { seconds: (performance.now() - before) / 1000, report: dev };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
