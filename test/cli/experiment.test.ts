import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { makeToyFolder, type ToyFolder, toyConll } from '../training/toyRun';
import { conllDistill, start } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let toy: ToyFolder;
beforeAll(async () => {
  toy = await makeToyFolder();
});
afterAll(() => toy.remove());

const at = (...names: string[]) => path.join(toy.folder, ...names);
const experiment = (...args: string[]) => conllDistill(['experiment', ...args], { cwd: toy.folder });
const readText = (...names: string[]) => readFile(at(...names), 'utf8');

interface Said {
  readonly kind?: string;
  readonly distilled?: string;
  readonly blends?: string;
  readonly seeds?: string;
  readonly steps?: number;
  readonly more?: string;
}

function grid(name: string, said: Said = {}): Promise<string> {
  const {
    kind = 'blends',
    distilled = 'llm.conll',
    blends = '[original, linear]',
    seeds = '[1, 2]',
    steps = 12,
    more = '',
  } = said;
  const source = `experiment: ${kind}
name: ${name}
data:
  original: train.conll
  distilled: ${distilled}
  test: test.conll
grid: { blends: ${blends}, sizes: [10], seeds: ${seeds} }
run: { model: student, steps: ${steps}, batchSize: 8, learningRate: 3.0e-3, device: onnx-cpu }
resamples: 100
${more}`;
  return toy.write(`${name}.yaml`, source);
}

describe('experiment', () => {
  it('trains every cell of the grid with the same steps, side by side, and writes the tables of the paper', async () => {
    await grid('whole', { more: 'keepStudents: false\n' });
    const { code, stdout, stderr } = await experiment('whole.yaml', '--jobs', '2');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toMatch(/linear_n10_constant_seed2: F1 \d+\.\d\d \(\d:\d\d\)/);
    expect(stderr).toMatch(/whole 4\/4/);
    expect(stdout).toMatch(/^blend +micro F1 +macro F1 +weighted F1 +LOC +PER +Δ +95 % +p$/m);
    expect(stdout).toMatch(/^original +\d+\.\d\d ± \d+\.\d\d /m);
    const runs = at('.conll-distill/experiments/whole/runs');
    expect((await readdir(runs)).sort()).toEqual([
      'linear_n10_constant_seed1',
      'linear_n10_constant_seed2',
      'original_n10_constant_seed1',
      'original_n10_constant_seed2',
    ]);
    for (const run of await readdir(runs)) {
      expect(JSON.parse(await readFile(path.join(runs, run, 'report.json'), 'utf8')).steps).toBe(12);
      expect(existsSync(path.join(runs, run, 'checkpoint'))).toBe(false);
    }
    const results = '.conll-distill/experiments/whole';
    expect(await readText(results, 'results.md')).toMatch(
      /^# whole\n\nAll 4 runs are done\.\n\n\*\*whole: 10 original sentences\*\*\n\n\| blend /,
    );
    expect(await readText(results, 'results.tex')).toContain('\\toprule\nblend & micro F1 &');
    expect(await readText(results, 'results.html')).toMatch(/<caption>whole: 10 original sentences<\/caption>/);
    expect(await readText(results, 'results.csv')).toMatch(/^blend,micro F1,micro F1 ±,/);
  });

  it('is stopped by Ctrl-C in good order, goes on where it was, and skips what is done', async () => {
    await grid('stopped', { steps: 1500, blends: '[original]' });
    const begin = () => start(['experiment', 'stopped.yaml', '--out', 'out'], { cwd: toy.folder });
    const metrics = at('out/runs/original_n10_constant_seed1/metrics.jsonl');
    const first = begin();
    while (!existsSync(metrics)) await wait(20);
    first.child.kill('SIGINT');
    const stopped = await first.finished;
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('To go on: conll-distill experiment stopped.yaml');
    const status = await experiment('stopped.yaml', '--out', 'out', '--status');
    expect(status.stdout).toMatch(/^original_n10_constant_seed1 +stopped +\d+ of 1500 +–$/m);
    expect(status.stdout).toMatch(/2 cells in .*out: 1 stopped, 1 waiting\n$/);
    const second = begin();
    while (!existsSync(at('out/experiment.lock'))) await wait(20);
    expect((await experiment('stopped.yaml', '--out', 'out')).stderr).toMatch(/Process \d+ runs this experiment in /);
    expect((await second.finished).code).toBe(0);
    const steps = (await readFile(metrics, 'utf8')).match(/"kind":"step","step":\d+/g) ?? [];
    expect(new Set(steps).size).toBe(1500);
    expect(steps).toHaveLength(1500);
    const again = await experiment('stopped.yaml', '--out', 'out');
    expect(again.stderr).toBe('2 of 2 cells are done already\n');
    expect(again.stdout).toMatch(/^original +\d/m);
  });

  it('names a cell that failed, and the others go on', async () => {
    await grid('failing', { blends: '[original]' });
    // What is no checkpoint stands in the way of the first cell's.
    await experiment('failing.yaml', '--dry-run');
    const folder = '.conll-distill/experiments/failing';
    expect(existsSync(at(folder))).toBe(false);
    await grid('failing', { blends: '[original]', seeds: '[1]' });
    expect((await experiment('failing.yaml')).code).toBe(0);
    const run = at(folder, 'runs/original_n10_constant_seed1');
    await rm(path.join(run, 'report.json'));
    await rm(path.join(run, 'checkpoint/position.json'));
    await toy.write(path.relative(toy.folder, path.join(run, 'checkpoint/position.json')), '{"version": ');
    await grid('failing', { blends: '[original]' });
    const { code, stdout, stderr } = await experiment('failing.yaml');
    expect(code).toBe(1);
    expect(stderr).toMatch(/original_n10_constant_seed1 FAILED: .*position\.json: not JSON/);
    expect(stderr).toMatch(/One cell failed:\noriginal_n10_constant_seed1: .*\nTo try again: conll-distill experiment/);
    expect(stdout).toContain('Not all runs are done');
    expect((await experiment('failing.yaml', '--status')).stdout).toMatch(/1 failed, 1 done\n$/);
  });

  it('refuses to mix cells of another configuration into a table', async () => {
    await grid('changed', { blends: '[original]', seeds: '[1]' });
    expect((await experiment('changed.yaml')).code).toBe(0);
    await grid('changed', { blends: '[original]', seeds: '[1, 2]', steps: 13 });
    const { code, stderr } = await experiment('changed.yaml');
    expect(code).toBe(1);
    expect(stderr).toContain('has steps: 12, but the experiment now says 13');
  });

  it('lists the cells and estimates the time without leaving anything behind', async () => {
    await grid('dry');
    const { code, stdout } = await experiment('dry.yaml', '--dry-run', '--jobs', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^linear_n10_constant_seed2 +–$/m);
    expect(stdout).toMatch(
      /4 cells of 12 steps, 4 of them to train: about \d+:\d\d with --jobs 2 \(.*ONNX Runtime CPU/,
    );
    expect(existsSync(at('.conll-distill/experiments/dry'))).toBe(false);
  });

  it('lets a teacher annotate what has no tags, and compares without and with an extra distilled set', async () => {
    await toy.write('raw.conll', toyConll(20).replaceAll(/ B-\w+/g, ' O'));
    await grid('taught', {
      kind: 'regimens',
      blends: '[original, simple-mix]',
      seeds: '[1]',
      distilled: '{ annotate: raw.conll, teacher: rule-based }\n  extra: llm.conll',
    });
    const { code, stdout, stderr } = await experiment('taught.yaml');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/^regimen .*\n─.*\noriginal .*\nsimple-mix .*\n─.*\nsimple-mix \+ extra /m);
    expect(stdout).toMatch(/What the extra distilled set changes.*\n\nregimen +without +with +Δ/);
    const data = await readdir(at('.conll-distill/experiments/taught/data'));
    expect(data).toContainEqual(expect.stringMatching(/^raw_annotated-[0-9a-f]{8}\.conll$/));
  });

  it('says what is wrong with a file by its line, and knows the ready ones by name', async () => {
    await toy.write('odd.yaml', 'experiment: blends\nname: odd\nrun: { step: 3 }\n');
    const { code, stderr } = await experiment('odd.yaml');
    expect(code).toBe(1);
    expect(stderr).toMatch(/odd\.yaml, line 3: run\.step: there is no such key here\./);
    expect((await experiment('regimens', '--status')).stdout).toMatch(/27 cells in .*regimens: 27 waiting\n$/);
    expect((await experiment('nowhere.yaml')).stderr).toContain('nowhere.yaml: no such file');
  });
});

describe('an experiment with prompts', () => {
  it('asks each prompt about the same gold sentences and writes the table of phase 1', async () => {
    await toy.write(
      'prompts.yaml',
      'experiment: prompts\nname: prompts\ndata: { gold: test.conll, sentences: 6 }\nteachers: [openai]\nresamples: 100\nprice: { prompt: 10, completion: 30 }\n',
    );
    const server = new FakeOpenAI({
      answer: (tokens: string[]) => [{ start: 0, end: 0, text: tokens[0] ?? '', type: 'PER', reason: '' }],
    });
    const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start(), OPENAI_MODEL: 'some-model' };
    const run = (...args: string[]) =>
      conllDistill(['experiment', 'prompts.yaml', ...args], { cwd: toy.folder, env: { ...process.env, ...env } });
    const dry = await run('--dry-run');
    expect(dry.stdout).toMatch(/some-model, standard prompt: estimate: 6 sentences, .* about \$0\.\d+/);
    expect(server.calls).toHaveLength(0);
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^some-model, chain of thought +\d/m);
    expect(server.calls).toHaveLength(12);
    expect(await readText('.conll-distill/experiments/prompts/results.md')).toMatch(
      /\| some-model, standard prompt +\|/,
    );
    expect((await run()).code).toBe(0);
    expect(server.calls).toHaveLength(12);
    await server.stop();
  });
});
