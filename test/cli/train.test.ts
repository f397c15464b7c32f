import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConllDocument } from '../../src/dataset';
import { FakeHub, filesOf } from '../training/hub/fakeHub';
import { makeToyFolder, type ToyFolder } from '../training/toyRun';
import { conllDistill, start } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let toy: ToyFolder;
let data: string[];
beforeAll(async () => {
  toy = await makeToyFolder();
  data = [
    '--original',
    'train.conll',
    '--distilled',
    'llm.conll',
    '--dev',
    'dev.conll',
    '--test',
    'test.conll',
    '--model',
    'student',
  ];
});
afterAll(() => toy.remove());

const at = (...names: string[]) => path.join(toy.folder, ...names);
const readJson = async (...names: string[]) => JSON.parse(await readFile(at(...names), 'utf8'));
const train = (...args: string[]) => conllDistill(['train', ...args], { cwd: toy.folder });

describe('train', () => {
  it('trains, shows how it goes, and prints the scores on the test file', async () => {
    const { code, stdout, stderr } = await train(
      ...data,
      '--blend',
      'linear',
      '--steps',
      '20',
      '--lr',
      '3e-3',
      '--out',
      'runs/one',
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/one 20\/20 · loss \d+\.\d{3} · \d+ tokens\/s · ETA 0:00 · .*ONNX Runtime/);
    expect(stderr).toMatch(/step 20: dev F1 \d+\.\d\d/);
    expect(stdout).toMatch(/^test\n% +precision +recall +F1 +support\n/);
    expect(stdout).toMatch(/20 steps in \d+ s on .*\nrun: .*runs\/one\n$/);
    expect(await readJson('runs/one/config.json')).toMatchObject({
      name: 'one',
      original: [at('train.conll')],
      model: at('student'),
      blend: { name: 'linear' },
      learningRate: 3e-3,
      batchSize: 32,
    });
    const { test } = await readJson('runs/one/report.json');
    const scores = await conllDistill(['evaluate', at('runs/one/predictions.conll'), '--json']);
    expect(JSON.parse(scores.stdout)).toMatchObject(test);
  });

  it('takes a config file, paths relative to it, and lets options win', async () => {
    const { name: _name, version: _version, ...config } = toy.config;
    await toy.write('config.json', JSON.stringify({ ...config, original: ['train.conll'], steps: 500, seed: 7 }));
    const { code, stdout } = await conllDistill([
      'train',
      '--config',
      at('config.json'),
      '--steps',
      '2',
      '--json',
      '--out',
      at('runs/two'),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ folder: at('runs/two'), report: { name: 'two', steps: 2 } });
    expect(await readJson('runs/two/config.json')).toMatchObject({
      original: [at('train.conll')],
      seed: 7,
      batchSize: 8,
    });
  });

  it('trains a run for each of several seeds, and says how far they spread', async () => {
    const { name: _name, version: _version, seed: _seed, ...config } = toy.config;
    await toy.write('seeds.json', JSON.stringify({ ...config, steps: 3, seeds: [1, 2] }));
    const { code, stdout } = await train('--config', 'seeds.json', '--out', 'runs/seeds');
    expect(code).toBe(0);
    expect(stdout).toMatch(/micro F1 on test over 2 seeds: \d+\.\d\d ± \d+\.\d\d\n$/);
    expect(await readJson('runs/seeds-seed-1/report.json')).toMatchObject({ steps: 3 });
    expect(await readJson('runs/seeds-seed-2/config.json')).toMatchObject({ seed: 2 });
    await toy.write('both.json', JSON.stringify({ ...config, seed: 1, seeds: [1, 2] }));
    expect(await train('--config', 'both.json')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('either one seed or several'),
    });
  });

  it('downloads a model that it is given by name', async () => {
    const hub = new FakeHub();
    const commit = 'c0ffee'.padEnd(40, '0');
    hub.models.set('someone/tiny-bert', { commit, files: await filesOf(at('student')) });
    await hub.start();
    const environment = { HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: at('hub') };
    const args = ['--original', 'train.conll', '--blend', 'original', '--steps', '2', '--out', 'runs/named'];
    const run = (model: string) =>
      conllDistill(['train', ...args, '--model', model], { cwd: toy.folder, env: { ...process.env, ...environment } });
    expect(await run('someone/tiny')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no folder someone/tiny, and no such model on 127.0.0.1'),
    });
    await rm(at('runs/named'), { recursive: true });
    expect(await run('someone/tiny-bert')).toMatchObject({ code: 0 });
    await hub.stop();
    expect(await readJson('runs/named/config.json')).toMatchObject({ model: 'someone/tiny-bert' });
    expect(await readJson('runs/named/model.json')).toEqual({ name: 'someone/tiny-bert', commit });
    expect(await readFile(at('runs/named/trainer.log'), 'utf8')).toContain(
      `someone/tiny-bert is as of commit ${commit}.`,
    );
  });

  it('Ctrl-C saves, says how to go on, and the run goes on from there', async () => {
    const args = ['train', ...data, '--blend', 'sigmoid:steepness=8', '--steps', '400', '--out', 'runs/long'];
    const { child, finished } = start(args, { cwd: toy.folder });
    while (!existsSync(at('runs/long/metrics.jsonl'))) await wait(20);
    await wait(200);
    child.kill('SIGINT');
    const stopped = await finished;
    expect(stopped.code).toBe(130);
    const [, step] =
      /Stopped at step (\d+) of 400\. To go on: conll-distill train runs\/long\n$/.exec(stopped.stderr) ?? [];
    expect(Number(step)).toBeGreaterThan(0);
    expect(Number(step)).toBeLessThan(400);
    expect(await readJson('runs/long/status.json')).toMatchObject({ state: 'stopped', step: Number(step) });
    const { code, stderr } = await train('runs/long');
    expect(code).toBe(0);
    expect(stderr).toContain('400/400');
    const steps = (await readFile(at('runs/long/metrics.jsonl'), 'utf8')).match(/"kind":"step","step":(\d+)/g) ?? [];
    expect(steps).toHaveLength(400);
    expect(await train('runs/long')).toMatchObject({ code: 0, stdout: expect.stringContaining('400 steps in') });
  });

  it('killed, it takes its trainer along, which saves', async () => {
    const { child, finished } = start(['train', ...data, '--steps', '4000', '--out', 'runs/killed'], {
      cwd: toy.folder,
    });
    while (!existsSync(at('runs/killed/metrics.jsonl'))) await wait(20);
    child.kill('SIGKILL');
    await finished;
    while ((await readJson('runs/killed/status.json')).state !== 'stopped') await wait(50);
    expect(existsSync(at('runs/killed/checkpoint'))).toBe(true);
  });

  it('names a run by its blend and the time when not told', async () => {
    const { name: _name, version: _version, ...config } = toy.config;
    await toy.write('config.json', JSON.stringify({ ...config, steps: 2 }));
    const { code, stdout } = await train('--config', 'config.json', '--json');
    expect(code).toBe(0);
    const { folder } = JSON.parse(stdout);
    expect(path.relative(toy.folder, folder)).toMatch(/^\.conll-distill\/runs\/linear(-\d+){6}$/);
  });

  it('counts its steps from the data when not told', async () => {
    const { code } = await train(...data, '--blend', 'original', '--batch-size', '8', '--out', 'runs/default');
    expect(code).toBe(0);
    expect(await readJson('runs/default/config.json')).toMatchObject({ steps: 100 });
  });
});

describe('train refuses', () => {
  it.each([
    [
      'files it does not have',
      () => ['--original', 'nowhere.conll', '--blend', 'original'],
      1,
      'nowhere.conll: no such file',
    ],
    ['a blend without distilled files', () => ['--original', 'train.conll'], 2, '--blend original'],
    ['no files at all', () => [], 2, '--original FILE...'],
    ['an unknown blend', () => [...data, '--blend', 'swirl'], 2, 'simple-mix'],
    ['a parameter that the blend lacks', () => [...data, '--blend', 'linear:steepness=3'], 2, 'it takes from, to'],
    ['a parameter out of range', () => [...data, '--blend', 'constant:share=2'], 2, 'from 0 to 1'],
    ['a folder without a model', () => [...data.slice(0, -1), '.'], 1, 'config.json'],
    ['a folder that is no run', () => ['student'], 1, 'config.json'],
    ['options beside a run folder', () => ['runs/one', '--steps', '3'], 2, 'goes on as it was configured'],
    ['a run folder that exists', () => [...data, '--out', 'student'], 2, 'exists already'],
    ['a learning rate of nothing', () => [...data, '--lr', '0'], 2, 'above 0'],
  ])('%s', async (_name, args, exitCode, message) => {
    const { code, stdout, stderr } = await train(...args());
    expect({ code, stdout, stderr }).toEqual({ code: exitCode, stdout: '', stderr: expect.stringContaining(message) });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('a config file that is broken or has unknown keys, and names them', async () => {
    await toy.write('broken.json', '{"steps": ');
    await toy.write('odd.json', '{"step": 3, "original": ["train.conll"], "blend": {"name": "original"}}');
    expect((await train('--config', 'broken.json')).stderr).toContain('broken.json: not JSON');
    expect((await train('--config', 'odd.json')).stderr).toMatch(/odd\.json: .*"step"/);
  });
});

describe('predict', () => {
  const input = 'Ada X B-PER\nvisited Y O\nOslo Z O\n';
  beforeAll(async () => {
    const { code } = await train(...data, '--blend', 'all', '--steps', '60', '--lr', '3e-3', '--out', 'runs/student');
    expect(code).toBe(0);
  });

  it("appends the student's tags, ready to be evaluated", async () => {
    const { code, stdout } = await conllDistill(['predict', at('runs/student'), '-'], { input });
    expect(code).toBe(0);
    expect(stdout).toBe('Ada X B-PER B-PER\nvisited Y O O\nOslo Z O B-LOC\n');
    const document = ConllDocument.parse(stdout);
    expect(document.columnCount).toBe(4);
  });

  it('and how sure it is of each, to be compared with how often it is right', async () => {
    const { stdout } = await conllDistill(['predict', at('runs/student'), '-', '--confidence'], { input });
    expect(stdout).toMatch(/^Ada X B-PER [01]\.\d{4} B-PER\nvisited Y O [01]\.\d{4} O\n/);
    const args = ['evaluate', '-', '--gold-column', '3', '--calibration', '4', '--json'];
    const { calibration } = JSON.parse((await conllDistill(args, { input: stdout })).stdout);
    expect(calibration.entities).toBe(2);
  });

  it('or writes them into the tag column', async () => {
    const output = at('tagged.conll');
    const args = ['predict', at('runs/student'), '-', '--replace', '-o', output, '--json'];
    const { stdout } = await conllDistill(args, { input });
    expect(JSON.parse(stdout)).toMatchObject({ sentences: 1, entities: 2, output });
    expect(await readFile(output, 'utf8')).toBe('Ada X B-PER\nvisited Y O\nOslo Z B-LOC\n');
  });

  it('says what it is least sure of', async () => {
    const pool = 'Ada O\nvisited O\nOslo O\n\nzzz O\nqqq O\n';
    const args = ['select', '-', '-n', '2', '--by', 'uncertainty', '--student', at('runs/student'), '--json'];
    const { stdout } = await conllDistill([...args, '-o', at('chosen.conll')], { input: pool, cwd: toy.folder });
    expect(JSON.parse(stdout)).toMatchObject({ chosen: 2, order: [1, 0] });
  });

  it('is a teacher like any other, with a confidence for each entity', async () => {
    const args = ['annotate', '-', '--teacher', `student:${at('runs/student')}`];
    const { code, stdout, stderr } = await conllDistill(args, { input, cwd: toy.folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Ada X B-PER\nvisited Y O\nOslo Z B-LOC\n' });
    expect(stderr).toContain('student student: 2 entities in 1 sentences');
    const [line = ''] = (await readFile(at('.conll-distill/annotations/answers.jsonl'), 'utf8')).split('\n');
    const { entities } = JSON.parse(line).annotation;
    expect(entities).toEqual([
      { type: 'PER', start: 0, end: 1, repaired: false, confidence: expect.any(Number) },
      { type: 'LOC', start: 2, end: 3, repaired: false, confidence: expect.any(Number) },
    ]);
  });

  it('is exported for other programs, with a card that names the teacher of the distilled labels', async () => {
    // The answers that the distilled file was made from.
    const asked = ['annotate', at('llm.conll'), '--teacher', 'rule-based', '-o', at('asked.conll')];
    expect(await conllDistill(asked, { cwd: toy.folder })).toMatchObject({ code: 0 });
    const again = [...data.slice(0, 3), 'asked.conll', '--model', 'student', '--steps', '1', '--out', 'runs/asked'];
    expect(await train(...again)).toMatchObject({ code: 0 });
    const args = ['export-model', at('runs/asked'), '-o', at('exported'), '--format', 'huggingface', 'onnx', '--json'];
    const { stdout, stderr } = await conllDistill(args, { cwd: toy.folder });
    expect(JSON.parse(stdout), stderr).toMatchObject({
      formats: ['huggingface', 'onnx'],
      step: 1,
      teachers: ['rule-based (compromise)'],
      files: expect.arrayContaining(['README.md', 'model.onnx', 'model.safetensors']),
    });
    expect(await readFile(at('exported/README.md'), 'utf8')).toContain(
      'Teacher of the distilled labels: rule-based (compromise).',
    );
    expect(await conllDistill(args, { cwd: toy.folder })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not an empty folder: nothing was written'),
    });
  });

  it('refuses a folder that is no run', async () => {
    const { code, stdout, stderr } = await conllDistill(['predict', at('runs'), '-'], { input });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('is no run folder');
  });
});
