import { appendFile, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HostToPanel } from '../../../../../src/protocol/panel';
import { RunFeed } from '../../../../../src/vscode/training/panel/watch/runFeed';
import { config } from '../../trainerStandIn';

let runs: string;
let feed: RunFeed;
let told: string[];
const device = (name: string) => `${JSON.stringify({ kind: 'device', device: name, refused: [] })}\n`;

/** What a page would be told, in short. */
function words(message: HostToPanel): string {
  switch (message.type) {
    case 'runs':
      return `${message.all ? 'all ' : ''}runs ${message.changed.map(({ name }) => name)} -${message.removed}`;
    case 'metrics':
      return `metrics ${message.run} ${message.restart ? 'anew' : 'more'} ${message.lines.length}`;
    case 'show':
    case 'log':
      return `${message.type} ${message.run}`;
    default:
      return message.type;
  }
}

async function lookAgain(): Promise<string[]> {
  told = [];
  await feed.look();
  return told;
}

async function makeRun(name: string, created: number): Promise<void> {
  await mkdir(path.join(runs, name));
  await writeFile(path.join(runs, name, 'config.json'), JSON.stringify({ ...config, name }));
  await utimes(path.join(runs, name, 'config.json'), created, created);
  await writeFile(path.join(runs, name, 'metrics.jsonl'), device('CPU'));
}

beforeEach(async () => {
  runs = await mkdtemp(path.join(os.tmpdir(), 'conll-feed-'));
  told = [];
  feed = new RunFeed(
    runs,
    (message) => told.push(words(message)),
    (error) => told.push(String(error)),
  );
});
afterEach(async () => {
  feed.dispose();
  await rm(runs, { recursive: true });
});

it('tells that there are no runs, once', async () => {
  expect(await lookAgain()).toEqual(['all runs  -']);
  expect(await lookAgain()).toEqual([]);
});

it('tells all runs shortly, and what is new of those that are watched, the first one with its log', async () => {
  await makeRun('new', 2000);
  await makeRun('old', 1000);
  expect(await lookAgain()).toEqual(['all runs new,old -']);
  told = [];
  await feed.follow(['new', 'old']);
  expect(told).toEqual(['metrics new anew 1', 'metrics old anew 1', 'log new']);
  await appendFile(path.join(runs, 'old', 'metrics.jsonl'), device('GPU'));
  expect(await lookAgain()).toEqual(['metrics old more 1']);
  told = [];
  await feed.follow(['old']);
  expect(told).toEqual(['log old']);
  expect(await lookAgain()).toEqual([]);
});

it('tells everything again to a page that was loaded anew', async () => {
  await makeRun('a', 1000);
  await feed.follow(['a']);
  told = [];
  feed.restart();
  await feed.follow(['a']);
  expect(told).toEqual(['all runs a -', 'metrics a anew 1', 'log a']);
});

it('tells all to a page that came while folders were looked at for the one before', async () => {
  await makeRun('a', 1000);
  await feed.look();
  await rename(path.join(runs, 'a'), path.join(runs, 'b'));
  told = [];
  const underWay = feed.look();
  feed.restart();
  await underWay;
  await feed.look();
  expect(told).toEqual(['runs b -a', 'all runs b -']);
});

it('tells of a line that cannot be read, also when no other comes', async () => {
  await makeRun('a', 1000);
  await feed.follow(['a']);
  await appendFile(path.join(runs, 'a', 'metrics.jsonl'), '{"kind":"step","st\n');
  expect(await lookAgain()).toEqual(['metrics a more 0']);
  expect(await lookAgain()).toEqual([]);
});

it('tells that a watched run was deleted', async () => {
  await makeRun('a', 1000);
  await feed.follow(['a']);
  await rm(path.join(runs, 'a'), { recursive: true });
  expect(await lookAgain()).toEqual(['runs  -a']);
});

it('looks before and after something is done to run folders, never in the middle of it', async () => {
  await makeRun('a', 1);
  const looks = [feed.look()];
  const renamed = feed.between(async () => {
    await rename(path.join(runs, 'a'), path.join(runs, 'half'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await rename(path.join(runs, 'half'), path.join(runs, 'b'));
  });
  looks.push(feed.look());
  await Promise.all([...looks, renamed]);
  expect(told).toEqual(['all runs a -', 'runs b -a']);
  await expect(feed.between(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lookAgain()).toEqual([]);
});
