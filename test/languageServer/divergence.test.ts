import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/dataset';
import { changedText, conllLike, textChange } from '../dataset/live/changes';
import { TestClient } from './testClient';

let client: TestClient;
beforeAll(async () => {
  client = await TestClient.open('Ada B-PER\n\n', 'file:///data/any.conll');
});
afterAll(() => client.close());

const changes = fc.array(textChange, { minLength: 1, maxLength: 4 });

describe('a document in the editor and in the server', { timeout: 120_000 }, () => {
  it('stays the same under any changes, several at a time, and so does what is wrong with it', async () => {
    await fc.assert(
      fc.asyncProperty(conllLike, fc.array(changes, { maxLength: 6 }), async (text, batches) => {
        await client.change({ text });
        let current = text;
        for (const batch of batches) {
          current = batch.reduce(changedText, current);
          await client.change(...batch.map(({ start, end, newText }) => ({ range: { start, end }, text: newText })));
        }
        expect(await client.serverText()).toBe(current);
        const found = (await client.problems()).map(({ line, from, code }) => ({ line, from, code }));
        expect(found).toEqual(lint(current).map(({ line, from, code }) => ({ line, from, code })));
      }),
      { numRuns: 1500 },
    );
  });
});
