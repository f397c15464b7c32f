import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HostToPanel } from '../../../src/protocol/panel';
import { RunFeed } from '../../../src/vscode/training/runFeed';
import { config } from './trainerStandIn';

let runs: string;
let feed: RunFeed;
let told: string[];
const device = (name: string) => `${JSON.stringify({ kind: 'device', device: name, refused: [] })}\n`;

/** What a page would be told, in short. */
function words(message: HostToPanel): string {
  switch (message.type) {
    case 'runs':
      return `runs ${message.changed.map(({ name }) => name)} -${message.removed}`;
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
  expect(await lookAgain()).toEqual(['runs  -']);
  expect(await lookAgain()).toEqual([]);
});

it('shows the latest run until one is chosen, and then what is new of it', async () => {
  await makeRun('new', 2000);
  await makeRun('old', 1000);
  expect(await lookAgain()).toEqual(['runs new,old -', 'show new', 'metrics new anew 1', 'log new']);
  await appendFile(path.join(runs, 'new', 'metrics.jsonl'), device('GPU'));
  expect(await lookAgain()).toEqual(['metrics new more 1']);
  feed.follow('old');
  await feed.look();
  expect(told.slice(1)).toEqual(['metrics old anew 1', 'log old']);
});

it('tells everything again to a page that was loaded anew, also when it was asked before the page was there', async () => {
  await makeRun('a', 1000);
  await lookAgain();
  told = [];
  feed.restart();
  await feed.look();
  expect(told).toEqual(['show a', 'runs a -', 'metrics a anew 1', 'log a']);
});

it('shows the run that the page remembers, or the latest when that is gone', async () => {
  await makeRun('a', 1000);
  await makeRun('b', 2000);
  feed.restart('a');
  await feed.look();
  expect(told).toContain('metrics a anew 1');
  expect(told).not.toContain('show b');
  feed.dispose();
  const again: string[] = [];
  feed = new RunFeed(
    runs,
    (message) => again.push(words(message)),
    () => undefined,
  );
  feed.restart('deleted');
  await feed.look();
  expect(again.filter((message) => message.startsWith('show'))).toEqual(['show deleted', 'show b']);
});
