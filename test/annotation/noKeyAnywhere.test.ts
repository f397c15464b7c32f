import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { conllDistill } from '../cli/terminal';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';

vi.setConfig({ testTimeout: 120_000 });

const FAULTS = [
  ...[
    'rate-limit',
    'server-error',
    'malformed',
    'refusal',
    'truncated',
    'content-filter',
    'empty',
    'reset',
    'not-json',
  ],
  ...['quota', 'unknown-model', 'proxy-login', 'bad-gateway', 'request-timeout', 'conflict', 'torn-body'],
] as const;
type Fault = FakeOpenAI['faults'][number];

/**
 * Every verb that asks a server, with every fault that it may have, and a server that repeats the key in whatever it says: the key stands in
 * no file, no output and no error.
 */
it('the key stands nowhere: in no artefact, no log, no error', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'key-'));
  const key = 'sk-proj-Sentinel_0123456789-abcdef';
  const newServer = () =>
    new FakeOpenAI({
      apiKey: key,
      answer: () => [{ start: 0, end: 0, text: `Bearer ${key}`, reason: 'x', type: 'PER' }],
    });
  const server = newServer();
  const baseURL = await server.start();
  const input = path.join(folder, 'in.conll');
  const said: string[] = [];
  const run = async (args: string[], apiKey = key, url = baseURL, cwd = folder) => {
    const env = {
      OPENAI_API_KEY: apiKey,
      OPENAI_BASE_URL: url,
      OPENAI_MODEL: 'm',
      CONLL_DEBUG: '1',
      OPENAI_LOG: 'debug',
    };
    const { stdout, stderr } = await conllDistill(args, { env, cwd });
    said.push(stdout, stderr);
  };
  let file = 0;
  const annotate = (...more: string[]) => {
    fs.writeFileSync(input, `Ada${file} B-PER\nleft O\n\nEve${file} O\n`);
    return ['annotate', input, '--teacher', 'openai', '-o', path.join(folder, `out-${file++}.conll`), ...more];
  };
  // Each in a folder of its own: most of the time is spent waiting before the next try.
  const withFault = async (fault: Fault) => {
    const own = path.join(folder, fault);
    const faulty = newServer();
    faulty.faults = new Array<Fault>(6).fill(fault);
    fs.mkdirSync(own);
    fs.writeFileSync(path.join(own, 'in.conll'), 'Ada B-PER\nleft O\n\nEve O\n');
    try {
      const args = ['annotate', 'in.conll', '--teacher', 'openai', '-o', 'out.conll', '--json'];
      await run(args, key, await faulty.start(), own);
    } finally {
      await faulty.stop();
    }
  };
  try {
    for (let first = 0; first < FAULTS.length; first += 8) {
      await Promise.all(FAULTS.slice(first, first + 8).map((fault) => withFault(fault as Fault)));
    }
    await run(annotate('--weights', '--samples', '2'));
    await run(annotate('--batch', '--poll', '0.01'));
    server.batchFault = 'refused';
    await run(annotate('--batch', '--poll', '0.01'));
    server.batchFault = undefined;
    await run([
      'compare',
      input,
      '--teacher',
      'openai',
      '--resamples',
      '10',
      '--disagreements',
      path.join(folder, 'd.conll'),
    ]);
    await run(['select', input, '-n', '1', '--budget', '1', '--price', '1,1']);
    await run(['prompt', 'standard', '--for', input]);
    await run(annotate(), `${key}-wrong`);
    await run(annotate(), key, 'http://127.0.0.1:1/v1');
  } finally {
    await server.stop();
  }
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  const written = files.filter((name) => fs.statSync(name).isFile());
  expect(written.length).toBeGreaterThan(4);
  // The model's answer repeats it as text of its own: that is the one place that is let through, and it is none of ours.
  const ours = (text: string) => text.replaceAll(`Bearer ${key}`, '');
  for (const name of written) expect(ours(fs.readFileSync(name, 'utf8')), name).not.toContain('Sentinel');
  for (const text of said) expect(ours(text)).not.toContain('Sentinel');
  expect(said.join('').length).toBeGreaterThan(1000);
  fs.rmSync(folder, { recursive: true });
});
