import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MetricsLine, RunConfig } from '../../src/protocol/run';
import { parseMetrics, parseRunReport, parseRunStatus } from '../../src/protocol/runFolder';
import type { TrainerToHost } from '../../src/protocol/trainer';
import { prepareRun, train } from '../../src/training';
import { makeToyFolder, type ToyFolder, testDevice } from './toyRun';

let toy: ToyFolder;
let names = 0;
beforeAll(async () => {
  toy = await makeToyFolder();
});
afterAll(() => toy.remove());

const prepare = (change: Partial<RunConfig> = {}) =>
  prepareRun({ ...toy.config, name: `run-${++names}`, ...change }, path.join(toy.folder, 'runs'));
const read = (runFolder: string, name: string) => readFile(path.join(runFolder, name), 'utf8');
const metricsOf = async (runFolder: string) => parseMetrics(await read(runFolder, 'metrics.jsonl'));
const statusOf = async (runFolder: string) => parseRunStatus(await read(runFolder, 'status.json'));

/** What must be the same in two runs of one config: everything but times. */
function withoutTimes(lines: readonly MetricsLine[]) {
  return lines.map((line) => (line.kind === 'step' ? { ...line, tokensPerSecond: 0, elapsed: 0, memory: 0 } : line));
}

type Dev = Extract<MetricsLine, { kind: 'dev' }>;
const devsOf = async (runFolder: string) =>
  (await metricsOf(runFolder)).filter((line): line is Dev => line.kind === 'dev');
const bestOf = (devs: readonly Dev[]) => devs.reduce((a, b) => (b.report.micro.f1 > a.report.micro.f1 ? b : a));

/** Trains until `steps` steps are made, then asks it to stop. */
async function trainSome(runFolder: string, steps: number) {
  const stop = new AbortController();
  const onMessage = (message: TrainerToHost) => {
    if (message.type === 'metrics' && message.line.kind === 'step' && message.line.step === steps) stop.abort();
  };
  return train(runFolder, { signal: stop.signal, onMessage });
}

/** Each kept student, by the step after which it was saved. */
async function weightsOf(runFolder: string): Promise<Map<number, Buffer>> {
  const folder = path.join(runFolder, 'checkpoint');
  const weights = new Map<number, Buffer>();
  for (const name of await readdir(folder)) {
    const step = /^weights-(\d+)\.safetensors$/.exec(name)?.[1];
    if (step !== undefined) weights.set(Number(step), await readFile(path.join(folder, name)));
  }
  return weights;
}

/** A rate this high makes dev go up and down. */
const unsteady = { steps: 30, learningRate: 2e-2, evaluateEvery: 3, dropout: 0.5 };

describe('train', () => {
  it('learns, and leaves a run folder that tells all of it', async () => {
    const runFolder = await prepare({ steps: 40 });
    const messages: TrainerToHost[] = [];
    expect(await train(runFolder, { onMessage: (message) => messages.push(message) })).toMatchObject({
      state: 'finished',
      step: 40,
      steps: 40,
    });

    const report = parseRunReport(await read(runFolder, 'report.json'));
    expect(report.test?.micro.f1).toBeGreaterThan(0.95);
    expect(report.test?.types).toHaveProperty('PER');
    expect(report.entityTypes).toEqual(['LOC', 'PER']);
    expect(await statusOf(runFolder)).toMatchObject({ state: 'finished', pid: process.pid, device: report.device });

    const metrics = await metricsOf(runFolder);
    const steps = metrics.filter((line) => line.kind === 'step');
    expect(steps.map((line) => line.step)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(steps.at(-1)?.loss).toBeLessThan((steps[0]?.loss ?? 0) / 4);
    expect([steps[0]?.blend, steps.at(-1)?.blend]).toEqual([1, 0]);
    expect(metrics.filter((line) => line.kind === 'dev').map((line) => line.step)).toEqual([
      5, 10, 15, 20, 25, 30, 35, 40,
    ]);
    const engine = { 'onnx-cpu': 'ONNX Runtime CPU', 'tfjs-tensorflow': 'TensorFlow' }[String(testDevice)];
    expect(report.device).toContain(engine);
    expect(metrics[0]).toMatchObject({ kind: 'device', device: report.device });
    const told = messages.flatMap((message) => (message.type === 'metrics' ? [message.line] : []));
    expect(told).toEqual(metrics);
    expect(messages.at(-1)).toMatchObject({ type: 'status', status: { state: 'finished' } });
  });

  it('keeps every byte of the test file and adds the tags in its own scheme', async () => {
    const text = '-DOCSTART- O\r\n\r\nAda\tI-PER\r\nand  I-PER\r\nBoris\tI-PER\r\n\r\n# a comment\r\nleft O';
    const test = await toy.write('odd.conll', text);
    const runFolder = await prepare({ test, steps: 40, name: `odd-${++names}` });
    await train(runFolder);
    const predictions = await read(runFolder, 'predictions.conll');
    const lines = predictions.split('\r\n');
    const original = text.split('\r\n');
    const added = original.map((line, index) => {
      expect(lines[index]?.startsWith(line)).toBe(true);
      return lines[index]?.slice(line.length).trim() ?? '';
    });
    expect(lines).toHaveLength(original.length);
    expect(added.filter((tag) => tag !== '')).toEqual(expect.arrayContaining(['I-PER', 'O']));
    expect(added.some((tag) => tag.startsWith('B-'))).toBe(false);
  });

  it('reports the best student on dev, not the last', async () => {
    const runFolder = await prepare(unsteady);
    await train(runFolder);
    const devs = await devsOf(runFolder);
    const best = bestOf(devs);
    expect(best.step).toBeLessThan(30);
    const { dev, result, steps } = parseRunReport(await read(runFolder, 'report.json'));
    expect({ dev, result, steps }).toEqual({ dev: best.report, result: best.step, steps: 30 });
    expect([...(await weightsOf(runFolder)).keys()].sort()).toEqual([best.step, 30].sort());
    expect(
      (await readdir(path.join(runFolder, 'checkpoint'))).filter((name) => name.endsWith('.safetensors')),
    ).toHaveLength(2);
  });

  it('reports the last student where that is wanted, and keeps the best one too', async () => {
    const runFolder = await prepare({ ...unsteady, loadBestAtEnd: false });
    await train(runFolder);
    const devs = await devsOf(runFolder);
    const { dev, result } = parseRunReport(await read(runFolder, 'report.json'));
    expect({ dev, result }).toEqual({ dev: devs.at(-1)?.report, result: 30 });
    expect([...(await weightsOf(runFolder)).keys()].sort()).toEqual([bestOf(devs).step, 30].sort());
  });

  it('stops early when dev has not become better for as long as it has patience, resumed or not', async () => {
    const runFolder = await prepare({ ...unsteady, patience: 2 });
    const { state, step } = await train(runFolder);
    expect(state).toBe('finished');
    expect(step).toBeLessThan(30);
    const devs = await devsOf(runFolder);
    expect(bestOf(devs).step).toBe(step - 2 * 3);
    expect(devs.at(-1)?.step).toBe(step);
    expect(parseRunReport(await read(runFolder, 'report.json'))).toMatchObject({ steps: step, result: step - 6 });
    expect(await train(runFolder)).toMatchObject({ state: 'finished', step });
    const resumed = await prepare({ ...unsteady, patience: 2 });
    await trainSome(resumed, step - 1);
    expect(await train(resumed)).toMatchObject({ state: 'finished', step });
    expect(await weightsOf(resumed)).toEqual(await weightsOf(runFolder));
  });

  it('makes the same steps in passes of few word pieces', async () => {
    const lossesOf = async (microBatch: number) => {
      const runFolder = await prepare({ microBatch, dropout: 0, steps: 5 });
      await train(runFolder);
      return (await metricsOf(runFolder)).flatMap((line) => (line.kind === 'step' ? [line.loss] : []));
    };
    const [whole, parts] = [await lossesOf(1024), await lossesOf(8)];
    whole.forEach((loss, index) => {
      expect(parts[index]).toBeCloseTo(loss, 4);
    });
  });

  it('learns nothing from sentences that weigh nothing', async () => {
    // One half of the file says the opposite of the other, and does not count.
    const right = await readFile(toy.config.original[0] ?? '', 'utf8');
    const wrong = right.replaceAll('B-PER', 'B-X').replaceAll('B-LOC', 'B-PER').replaceAll('B-X', 'B-LOC');
    const unweighted = await toy.write('both.conll', `${right}\n${wrong}`);
    const sentences = wrong.trimEnd().split('\n\n');
    const weightless = sentences.map((sentence) => `# weight = 0\n${sentence}`).join('\n\n');
    const weighted = await toy.write('weighted.conll', `${right}\n${weightless}\n`);
    const f1Of = async (original: string, change: Partial<RunConfig> = {}) => {
      const runFolder = await prepare({ original: [original], blend: { name: 'original' }, steps: 40, ...change });
      await train(runFolder);
      return parseRunReport(await read(runFolder, 'report.json')).test?.micro.f1 ?? 0;
    };
    expect(await f1Of(unweighted)).toBeLessThan(0.8);
    expect(await f1Of(weighted)).toBeGreaterThan(0.95);
    const distilled = [await toy.write('wrong.conll', wrong)];
    const blend = { name: 'constant', share: 0.5 } as const;
    const [original = ''] = toy.config.original;
    expect(await f1Of(original, { distilled, blend })).toBeLessThan(0.8);
    expect(await f1Of(original, { distilled, blend, distilledWeight: 0 })).toBeGreaterThan(0.95);
  });

  it('does without dev and test files', async () => {
    const { dev: _, test: __, ...config } = { ...toy.config, name: `bare-${++names}`, steps: 3 };
    const runFolder = await prepareRun(config, path.join(toy.folder, 'runs'));
    expect(await train(runFolder)).toMatchObject({ state: 'finished' });
    expect(await readdir(runFolder)).toEqual([
      'checkpoint',
      'config.json',
      'metrics.jsonl',
      'report.json',
      'status.json',
    ]);
  });

  it('does a run that is finished no second time', async () => {
    const runFolder = await prepare({ steps: 2 });
    await train(runFolder);
    const metrics = await read(runFolder, 'metrics.jsonl');
    expect(await train(runFolder)).toMatchObject({ state: 'finished', step: 2 });
    expect(await read(runFolder, 'metrics.jsonl')).toBe(metrics);
  });
});

describe('a run that was stopped', () => {
  it('goes on, bit for bit, as if it had not been', async () => {
    const whole = await prepare();
    await train(whole);
    const stopped = await prepare();
    for (const steps of [3, 5, 11, 12]) {
      expect(await trainSome(stopped, steps)).toMatchObject({ state: 'stopped', step: steps });
    }
    expect(await train(stopped)).toMatchObject({ state: 'finished' });
    const steps = async (folder: string) =>
      withoutTimes((await metricsOf(folder)).filter(({ kind }) => kind !== 'device'));
    expect(await steps(stopped)).toEqual(await steps(whole));
    expect(await weightsOf(stopped)).toEqual(await weightsOf(whole));
    expect(await read(stopped, 'predictions.conll')).toBe(await read(whole, 'predictions.conll'));
  });

  it('draws otherwise with another seed', async () => {
    const losses = async (seed: number) => {
      const runFolder = await prepare({ seed, steps: 3 });
      await train(runFolder);
      return (await metricsOf(runFolder)).flatMap((line) => (line.kind === 'step' ? [line.loss] : []));
    };
    expect(await losses(1)).not.toEqual(await losses(2));
  });

  it('does not go on with other data', async () => {
    const original = [await toy.write('changing.conll', await readFile(toy.config.original[0] ?? '', 'utf8'))];
    const runFolder = await prepare({ original });
    await trainSome(runFolder, 2);
    await toy.write('changing.conll', 'Ada B-PER\n');
    await expect(train(runFolder)).rejects.toThrow('The training files have changed since this run began');
  });

  it('goes on without the student that it began with', async () => {
    const other = await makeToyFolder();
    const runFolder = await prepare({ model: other.config.model });
    await trainSome(runFolder, 2);
    await rm(other.folder, { recursive: true });
    expect(await train(runFolder)).toMatchObject({ state: 'finished' });
  });
});
