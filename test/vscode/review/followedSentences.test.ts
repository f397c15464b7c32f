import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveDocument, type Position } from '../../../src/dataset';
import { FollowedSentences } from '../../../src/vscode/review/followedSentences';

/** The same tokens everywhere; which sentence it is can be told by its tag alone. */
const sentence = (name: number | string) => `Ada B-T${name}\nran O\nin O\n\n`;
const tokens = ['Ada', 'ran', 'in'];
const at = (line: number, character = 0): Position => ({ line, character });

/** A document of sentences that all are followed. */
function follow(text: string) {
  const live = LiveDocument.open(text, { chunkSize: 40 });
  const items = live.sentencesBetween(0, live.lineCount).map(({ tokens, tags, lines }) => ({ tokens, tags, lines }));
  const followed = new FollowedSentences(items.map((item) => [item, item.lines[0] ?? 0]));
  return {
    items,
    followed,
    /** In one event, last first, as VS Code tells of edits. */
    edit(...edits: readonly { start: Position; end?: Position; text: string }[]) {
      for (const { start, end = start, text } of edits) live.change({ start, end, newText: text });
      followed.edited(edits.map(({ start, end = start, text }) => ({ range: { start, end }, text })));
    },
    tag: (index: number) => {
      const item = items[index];
      return item && followed.find(item, live)?.tags[0];
    },
    line: (index: number) => {
      const item = items[index];
      return item && followed.find(item, live)?.lines[0];
    },
  };
}

describe('a repeated sentence', () => {
  const text = [1, 2, 3].map(sentence).join('');

  it('is followed when sentences come and go above it, also the same ones', () => {
    const { edit, tag } = follow(text);
    edit({ start: at(0), text: sentence('new') });
    expect([0, 1, 2].map(tag)).toEqual(['B-T1', 'B-T2', 'B-T3']);
    edit({ start: at(8), end: at(12), text: '' }, { start: at(0), text: '# one\r\n\r\n' });
    expect([0, 2].map(tag)).toEqual(['B-T1', 'B-T3']);
  });

  it('is not mistaken for another one while its own tokens are others', () => {
    const { edit, tag } = follow(text);
    edit({ start: at(5, 0), end: at(5, 3), text: 'sat' });
    expect([0, 1, 2].map(tag)).toEqual(['B-T1', undefined, 'B-T3']);
    edit({ start: at(6, 0), text: '\n' });
    edit({ start: at(6, 0), end: at(7, 0), text: '' });
    edit({ start: at(5, 0), end: at(5, 3), text: 'ran' });
    expect(tag(1)).toBe('B-T2');
  });

  it('of one token is none of the others either while another token is typed over it', () => {
    const { edit, tag } = follow('Ada B-T1\n\nAda B-T2\n\nend O\n\n');
    edit({ start: at(2), end: at(2, 3), text: 'Bea' });
    edit({ start: at(0), text: 'Ada B-T0\n\n' });
    expect([tag(0), tag(1)]).toEqual(['B-T1', undefined]);
  });

  it('is no other one that is followed too when it is deleted, and is there again when that is undone', () => {
    const { edit, tag } = follow(text);
    edit({ start: at(4), end: at(8), text: '' });
    expect([0, 1, 2].map(tag)).toEqual(['B-T1', undefined, 'B-T3']);
    edit({ start: at(4), text: sentence(2) });
    expect([0, 1, 2].map(tag)).toEqual(['B-T1', 'B-T2', 'B-T3']);
  });

  it('is followed where its own first lines are replaced together with what stands above', () => {
    const { edit, tag } = follow(text);
    edit({ start: at(0), end: at(4, 8), text: `${sentence('new')}# two\n${sentence(1)}Ada B-T20` });
    expect(tag(1)).toBe('B-T20');
  });

  it('is the nearest one where the file was replaced', () => {
    const { edit, line, followed } = follow(`${sentence(1)}other O\n\n${sentence(2)}`);
    edit({ start: at(0), end: at(10), text: `new O\n\n${sentence(1)}other O\n\n${sentence(2)}` });
    expect([line(0), line(2)]).toEqual([2, 8]);
    followed.lose();
    expect([line(0), line(2)]).toEqual([2, 8]);
  });

  it('is followed through any edits of whole lines around it', () => {
    const lines = fc.array(fc.constantFrom('# c\n', '\n', sentence('x'), 'x O\n\n', '-DOCSTART- O\n\n'), {
      maxLength: 3,
    });
    const change = fc.record({ before: fc.nat(9), deleted: fc.nat(2), text: lines });
    fc.assert(
      fc.property(fc.nat(8), fc.array(change, { maxLength: 5 }), (kept, changes) => {
        const { items, edit, tag } = follow(Array.from({ length: 10 }, (_, index) => sentence(index)).join(''));
        // What stands before and after the kept one, in sentences of four lines and other text.
        let [above, below] = [kept * 4, (9 - kept) * 4];
        for (const { before, deleted, text } of changes) {
          const isAbove = before % 2 === 0;
          const room = isAbove ? above : below;
          const from = Math.min(room, before * 4);
          const to = Math.min(room, from + deleted * 4);
          const first = isAbove ? 0 : above + 4;
          const newText = text.join('').replace(/[^\n]$/u, '$&\n');
          // A blank line parts what comes, or is left of what was cut, from the kept one.
          const closed = newText === '' && !(isAbove && to === room) ? '' : `${newText}\n`;
          edit({ start: at(first + from), end: at(first + to), text: closed });
          const longer = (closed.match(/\n/gu)?.length ?? 0) - (to - from);
          if (isAbove) above += longer;
          else below += longer;
        }
        expect(items[kept]?.tokens).toEqual(tokens);
        expect(tag(kept)).toBe(`B-T${kept}`);
      }),
      { numRuns: 500 },
    );
  });
});
