import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeEntities,
  detectScheme,
  encodeEntities,
  illegalTags,
  inspectScheme,
  tagSchemes,
} from '../../src/dataset';

/** Two persons that touch, a gap, one of one token, and a location right after it. */
const entities = [
  { type: 'PER', start: 0, end: 2 },
  { type: 'PER', start: 2, end: 5 },
  { type: 'PER', start: 6, end: 7 },
  { type: 'LOC', start: 7, end: 9 },
];

describe('tag schemes', () => {
  it.each([
    ['iob1', 'I-PER I-PER B-PER I-PER I-PER O I-PER I-LOC I-LOC'],
    ['iob2', 'B-PER I-PER B-PER I-PER I-PER O B-PER B-LOC I-LOC'],
    ['ioe1', 'I-PER E-PER I-PER I-PER I-PER O I-PER I-LOC I-LOC'],
    ['ioe2', 'I-PER E-PER I-PER I-PER E-PER O E-PER I-LOC E-LOC'],
    ['bioes', 'B-PER E-PER B-PER I-PER E-PER O S-PER B-LOC E-LOC'],
    ['bilou', 'B-PER L-PER B-PER I-PER L-PER O U-PER B-LOC L-LOC'],
  ] as const)('writes and reads %s', (scheme, tags) => {
    expect(encodeEntities(entities, 9, scheme).join(' ')).toBe(tags);
    expect(decodeEntities(tags.split(' '))).toEqual(entities);
    expect(detectScheme([tags.split(' ')])).toBe(scheme);
  });

  const anyEntities = fc
    .array(
      fc.record({ gap: fc.nat(2), length: fc.integer({ min: 1, max: 4 }), type: fc.constantFrom('PER', 'LOC', 'a-b') }),
    )
    .map((parts) => {
      let position = 0;
      return parts.map(({ gap, length, type }) => {
        const start = position + gap;
        position = start + length;
        return { type, start, end: position };
      });
    });

  it.each(tagSchemes)('loses no entity on the way through %s', (scheme) => {
    fc.assert(
      fc.property(anyEntities, (some) => {
        const tags = encodeEntities(some, (some.at(-1)?.end ?? 0) + 1, scheme);
        expect(decodeEntities(tags)).toEqual(some);
        expect(illegalTags(tags, scheme)).toEqual([]);
      }),
    );
  });

  it('says which schemes a file does not tell apart', () => {
    expect(inspectScheme([['O', 'I-PER', 'I-PER']])).toEqual({ scheme: 'iob1', alternatives: ['ioe1'], illegal: 0 });
    expect(detectScheme([['O', 'O']])).toBe('iob2');
  });

  it('takes the scheme with the fewest illegal tags', () => {
    const sentences = [['B-PER', 'I-PER'], ['B-LOC'], ['B-LOC', 'O'], ['I-PER']];
    expect(inspectScheme(sentences)).toMatchObject({ scheme: 'iob2', illegal: 1 });
    expect(illegalTags(['O', 'I-PER', 'I-LOC'], 'iob2')).toEqual([
      { token: 1, tag: 'I-PER', expected: 'B-PER' },
      { token: 2, tag: 'I-LOC', expected: 'B-LOC' },
    ]);
  });

  it('reads prefixes that stand last', () => {
    expect(decodeEntities(['PER-B', 'PER-I', 'O'], 'suffix')).toEqual([{ type: 'PER', start: 0, end: 2 }]);
  });

  it.each([
    [
      [
        { type: 'A', start: 0, end: 2 },
        { type: 'B', start: 1, end: 3 },
      ],
    ],
    [[{ type: 'A', start: 2, end: 2 }]],
    [[{ type: 'A', start: 2, end: 9 }]],
  ])('refuses entities that cannot be written: %j', (impossible) => {
    expect(() => encodeEntities(impossible, 4, 'iob2')).toThrow(RangeError);
  });
});
