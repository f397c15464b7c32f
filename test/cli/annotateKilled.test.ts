import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, it } from 'vitest';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { conllDistill, start, temporaryFolder } from './terminal';

const sentences = 1000;
const kills = 50;
const concurrency = 4;
const delay = 20;

it('annotate pays for each sentence once, but for those in flight, when it is killed at 50 random moments', async () => {
  const files = await temporaryFolder();
  const server = new FakeOpenAI({
    delay,
    answer: () => [{ start: 0, end: 0, text: 'Ada', reason: 'a name', type: 'PER' }],
  });
  try {
    const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start(), OPENAI_MODEL: 'some-model' };
    const text = Array.from({ length: sentences }, (_, index) => `Ada O\ncame O\n${index} O\n`).join('\n');
    const input = await files.file('input.conll', text);
    const args = ['annotate', input, '--teacher', 'openai', '--cache', files.at('answers.jsonl')];
    const all = [...args, '--concurrency', String(concurrency), '-o', files.at('output.conll')];
    const random = xoroshiro128plus(50);
    const kept = async () =>
      (await readFile(files.at('answers.jsonl'), 'utf8').catch(() => '')).split('\n').slice(0, -1);
    for (let kill = 0; kill < kills; kill++) {
      const { child } = start(all, { env, cwd: files.folder });
      const [before, had] = [server.calls.length, (await kept()).length];
      // Some at the start, before anything is asked; most among its answers.
      await Promise.race([until(() => server.calls.length > before, 5000), once(child, 'exit')]);
      await wait(uniformInt(random, 0, 120));
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      // What the process had written to its sockets reaches the server.
      await wait(2 * delay);
      const lost = server.calls.length - before - ((await kept()).length - had);
      expect(lost, `asked for and not kept, kill ${kill}`).toBeLessThanOrEqual(concurrency);
    }
    const { code, stderr } = await conllDistill(all, { env, cwd: files.folder });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const output = await readFile(files.at('output.conll'), 'utf8');
    expect(output.match(/^Ada B-PER$/gm)?.length).toBe(sentences);
    expect(server.askedFor.size).toBe(sentences);
    // Every line of the cache is whole, and no sentence stands twice.
    const lines = await kept();
    expect(new Set(lines.map((line) => JSON.parse(line).key)).size).toBe(lines.length);
    expect(lines.length).toBe(sentences);
  } finally {
    await server.stop();
    await files.remove();
  }
}, 300_000);

async function until(condition: () => boolean, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!condition() && performance.now() < end) await wait(5);
}
