import { appendFile, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MetricsFollower } from '../../../../../src/vscode/training/panel/watch/metricsFollower';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-metrics-'));
  file = path.join(folder, 'metrics.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const line = (device: string) => `${JSON.stringify({ kind: 'device', device, refused: [] })}\n`;
const news = async (follower: MetricsFollower) => {
  const { restart, lines } = await follower.read();
  return [restart, ...lines.map((read) => read.kind === 'device' && read.device)];
};

it('waits for a file that is not there yet, then reads what is new', async () => {
  const follower = new MetricsFollower(file);
  expect(await news(follower)).toEqual([false]);
  await writeFile(file, line('a'));
  expect(await news(follower)).toEqual([false, 'a']);
  await appendFile(file, line('b') + line('c'));
  expect(await news(follower)).toEqual([false, 'b', 'c']);
  expect(await news(follower)).toEqual([false]);
});

it('leaves a half-written last line until it is whole, even when it is cut inside a character', async () => {
  const follower = new MetricsFollower(file);
  const bytes = Buffer.from(line('a') + line('é'));
  const cut = bytes.indexOf('é') + 1;
  await writeFile(file, bytes.subarray(0, cut));
  expect(await news(follower)).toEqual([false, 'a']);
  await appendFile(file, bytes.subarray(cut));
  expect(await news(follower)).toEqual([false, 'é']);
});

it('passes over a line that a kill cut off', async () => {
  await writeFile(file, `{"kind":"st\n${line('a')}`);
  expect(await news(new MetricsFollower(file))).toEqual([false, 'a']);
});

it('counts a last line that a kill cut off once nobody writes to it any more', async () => {
  await writeFile(file, `${line('a')}{"kind":"st`);
  const follower = new MetricsFollower(file);
  expect((await follower.read()).damaged).toBe(0);
  const before = new Date(Date.now() - 10_000);
  await utimes(file, before, before);
  expect((await follower.read()).damaged).toBe(1);
  expect((await follower.read()).damaged).toBe(1);
  await appendFile(file, `\n${line('b')}`);
  expect((await follower.read()).damaged).toBe(1);
});

it('begins anew when the file was replaced, also by a longer one', async () => {
  const follower = new MetricsFollower(file);
  await writeFile(file, line('a'));
  await follower.read();
  await writeFile(`${file}.new`, line('b') + line('c'));
  await rename(`${file}.new`, file);
  expect(await news(follower)).toEqual([true, 'b', 'c']);
  await writeFile(file, line('d'));
  expect(await news(follower)).toEqual([true, 'd']);
});
