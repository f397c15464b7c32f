import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSlurm } from '../../scripts/slurm.mjs';
import { conllDistill } from '../cli/terminal';
import { makeToyFolder, type ToyFolder } from '../training/toyRun';

let toy: ToyFolder;
let slurm: Awaited<ReturnType<typeof startSlurm>>;
beforeAll(async () => {
  toy = await makeToyFolder();
  slurm = await startSlurm();
});
// A test that failed leaves the node to the next.
afterEach(() => slurm.clear());
afterAll(async () => {
  await slurm?.stop();
  await toy?.remove();
});

const at = (...names: string[]) => path.join(toy.folder, ...names);

function experiment(...args: string[]) {
  const env = { ...process.env, SLURM_CONF: slurm.conf, OPENAI_API_KEY: 'sk-not-for-slurm' };
  return conllDistill(['experiment', ...args], { cwd: toy.folder, env });
}

async function grid(name: string, steps: number, seeds: string): Promise<string> {
  await toy.write(
    `${name}.yaml`,
    `experiment: blends
name: ${name}
data: { original: train.conll, distilled: llm.conll, test: test.conll }
grid: { blends: [original, linear], sizes: [10], seeds: ${seeds} }
run: { model: student, steps: ${steps}, batchSize: 8, learningRate: 3.0e-3, device: onnx-cpu }
resamples: 100
`,
  );
  return `${name}.yaml`;
}

/** The status once it says what is waited for. */
async function statusWith(file: string, words: RegExp): Promise<string> {
  for (;;) {
    const { stdout, stderr } = await experiment(file, '--status');
    if (words.test(stdout)) return stdout;
    if (stderr !== '') throw new Error(stderr);
    await wait(500);
  }
}

describe('an experiment on a real Slurm', () => {
  it('is sent as one job array, its run folders are the result, and the tables are those of a local run', async () => {
    const file = await grid('whole', 12, '[1, 2]');
    const sent = await experiment(
      file,
      '--slurm',
      '--jobs',
      '2',
      '--sbatch=--mem=0',
      '--sbatch=--comment=of the paper',
    );
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    expect(sent.stdout).toMatch(/^Job \d+: 4 cells sent to Slurm, the logs in .*whole\/slurm\n/);
    const status = await statusWith(file, /: 4 done\n$/);
    expect(status).toMatch(/^linear_n10_constant_seed2 +done +12 +\d+_4 (COMPLETED|COMPLETING|RUNNING) +\d+\.\d\d$/m);
    const folder = at('.conll-distill/experiments/whole');
    const logs = (await readdir(path.join(folder, 'slurm'))).filter((name) => name.endsWith('.log'));
    expect(logs).toHaveLength(4);
    const tables = await experiment(file, '--tables');
    expect(tables.stdout).toMatch(/^linear +\d+\.\d\d\*? ± \d+\.\d\d /m);
    expect((await experiment(file, '--slurm')).stdout).toContain('Every cell is done: nothing was sent.');
    // The same again in this process: what the nodes have trained is what a run here trains.
    const here = await experiment(file, '--out', 'here');
    expect(here.stdout.replace(/written: .*/, '')).toBe(tables.stdout.replace(/written: .*/, ''));
  });

  it('is cancelled in good order and goes on where it was; nobody trains a cell that is in the queue', async () => {
    const file = await grid('cancelled', 1_000_000, '[1]');
    const runs = at('.conll-distill/experiments/cancelled/runs');
    const metrics = path.join(runs, 'original_n10_constant_seed1/metrics.jsonl');
    const stepsMade = async () =>
      [...(await readFile(metrics, 'utf8')).matchAll(/"kind":"step","step":(\d+)/g)].map(([, step]) => Number(step));
    expect((await experiment(file, '--slurm')).code).toBe(0);
    while (!existsSync(metrics)) await wait(50);
    expect(await experiment(file)).toMatchObject({ code: 2, stderr: expect.stringContaining('are in Slurm’s queue') });
    expect((await experiment(file, '--slurm')).stdout).toContain('are in the queue already: nothing was sent.');
    const cancelled = await experiment(file, '--cancel');
    expect(cancelled.stdout).toMatch(/^Cancelled: job \d+\. To go on: /);
    const allStopped = /: (2 stopped|1 stopped, 1 waiting|1 waiting, 1 stopped)\n$/;
    expect(await statusWith(file, allStopped)).toMatch(/^original_n10_constant_seed1 +stopped .* CANCELLED /m);
    const before = (await stepsMade()).length;
    // Slurm may still be at the tasks' ends: what is in the queue is not sent again.
    while (!(await experiment(file, '--slurm')).stdout.includes('2 cells sent')) await wait(200);
    while ((await stepsMade()).length < before + 10) await wait(50);
    expect((await experiment(file, '--cancel')).code).toBe(0);
    await statusWith(file, allStopped);
    const steps = await stepsMade();
    expect(steps.length).toBeGreaterThan(before);
    expect(steps).toEqual(steps.map((_, index) => index + 1));
  });

  it('tells of a cell that failed, with its log, and sends it again', async () => {
    const file = await grid('failing', 12, '[1]');
    expect((await experiment(file)).code).toBe(0);
    const run = at('.conll-distill/experiments/failing/runs/linear_n10_constant_seed1');
    await rm(path.join(run, 'report.json'));
    await writeFile(path.join(run, 'checkpoint/position.json'), '{"version": ');
    expect((await experiment(file, '--slurm')).stdout).toContain('one cell sent');
    const status = await statusWith(file, / FAILED NonZeroExitCode /);
    expect(status).toMatch(/^linear_n10_constant_seed1 +failed +.*position\.json: not JSON.* +\d+_1 FAILED/m);
    const [log = ''] = (await readdir(at('.conll-distill/experiments/failing/slurm'))).filter((name) =>
      /log$/.test(name),
    );
    expect(await readFile(at('.conll-distill/experiments/failing/slurm', log), 'utf8')).toContain('position.json: not');
    await rm(path.join(run, 'checkpoint'), { recursive: true });
    expect((await experiment(file, '--slurm')).code).toBe(0);
    await statusWith(file, /: 2 done\n$/);
  });

  it('gives sbatch’s own words where it refuses, and says where there is no Slurm', async () => {
    const file = await grid('refused', 12, '[1]');
    const refused = await experiment(file, '--sbatch=--partition=nowhere');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('sbatch failed: sbatch: error: ') });
    expect(refused.stderr).toContain('nowhere');
    expect((await experiment(file, '--cancel')).code).toBe(2);
    const env = { ...process.env, PATH: toy.folder };
    const without = await conllDistill(['experiment', file, '--slurm'], { cwd: toy.folder, env });
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no sbatch here') });
  });
});
