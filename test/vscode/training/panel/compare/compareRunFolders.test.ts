import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareRuns, evaluate, holm } from '../../../../../src/evaluation';
import type { Comparison, ComparisonNews, RunGroup, TestedRun } from '../../../../../src/protocol/panel';
import { compareRunFolders } from '../../../../../src/vscode/training/panel/compare/compareRunFolders';

const sentences = 60;
let runs: string;

/** A run that is right on the sentences that `isRight` says. */
async function predict(run: string, isRight: (sentence: number) => boolean, gold = 'B-PER'): Promise<void> {
  const lines = Array.from(
    { length: sentences },
    (_, index) => `Ada${index} ${gold} ${isRight(index) ? gold : 'O'}\nsings O O\n`,
  );
  await mkdir(path.join(runs, run), { recursive: true });
  await writeFile(path.join(runs, run, 'predictions.conll'), lines.join('\n'));
}

const tags = (isRight: (sentence: number) => boolean) =>
  Array.from({ length: sentences }, (_, index) => [isRight(index) ? 'B-PER' : 'O', 'O']);
const gold = tags(() => true);

function group(label: string, ...members: (readonly [run: string, seed: number])[]): RunGroup {
  return { label, runs: members.map(([run, seed]) => ({ run, seed })) };
}

async function compared(baseline: RunGroup, ...others: RunGroup[]) {
  const news: ComparisonNews[] = [];
  for await (const each of compareRunFolders({ runsFolder: runs, baseline, others, resamples: 500 })) news.push(each);
  const last = <T extends ComparisonNews['type']>(type: T) =>
    news.filter((each): each is Extract<ComparisonNews, { type: T }> => each.type === type).at(-1);
  const comparisons: readonly Comparison[] = last('compared')?.comparisons ?? [];
  const tested: readonly TestedRun[] = last('tested')?.runs ?? [];
  return { news, comparisons, tested };
}

beforeEach(async () => {
  runs = await mkdtemp(path.join(os.tmpdir(), 'conll-compare-'));
  await predict('a-1', (index) => index % 2 === 0);
  await predict('a-2', (index) => index % 3 === 0);
  await predict('b-1', (index) => index % 4 !== 0);
  await predict('b-2', (index) => index % 5 !== 0);
});
afterEach(() => rm(runs, { recursive: true }));

describe('the comparison of runs', () => {
  it('is that of their predictions, one news for each, corrected for all at last', async () => {
    const { news, comparisons, tested } = await compared(
      group('a', ['a-1', 1]),
      group('b', ['b-1', 1]),
      group('c', ['a-2', 1]),
    );
    expect(news.map(({ type }) => type)).toEqual(['tested', 'compared', 'compared', 'compared', 'tested']);
    const b = compareRuns(gold, [tags((index) => index % 2 === 0)], [tags((index) => index % 4 !== 0)], {
      resamples: 500,
    });
    const c = compareRuns(gold, [tags((index) => index % 2 === 0)], [tags((index) => index % 3 === 0)], {
      resamples: 500,
    });
    const adjusted = holm([b.p, c.p]);
    expect(comparisons).toEqual([
      { label: 'b', pairs: 1, significance: b, adjustedP: adjusted[0] },
      { label: 'c', pairs: 1, significance: c, adjustedP: adjusted[1] },
    ]);
    const f1 = evaluate(
      gold,
      tags((index) => index % 2 === 0),
    ).micro.f1;
    expect(tested[0]).toMatchObject({ run: 'a-1', intervals: { types: { PER: expect.anything() } } });
    expect(tested[0]?.intervals?.micro.low).toBeLessThan(f1);
    expect(tested[0]?.intervals?.micro.high).toBeGreaterThan(f1);
  });

  it('pairs seeds that both sides have, and else takes as many as there are', async () => {
    const base = group('a', ['a-1', 1], ['a-2', 2]);
    const { comparisons } = await compared(
      base,
      group('b', ['b-2', 2], ['b-1', 3]),
      group('c', ['b-1', 8], ['b-2', 9], ['a-1', 10]),
    );
    const both = compareRuns(
      gold,
      [tags((index) => index % 2 === 0), tags((index) => index % 3 === 0)],
      [tags((index) => index % 4 !== 0), tags((index) => index % 5 !== 0)],
      { resamples: 500 },
    );
    const second = compareRuns(gold, [tags((index) => index % 3 === 0)], [tags((index) => index % 5 !== 0)], {
      resamples: 500,
    });
    expect(comparisons[0]).toEqual({
      ...{ label: 'b', pairs: 1, significance: second, unpaired: ['a-1', 'b-1'] },
      adjustedP: expect.any(Number),
    });
    expect(comparisons[1]).toEqual({
      ...{ label: 'c', pairs: 2, significance: both, pairedByOrder: true, unpaired: ['a-1'] },
      adjustedP: expect.any(Number),
    });
  });

  it('takes a seed that is there twice once', async () => {
    const { comparisons } = await compared(group('a', ['a-1', 1]), group('b', ['b-1', 1], ['b-2', 1]));
    expect(comparisons[0]).toMatchObject({ pairs: 1, unpaired: ['b-1'] });
  });

  it('is refused between different test files, with the first line that differs; the others go on', async () => {
    await predict('other', () => true, 'B-LOC');
    const { comparisons, tested } = await compared(
      group('a', ['a-1', 1]),
      group('x', ['other', 1]),
      group('b', ['b-1', 1]),
    );
    const problem =
      'other was tested on another file: line 1 of its predictions is “Ada0 B-LOC”, where a-1 has “Ada0 B-PER”.';
    expect(tested).toMatchObject([{ run: 'a-1' }, { run: 'other', problem, otherFile: true }, { run: 'b-1' }]);
    expect(comparisons[0]).toEqual({ label: 'x', pairs: 0, problem });
    expect(comparisons[1]?.significance).toBeDefined();
    await writeFile(path.join(runs, 'other/predictions.conll'), 'Ada0 B-PER B-PER\nsings O O\n');
    const shorter = await compared(group('a', ['a-1', 1]), group('x', ['other', 1]));
    expect(shorter.comparisons[0]?.problem).toContain('it has 1 sentence, a-1 has 60');
  });

  it('says so where there are no predictions, or damaged ones', async () => {
    await mkdir(path.join(runs, 'without'));
    await mkdir(path.join(runs, 'damaged'));
    await writeFile(path.join(runs, 'damaged/predictions.conll'), 'Ada B-PER\n');
    const { comparisons } = await compared(
      group('a', ['a-1', 1]),
      group('x', ['without', 1]),
      group('y', ['damaged', 1]),
      group('z', ['gone', 1]),
    );
    expect(comparisons.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('without has no predictions to compare'),
      expect.stringContaining('fewer than three columns'),
      expect.stringContaining('gone has no predictions'),
    ]);
    const nothing = await compared(group('x', ['without', 1]), group('a', ['a-1', 1]));
    expect(nothing.comparisons[0]?.problem).toContain('without has no predictions');
  });
});
