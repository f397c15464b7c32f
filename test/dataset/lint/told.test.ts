import { describe, expect, it } from 'vitest';
import { LiveDocument, LiveLint, type Problem } from '../../../src/dataset';

const romes = Array.from({ length: 7 }, (_, at) => `In O\nRome B-LOC\n${'it O\n'.repeat(at)}rained O\n\n`).join('');

describe('what is told again and again while a file is edited', () => {
  it('counts anew how a form is tagged elsewhere', () => {
    const { live, told } = opened(`${romes}Rome B-ORG\nwon O\n\nOld O\nRome O\nfell O\n\n`);
    expect(told('inconsistent-form').map(({ message }) => message)[0]).toContain('in 7 of its 9 places');
    // A token that is written otherwise: what was found about Rome stays, what is said of it does not.
    live.change({ start: { line: 1, character: 0 }, end: { line: 1, character: 4 }, newText: 'Bonn' });
    expect(told('inconsistent-form').map(({ message }) => message)[0]).toContain('in 6 of its 8 places');
  });

  it('leaves out what was mended', () => {
    const { live, told } = opened(`${romes}Ada I-PER\nran B_PER\n\n${romes}Ada B_PER\nran O\n\n`);
    const [wrong, other] = told('tag-syntax');
    expect([wrong?.from, other?.from]).toEqual([4, 4]);
    live.change({
      start: { line: wrong?.line ?? 0, character: 4 },
      end: { line: wrong?.line ?? 0, character: 9 },
      newText: 'O',
    });
    expect(told('tag-syntax')).toEqual([other]);
  });

  it('names the line on which a sentence stands first, though that alone has moved', () => {
    const sentence = 'It O\nrained O\nin O\nold O\nRome O\n\n';
    const { live, told } = opened(`Hm O\n\n${sentence}${romes}${sentence}`);
    expect(told('duplicate-sentence')[0]?.related?.line).toBe(2);
    live.change({ start: { line: 0, character: 0 }, end: { line: 8, character: 0 }, newText: `${sentence}Hm O\n\n` });
    expect(told('duplicate-sentence')[0]?.related?.line).toBe(0);
  });
});

/** In chunks of a sentence or two. */
function opened(text: string): { readonly live: LiveDocument; readonly told: (code: string) => readonly Problem[] } {
  const live = LiveDocument.open(text, { chunkSize: 40 });
  const lint = new LiveLint();
  const told = (code: string) => {
    for (const _ of lint.follow(live));
    return lint.problems({ most: 100, ofOneRule: 100 }).find(([first]) => first?.code === code) ?? [];
  };
  return { live, told };
}
