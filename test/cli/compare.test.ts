import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { conllDistill, start, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const gold = Array.from({ length: 20 }, (_, index) => `Ada${index} B-PER\nloves O\nBath B-LOC\n`).join('\n');

/** Asked for reasons, it knows people too; of Bath it is always sure. */
const answer = (tokens: string[], body: { messages: { content: string }[] }) => [
  ...(/"context" and/.test(body.messages[0]?.content ?? '')
    ? [{ start: 0, end: 0, text: tokens[0] ?? '', reason: '', type: 'PER' }]
    : []),
  { start: 2, end: 2, text: 'Bath', reason: '', type: 'LOC' },
];

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

async function compare(args: string[]) {
  const file = await files.file('gold.conll', gold);
  server = new FakeOpenAI({ answer });
  const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start(), OPENAI_MODEL: 'some-model' };
  const result = await conllDistill(['compare', file, '--resamples', '500', ...args], { env, cwd: files.folder });
  return { ...result, server };
}

describe('compare', () => {
  it('prints the table of the paper: prompts and teachers by F1, with intervals, significance and cost', async () => {
    const { code, stdout, server } = await compare([
      ...['--teacher', 'openai', '--teacher', 'rule-based', '--price', '10,30', '--disagreements', 'differ.conll'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^teacher +precision +recall +F1 +95 % +LOC +(MISC +)?(ORG +)?PER +p +rejected +cost +s each\n/,
    );
    expect(stdout).toMatch(
      /some-model, standard prompt +100\.00 +50\.00 +66\.67 +66\.67–66\.67 .* – +0 +\$0\.\d+ +\d\.\d\d\n/,
    );
    expect(stdout).toMatch(
      /some-model, chain of thought +100\.00 +100\.00 +100\.00 +100\.00–100\.00 .* (?:< 0\.001|0\.00\d) /,
    );
    expect(stdout).toMatch(/rule-based \(compromise\) /);
    expect(stdout).toContain('20 sentences; F1 in percent');
    expect(server.calls.length).toBe(40);
    const [columns, ...lines] = (await readFile(files.at('differ.conll'), 'utf8')).split('\n');
    expect(columns).toBe(
      '# columns: token gold some-model,-standard-prompt some-model,-chain-of-thought rule-based-(compromise)',
    );
    expect(lines[0]).toMatch(/^Ada0\tB-PER\tO\tB-PER\t/);
  });

  it('of sentences drawn by a seed, as Markdown or JSON; what is known costs nothing again', async () => {
    const args = ['--teacher', 'openai', '--prompt', 'standard', '-n', '5', '--seed', '7'];
    const { stdout, server } = await compare([...args, '--markdown']);
    expect(stdout).toMatch(/^\| teacher +\| +precision \|.*\n\| :-+ \| -+: \|/);
    expect(server.calls.length).toBe(5);
    const json = JSON.parse((await compare([...args, '--json'])).stdout);
    expect(json).toMatchObject({ sentences: 5, teachers: [{ label: 'some-model, standard prompt', failed: 0 }] });
    expect(json.teachers[0].report.types.PER.recall).toBe(0);
  });

  it('takes the letters of another tag scheme for no disagreement', async () => {
    const file = await files.file('bioes.conll', 'Ada S-PER\nloves O\nBath S-LOC\n');
    server = new FakeOpenAI({ answer });
    const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start(), OPENAI_MODEL: 'm' };
    const args = ['compare', file, '--teacher', 'openai', '--prompt', 'chain-of-thought', '--resamples', '10'];
    const { stdout } = await conllDistill([...args, '--disagreements', 'none.conll'], { env, cwd: files.folder });
    expect(stdout).toMatch(/chain of thought +100\.00 +100\.00 +100\.00/);
    expect(await readFile(files.at('none.conll'), 'utf8')).toBe('');
  });

  it('Ctrl-C keeps the answers that came', async () => {
    const file = await files.file('gold.conll', gold);
    server = new FakeOpenAI({ answer, delay: 200 });
    const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start(), OPENAI_MODEL: 'm' };
    const args = ['compare', file, '--teacher', 'openai', '--concurrency', '1', '--cache', files.at('kept')];
    const { child, finished } = start(args, { env, cwd: files.folder });
    while (server.calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    expect(await finished).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('Stopped. The answers so far are kept'),
    });
    expect((await readFile(files.at('kept'), 'utf8')).trim().split('\n').length).toBeGreaterThan(1);
  });

  it('says so when a sentence got no answer', async () => {
    const file = await files.file('one.conll', 'Ada B-PER\nfails O\n');
    server = new FakeOpenAI({ answer });
    server.faults.push(...Array.from({ length: 5 }, () => 'server-error' as const));
    const env = { OPENAI_API_KEY: server.apiKey, OPENAI_BASE_URL: await server.start(), OPENAI_MODEL: 'm' };
    const args = ['compare', file, '--teacher', 'openai', '--prompt', 'standard', '--resamples', '10'];
    const { code, stdout, stderr } = await conllDistill(args, { env, cwd: files.folder });
    expect(code).toBe(1);
    expect(stdout).toContain('(1 unanswered)');
    expect(stderr).toContain('Some sentences got no answer');
  });
});

describe('select', () => {
  const pool = 'Short O\n\nA O\nlonger O\nsentence O\n\n# kept\nMiddle O\none O\n\nShort O\n';
  const select = async (args: string[], input = pool) =>
    conllDistill(['select', '-', ...args], { input, cwd: files.folder });

  it('the longest, lines as they stand, and the rest for the next time', async () => {
    const { stdout, stderr } = await select(['-n', '2', '--by', 'length', '--rest', files.at('rest.conll')]);
    expect(stdout).toBe('A O\nlonger O\nsentence O\n\n# kept\nMiddle O\none O\n');
    expect(await readFile(files.at('rest.conll'), 'utf8')).toBe('Short O\n\nShort O\n');
    expect(stderr).toBe('2 of 4 sentences by length\n');
  });

  it('by the seed: the same again, another for another', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `Token${index} O\n`).join('\n');
    const [one, again, other] = [
      await select(['-n', '3', '--seed', '1'], many),
      await select(['-n', '3', '--seed', '1'], many),
      await select(['-n', '3', '--seed', '2'], many),
    ];
    expect(one.stdout.match(/Token/g)).toHaveLength(3);
    expect(again.stdout).toBe(one.stdout);
    expect(other.stdout).not.toBe(one.stdout);
  });

  it('diverse ones by the embedded student: one of each kind', async () => {
    const kinds = [
      ['The bank raised its rates', 'The bank cut its rates', 'The bank kept its rates'],
      ['She scored a goal', 'She scored two goals', 'He scored a goal'],
    ];
    const conll = kinds.flat().map((text) =>
      text
        .split(' ')
        .map((token) => `${token} O\n`)
        .join(''),
    );
    const { stdout } = await select(['-n', '2', '--by', 'diversity'], conll.join('\n'));
    expect([/bank/.test(stdout), /scored/.test(stdout)]).toEqual([true, true]);
  });

  it('no more than a budget pays for', async () => {
    const env = { OPENAI_API_KEY: 'sk-1234567890' };
    const args = ['select', '-', '-n', '4', '--budget', '0.05', '--teacher', 'openai:gpt-4-0125-preview', '--json'];
    const { stdout } = await conllDistill([...args, '-o', files.at('paid.conll')], { input: pool, env });
    const { chosen, dollars } = JSON.parse(stdout);
    expect(chosen).toBeGreaterThan(0);
    expect(chosen).toBeLessThan(4);
    expect(dollars).toBeLessThanOrEqual(0.05);
  });

  it('needs a student to be uncertain', async () => {
    const { code, stderr } = await select(['-n', '2', '--by', 'uncertainty']);
    expect(code).toBe(2);
    expect(stderr).toContain('--by uncertainty needs --student RUN');
  });
});

describe('agreement', () => {
  it('of two columns, and of three files', async () => {
    const both = 'Ada B-PER I-PER\nin O O\nBath B-LOC B-ORG\n';
    const { stdout } = await conllDistill(['agreement', '-'], { input: both });
    expect(stdout).toMatch(
      /F1 +LOC +ORG +PER +Cohen's κ +κ of tagged\n.*\ncolumn 2 – column 3 +50\.00 +0\.00 +0\.00 +100\.00/,
    );
    expect(stdout).toContain('1 sentences with disagreement');
    const names = ['a', 'b', 'c'];
    for (const name of names)
      await files.file(`${name}.conll`, `Ada B-PER\nin O\nBath ${name === 'c' ? 'O' : 'B-LOC'}\n`);
    const args = ['agreement', ...names.map((name) => files.at(`${name}.conll`)), '--json'];
    const report = JSON.parse((await conllDistill(args)).stdout);
    expect(report.pairs.map(({ kappa }: { kappa: number }) => kappa)).toEqual([
      1,
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(report.disagreements).toEqual([0]);
    expect(report.fleissKappa).toBeCloseTo(report.pairs[1].kappa, 0);
  });

  it('names the first place where files do not hold the same tokens', async () => {
    const [a, b] = [await files.file('x.conll', 'Ada B-PER\n'), await files.file('y.conll', 'Bea B-PER\n')];
    const { code, stderr } = await conllDistill(['agreement', a, b]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/x\.conll, line 1, has "Ada" where .*y\.conll, line 1, has "Bea"/);
  });

  it('asks for columns when there are none', async () => {
    const { code, stderr } = await conllDistill(['agreement', '-'], { input: 'Ada B-PER\n' });
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(/column/);
  });
});
