import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { conllDistill, root, start, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const text = 'Ada NNP O\nlived VBD O\nin IN O\nBath NNP O\n\nBath NNP O\nis VBZ O\nold JJ O\n';

/** A model that knows one person and one place. */
const answer = (tokens: string[]) =>
  tokens.flatMap((token, index) => {
    const type = token === 'Ada' ? 'PER' : token === 'Bath' ? 'LOC' : undefined;
    return type ? [{ start: index, end: index, text: token, reason: 'a name', type }] : [];
  });

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

let server: FakeOpenAI | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** Annotates `text` with the fake server as teacher; each cache name is a job of its own. */
async function annotateWith(fake: FakeOpenAI, cache: string, args: string[] = []) {
  server = fake;
  const env = { OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: await fake.start(), OPENAI_MODEL: 'some-model' };
  const input = await files.file('input.conll', text);
  const options = ['--teacher', 'openai', '--cache', files.at(cache), '-o', files.at(`${cache}.conll`), ...args];
  return { run: () => conllDistill(['annotate', input, ...options], { env, cwd: files.folder }), env };
}

describe('annotate with the rule-based teacher', () => {
  it('replaces the tags, keeps every other byte, and needs no key', async () => {
    const input = path.join(root, 'media/sample/unlabelled.conll');
    const output = files.at('distilled.conll');
    const args = ['annotate', input, '-o', output, '--teacher', 'rule-based', '--json'];
    const { code, stdout, stderr } = await conllDistill(args, { cwd: files.folder });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ teacher: 'rule-based (compromise)', sentences: 900, rejected: 0 });
    expect(report.entities).toBeGreaterThan(500);
    const before = (await readFile(input, 'utf8')).split('\n');
    const after = (await readFile(output, 'utf8')).split('\n');
    expect(after.map((line) => line.replace(/ \S+$/, ''))).toEqual(before.map((line) => line.replace(/ \S+$/, '')));
    expect(existsSync(files.at('.conll-distill/annotations/answers.jsonl'))).toBe(true);
  });

  it('gives a file of bare tokens a tag column', async () => {
    const input = 'Paris\nis\nold\n';
    const { stdout } = await conllDistill(['annotate', '-', '--teacher', 'rule-based'], { input, cwd: files.folder });
    expect(stdout).toBe('Paris B-LOC\nis O\nold O\n');
  });

  it('appends a column when asked to', async () => {
    const args = ['annotate', '-', '--teacher', 'rule-based', '--append'];
    const { stdout } = await conllDistill(args, { input: 'Paris B-PER\nis O\n', cwd: files.folder });
    expect(stdout).toBe('Paris B-PER B-LOC\nis O O\n');
  });

  it('refuses to write tags over something else', async () => {
    const args = ['annotate', '-', '--teacher', 'rule-based'];
    const { code, stdout, stderr } = await conllDistill(args, { input: 'Paris NNP\nis VBZ\n', cwd: files.folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('standard input, line 1: "NNP" in column 2 is no tag');
  });
});

describe('annotate with an LLM', () => {
  it('asks for each sentence once and writes what it answers', async () => {
    const fake = new FakeOpenAI({ answer });
    const { run } = await annotateWith(fake, 'answers');
    const { code, stderr } = await run();
    expect(code).toBe(0);
    expect(await readFile(files.at('answers.conll'), 'utf8')).toBe(
      'Ada NNP B-PER\nlived VBD O\nin IN O\nBath NNP B-LOC\n\nBath NNP B-LOC\nis VBZ O\nold JJ O\n',
    );
    expect(stderr).toContain('some-model, chain of thought: 3 entities in 2 sentences, 0 sentences from the cache');
    const again = await run();
    expect(again.stderr).toContain('2 sentences from the cache');
    expect([...fake.askedFor.values()]).toEqual([1, 1]);
  });

  it('shows what it rejected, with line and reason', async () => {
    const hallucinated = { start: 0, end: 0, text: 'Oxford', reason: 'a city', type: 'LOC' };
    const { run } = await annotateWith(new FakeOpenAI({ answer: () => [hallucinated] }), 'rejected', ['--json']);
    const { code, stdout, stderr } = await run();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ entities: 0, rejected: 2, rejectedBy: { 'not-in-sentence': 2 } });
    expect(JSON.parse(stdout).rejections[1]).toMatchObject({ line: 6, reason: 'not-in-sentence' });
    expect(stderr).toMatch(/input\.conll:6: rejected \(not-in-sentence\)/);
  });

  it('writes nothing when a sentence got no answer, and asks for that one alone the next time', async () => {
    const fake = new FakeOpenAI({ answer });
    fake.faults.push(...Array.from({ length: 5 }, () => 'server-error' as const));
    const { run } = await annotateWith(fake, 'failed', ['--concurrency', '1']);
    const failed = await run();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('1 of 2 sentences got no answer, so nothing was written');
    expect(existsSync(files.at('failed.conll'))).toBe(false);
    const asked = fake.calls.length;
    expect((await run()).code).toBe(0);
    expect(fake.calls.length).toBe(asked + 1);
    expect(existsSync(files.at('failed.conll'))).toBe(true);
  });

  it('Ctrl-C keeps the answers that came', async () => {
    const fake = new FakeOpenAI({ answer, delay: 300 });
    const { env } = await annotateWith(fake, 'stopped');
    const args = ['annotate', files.at('input.conll'), '--teacher', 'openai', '--cache', files.at('stopped')];
    const { child, finished } = start([...args, '--concurrency', '1', '-o', files.at('stopped.conll')], { env });
    while (fake.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toContain('Stopped. The answers so far are kept');
    expect((await readFile(files.at('stopped'), 'utf8')).trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['no key', { OPENAI_API_KEY: '' }, 2, 'OPENAI_API_KEY is not set'],
    [
      'an address that is none',
      { OPENAI_API_KEY: 'sk-1234567890', OPENAI_BASE_URL: 'example' },
      2,
      '"example" is not an address',
    ],
    [
      'no network',
      { OPENAI_API_KEY: 'sk-1234567890', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' },
      1,
      '127.0.0.1:1 cannot be reached',
    ],
  ])(
    '%s: one clear message',
    async (_name, env, exitCode, message) => {
      const args = ['annotate', '-', '--teacher', 'openai', '--cache', files.at('none')];
      const { code, stdout, stderr } = await conllDistill(args, { input: text, env });
      expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
      const lines = stderr
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('estimate: '));
      expect(lines).toEqual([expect.stringContaining(message)]);
    },
    30_000,
  );

  it('a wrong key is named as such and shown nowhere', async () => {
    server = new FakeOpenAI({ answer });
    const env = { OPENAI_API_KEY: 'sk-wrong-9876543210', OPENAI_BASE_URL: await server.start() };
    const args = ['annotate', '-', '--teacher', 'openai', '--cache', files.at('wrong')];
    const { code, stderr } = await conllDistill(args, { input: text, env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/key/);
    expect(stderr).not.toContain('9876543210');
  });
});

describe('prompts and examples', () => {
  it('are listed, printed, edited as a file, and filled in', async () => {
    const place = await temporaryFolder();
    const run = (...args: string[]) => conllDistill(['prompt', ...args], { cwd: place.folder });
    expect((await run()).stdout).toBe('standard\nchain-of-thought\n');
    expect((await run('standard', '-o', '.conll-distill/prompts/mine.md')).code).toBe(0);
    expect((await run()).stdout).toBe('standard\nchain-of-thought\nmine\n');
    expect((await run('mine')).stdout).toBe((await run('standard')).stdout);
    const gold = await place.file('gold.conll', 'Rome B-LOC\nsleeps O\n');
    const file = await place.file('a.conll', text);
    const { stdout } = await run('mine', '--for', file, '--sentence', '2', '--examples', gold, '--types', 'LOC');
    expect(stdout).toMatch(/^── system ──\n[\s\S]*- LOC: a location[\s\S]*── assistant ──\n\{"entities":\[\{"start":0/);
    expect(stdout).toMatch(/── user ──\n\[\[0,"Bath"\],\[1,"is"\],\[2,"old"\]\]\n$/);
    expect((await run('mine', '--for', file, '--sentence', '3')).stderr).toContain('has 2 sentences');
    expect((await run('none')).stderr).toContain('There is no prompt none: expected one of standard');
    await place.remove();
  });

  it('go into the question: a file of the user, examples most like the sentence, types with definitions', async () => {
    const fake = new FakeOpenAI({ answer });
    const prompt =
      '---\nreasons: false\n---\n# System\nMy own words.{% for t in types %} {{ t.definition }}{% endfor %}\n# Sentence\n{{ numbered }}\n';
    const types = await files.file('types.json', '{"LOC": "where it is", "PER": "who it is"}');
    const gold = 'Shares O\nfell O\nsharply O\n\nShe O\nlives O\nin O\nLeeds B-LOC\n';
    const args = [
      '--prompt',
      await files.file('mine.md', prompt),
      '--types',
      types,
      '--shots',
      '1',
      '--choose',
      'similar',
    ];
    args.push('--examples', await files.file('gold.conll', gold));
    const { run } = await annotateWith(fake, 'own-words', args);
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('some-model, mine: 3 entities') });
    const [first] = fake.calls;
    expect(first?.body.messages.map(({ content }) => content)).toEqual([
      'My own words. where it is who it is',
      '[[0,"She"],[1,"lives"],[2,"in"],[3,"Leeds"]]',
      '{"entities":[{"start":3,"end":3,"text":"Leeds","type":"LOC"}]}',
      '[[0,"Ada"],[1,"lived"],[2,"in"],[3,"Bath"]]',
    ]);
  });

  it.each([
    ['a teacher', ['--teacher', 'oracle'], '"oracle" is no teacher. Expected openai, openai:MODEL'],
    ['types', ['--teacher', 'openai', '--types', 'LOC,,PER'], 'expected names with commas between them'],
    ['a prompt', ['--teacher', 'openai', '--prompt', 'none'], 'There is no prompt none'],
    ['a run', ['--teacher', 'student:nowhere'], 'nowhere is no run folder'],
  ])('refuses %s that is none', async (_name, args, message) => {
    const env = { OPENAI_API_KEY: 'sk-1234567890' };
    const { code, stderr } = await conllDistill(['annotate', '-', ...args], { input: text, cwd: files.folder, env });
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain(message);
  });
});

describe('confidence', () => {
  it('filters entities, and weighs sentences for training', async () => {
    // Sure of Ada, less so of Bath.
    const fake = new FakeOpenAI({ answer, logprob: (token) => (/LOC/.test(token) ? Math.log(0.4) : 0) });
    const { run, env } = await annotateWith(fake, 'weighed', ['--weights']);
    await run();
    expect(await readFile(files.at('weighed.conll'), 'utf8')).toBe(
      '# weight = 0.4\nAda NNP B-PER\nlived VBD O\nin IN O\nBath NNP B-LOC\n\n# weight = 0.4\nBath NNP B-LOC\nis VBZ O\nold JJ O\n',
    );
    const args = ['annotate', files.at('input.conll'), '--teacher', 'openai', '--cache', files.at('weighed')];
    args.push('-o', files.at('weighed.conll'), '--weights', '--min-confidence', '0.5');
    await conllDistill(args, { env, cwd: files.folder });
    expect(await readFile(files.at('weighed.conll'), 'utf8')).toBe(
      '# weight = 1\nAda NNP B-PER\nlived VBD O\nin IN O\nBath NNP O\n\nBath NNP O\nis VBZ O\nold JJ O\n',
    );
    expect((await conllDistill(['annotate', '-', '--teacher', 'rule-based', '--min-confidence', '2'])).code).toBe(2);
  });
});

describe('a batch', () => {
  it('is sent, waited for and written; a second run sends nothing', async () => {
    const fake = new FakeOpenAI({ answer });
    const { run } = await annotateWith(fake, 'batched', ['--batch', '--poll', '0.01', '--price', '10,30']);
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/batch: 1 answered, 0 without an answer, \$0\.0/),
    });
    expect(await readFile(files.at('batched.conll'), 'utf8')).toContain('Bath NNP B-LOC');
    expect(fake.batched).toEqual(['Bath is old']);
    expect((await run()).code).toBe(0);
    expect(fake.batches.length).toBe(1);
  });

  it('stopped while it waits goes on with the same one; its failed lines are named', async () => {
    const fake = new FakeOpenAI({ answer });
    fake.batchPolls = 1e9;
    const { env } = await annotateWith(fake, 'waited');
    const args = ['annotate', files.at('input.conll'), '--teacher', 'openai', '--cache', files.at('waited')];
    args.push('-o', files.at('waited.conll'), '--batch', '--poll', '0.01');
    const { child, finished } = start(args, { env });
    while (fake.batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ code: 130, stderr: expect.stringContaining('the server goes on') });
    fake.batchPolls = 1;
    fake.lineFaults = ['the engine is overloaded'];
    const { code, stderr } = await conllDistill(args, { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/1 of 2 sentences got no answer.*line 6: the engine is overloaded/);
    expect(fake.batches.length).toBe(1);
  });

  it('is not sent when it is dearer than the budget, or there is nothing to send it to', async () => {
    const fake = new FakeOpenAI({ answer });
    const { run } = await annotateWith(fake, 'dear', ['--batch', '--budget', '0.000001', '--price', '10,30']);
    expect((await run()).stderr).toContain('A batch is sent as a whole, and it would cost about $0.0');
    expect(fake.calls.length + fake.batches.length).toBe(0);
    const { code, stderr } = await conllDistill(['annotate', '-', '--teacher', 'rule-based', '--batch'], {
      input: text,
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--batch is for --teacher openai') });
  });
});

describe('what it costs', () => {
  it('is said before, and after beside the estimate', async () => {
    const fake = new FakeOpenAI({ answer });
    const { run } = await annotateWith(fake, 'priced', ['--price', '10,30', '--json']);
    const { stderr, stdout } = await run();
    expect(stderr).toMatch(/^estimate: 2 sentences, 0 from the cache, 2 calls, [\d,]+ \+ [\d,]+ tokens, about \$0\.0/);
    expect(stderr).toMatch(/LLM tokens, \$0\.\d+ \(\$0\.\d+ estimated\)/);
    const { dollars, estimate } = JSON.parse(stdout);
    expect(dollars).toBeGreaterThan(0);
    expect(estimate.dollars).toBeGreaterThan(0);
  });

  it('can be asked for alone, and then nothing else is', async () => {
    const fake = new FakeOpenAI({ answer });
    const { run } = await annotateWith(fake, 'estimated', ['--estimate', '--price', '10,30']);
    const { code, stdout } = await run();
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^estimate: 2 sentences.*about \$/) });
    expect(fake.calls).toEqual([]);
    expect(existsSync(files.at('estimated.conll'))).toBe(false);
  });

  it('of several files needs no place to write them to', async () => {
    server = new FakeOpenAI({ answer });
    const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start() };
    const [a, b] = [await files.file('e1.conll', text), await files.file('e2.conll', 'Rome O\nis O\n')];
    const args = ['annotate', a, b, '--teacher', 'openai', '--estimate', '--cache', files.at('none')];
    const { code, stdout } = await conllDistill(args, { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('estimate: 3 sentences') });
  });

  it('ends at the budget with one message', async () => {
    const fake = new FakeOpenAI({ answer });
    const { run } = await annotateWith(fake, 'budget', ['--budget', '0.000001', '--price', '10,30']);
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toContain('The budget of $0.0000010 is used up');
    expect(fake.calls).toEqual([]);
  });

  it('refuses a price that is none', async () => {
    const { code, stderr } = await conllDistill(['annotate', '-', '--teacher', 'openai', '--price', '10']);
    expect(code).toBe(2);
    expect(stderr).toContain('Expected two prices');
  });
});

describe('several files', () => {
  const rules = ['--teacher', 'rule-based'];
  const tagged = 'Paris B-LOC\nis O\nold O\n';

  it('a folder of CoNLL and plain text as one job, each under its own name', async () => {
    const place = await temporaryFolder();
    await mkdir(place.at('in/deep'), { recursive: true });
    await place.file('in/a.conll', 'Paris O\nis O\nold O\n');
    await place.file('in/deep/b.txt', 'London is big.  Rome is old.');
    await place.file('in/ignored.csv', 'x,y\n');
    const args = ['annotate', place.at('in'), ...rules, '--output-folder', place.at('out'), '--json'];
    const { code, stdout, stderr } = await conllDistill(args, { cwd: place.folder });
    expect({ code, stderr: stderr.split('\n').at(-2) }).toEqual({
      code: 0,
      stderr: expect.stringContaining('3 entities in 3 sentences of 2 files'),
    });
    expect(await readFile(place.at('out/a.conll'), 'utf8')).toBe(tagged);
    expect(await readFile(place.at('out/deep/b.conll'), 'utf8')).toBe(
      'London B-LOC\nis O\nbig O\n. O\n\nRome B-LOC\nis O\nold O\n. O\n',
    );
    expect(JSON.parse(stdout).files).toHaveLength(2);
    expect(existsSync(place.at('out/ignored.csv'))).toBe(false);
    await place.remove();
  });

  it('in place, by a pattern; plain text gets a file beside it, once', async () => {
    const place = await temporaryFolder();
    await place.file('a.conll', 'Paris O\nis O\nold O\n');
    await place.file('b.txt', 'Rome is old.');
    const run = (pattern: string) => conllDistill(['annotate', pattern, ...rules, '--in-place'], { cwd: place.folder });
    expect((await run('*.{conll,txt}')).code).toBe(0);
    expect(await readFile(place.at('a.conll'), 'utf8')).toBe(tagged);
    expect(await readFile(place.at('b.txt'), 'utf8')).toBe('Rome is old.');
    expect(await readFile(place.at('b.conll'), 'utf8')).toContain('Rome B-LOC');
    const { code, stderr } = await run('*.txt');
    expect(code).toBe(2);
    expect(stderr).toContain('b.conll is there already');
    await place.remove();
  });

  it('says how well the teacher did where there were tags', async () => {
    const input = await files.file('gold.conll', tagged);
    const { stderr } = await conllDistill(['annotate', input, ...rules], { cwd: files.folder });
    expect(stderr).toMatch(/against the tags that stood there:[\s\S]*LOC\s+100\.00\s+100\.00\s+100\.00\s+1/);
  });

  it.each([
    ['no place to go', ['a.conll', 'b.conll'], 'say where to with --output-folder'],
    ['two of one name', ['a.conll', 'in/a.conll', '--output-folder', 'out'], 'would both be written to'],
    ['nothing found', ['*.nothing', '--in-place'], 'No file is named like *.nothing'],
    ['two places', ['a.conll', '--in-place', '--output-folder', 'out'], 'Choose one of'],
  ])('refuses %s', async (_name, args, message) => {
    const place = await temporaryFolder();
    await mkdir(place.at('in'));
    for (const name of ['a.conll', 'b.conll', 'in/a.conll']) await place.file(name, tagged);
    const { code, stderr } = await conllDistill(['annotate', ...args, ...rules], { cwd: place.folder });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
    await place.remove();
  });

  it('writes the files whose sentences were all answered, and names the others', async () => {
    const fake = new FakeOpenAI({ answer: (tokens) => answer(tokens) });
    server = fake;
    fake.faults.push(...Array.from({ length: 10 }, () => 'server-error' as const));
    const place = await temporaryFolder();
    await place.file('a.conll', 'Ada O\nwins O\n');
    await place.file('b.conll', 'Bath O\nis O\n');
    await place.file('Z.conll', 'Ada O\nlost O\n');
    const env = { OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: await fake.start(), OPENAI_MODEL: 'm' };
    const args = [
      'annotate',
      'a.conll',
      'Z.conll',
      'b.conll',
      '--teacher',
      'openai',
      '--output-folder',
      'out',
      '--concurrency',
      '1',
    ];
    const { code, stderr } = await conllDistill(args, { env, cwd: place.folder });
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 1 sentences got no answer, so nothing was written for a.conll');
    expect(stderr).toContain('1 of 1 sentences got no answer, so nothing was written for Z.conll');
    expect(existsSync(place.at('out/a.conll'))).toBe(false);
    expect(await readFile(place.at('out/b.conll'), 'utf8')).toBe('Bath B-LOC\nis O\n');
    await place.remove();
  });

  it('keeps the tags of a sentence that the model refuses', async () => {
    const fake = new FakeOpenAI({ answer });
    server = fake;
    fake.faults.push('refusal');
    const env = { OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: await fake.start(), OPENAI_MODEL: 'm' };
    const args = ['annotate', '-', '--teacher', 'openai', '--cache', files.at('refused')];
    const { stdout } = await conllDistill(args, { env, input: 'Bath B-ORG\nis O\n' });
    expect(stdout).toBe('Bath B-ORG\nis O\n');
  });
});
