import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Review, ReviewLog, reviewQueue } from '../../src/annotation';

const entity = (type: string, start: number, end: number, confidence?: number) => ({
  ...{ type, start, end, repaired: false },
  ...(confidence !== undefined && { confidence }),
});
const answer = (teacher: string, ...entities: ReturnType<typeof entity>[]) => ({
  teacher,
  annotation: { entities, rejections: [] },
});

describe('reviewQueue', () => {
  it('puts the most doubtful region first: disagreement, then low confidence', () => {
    const queue = reviewQueue([
      // Sure and agreed: nothing to do.
      { entities: [entity('PER', 0, 1)], answers: [answer('a', entity('PER', 0, 1, 1))], columns: [] },
      // Agreed, but unsure.
      { entities: [entity('LOC', 2, 3)], answers: [answer('a', entity('LOC', 2, 3, 0.6))], columns: [] },
      // One of two teachers disagrees.
      {
        entities: [entity('ORG', 1, 2)],
        answers: [answer('a', entity('ORG', 1, 2, 0.9)), answer('b', entity('PER', 1, 3, 0.8))],
        columns: [],
      },
      // The only one sees nothing.
      { entities: [entity('MISC', 4, 5)], answers: [answer('a')], columns: [] },
    ]);
    expect(queue.map(({ sentence, start, end, doubt }) => [sentence, start, end, doubt])).toEqual([
      [3, 4, 5, 1],
      [2, 1, 3, 0.5],
      [1, 2, 3, expect.closeTo(0.4, 10)],
    ]);
    expect(queue[1]?.opinions).toEqual([
      { entities: [entity('PER', 1, 3, 0.8)], by: ['b'] },
      { entities: [entity('ORG', 1, 2, 0.9)], by: ['a'] },
    ]);
    expect(queue[0]?.opinions).toEqual([{ entities: [], by: ['a'] }]);
  });

  it('takes other columns of tags for teachers, and joins what overlaps', () => {
    const [item, ...others] = reviewQueue([
      {
        entities: [entity('PER', 0, 2)],
        answers: [],
        columns: [{ name: 'column 3', entities: [entity('PER', 0, 1), entity('LOC', 1, 4)] }],
      },
    ]);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ start: 0, end: 4, entities: [{ start: 0, end: 2 }], doubt: 1 });
    expect(item?.opinions[0]?.by).toEqual(['column 3']);
  });

  it('has nothing to ask where nobody said anything', () => {
    expect(reviewQueue([{ entities: [entity('PER', 0, 1)], answers: [], columns: [] }])).toEqual([]);
  });
});

describe('ReviewLog', () => {
  it('knows what is decided, and what was taken back; a torn line is no decision', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reviews-'));
    const log = new ReviewLog(path.join(folder, 'deep', 'reviews.jsonl'));
    expect((await log.decided())(['Ada'], { start: 0, end: 1 })).toBe(false);
    const entry: Review = {
      ...{ time: '2026-11-24T12:00:00Z', who: 'Ada', file: 'a.conll', tokens: ['Ada'], start: 0, end: 1 },
      ...{ decision: 'accept', before: [], after: [], opinions: [{ by: ['gpt-4'], entities: [] }] },
    };
    await log.add(entry);
    await log.add({ ...entry, tokens: ['Bea'] });
    await log.add({ ...entry, tokens: ['Bea'], decision: 'undo' });
    fs.appendFileSync(log.file, '{"time": "2026');
    const decided = await log.decided();
    expect([decided(['Ada'], entry), decided(['Ada'], { start: 0, end: 2 }), decided(['Bea'], entry)]).toEqual([
      true,
      false,
      false,
    ]);
    fs.rmSync(folder, { recursive: true });
  });
});
