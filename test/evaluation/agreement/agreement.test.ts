import { describe, expect, it } from 'vitest';
import { annotatorAgreement, cohenKappa, fleissKappa, krippendorffAlpha } from '../../../src/evaluation';

/** As many of each category. */
const repeat = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([category, count]) => new Array<string>(count).fill(category));

describe('cohenKappa', () => {
  it('is 0.4 for two readers of fifty grant proposals (20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no)', () => {
    const a = repeat({ yes: 25, no: 25 });
    const b = [...repeat({ yes: 20, no: 5 }), ...repeat({ yes: 10, no: 15 })];
    expect(cohenKappa(a, b)).toBeCloseTo(0.4, 12);
    expect(cohenKappa(b, a)).toBeCloseTo(0.4, 12);
  });

  it('leaves out what one of them lacks, and is 1 when both say the same', () => {
    expect(cohenKappa(['x', 'y', undefined], ['x', 'y', 'z'])).toBe(1);
    expect(cohenKappa(['O', 'O'], ['O', 'O'])).toBe(1);
  });
});

describe('fleissKappa', () => {
  it('is 0.210 for the fourteen raters of ten subjects', () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    const subjects = table.map((row) => row.flatMap((count, category) => new Array<string>(count).fill(`${category}`)));
    const raters = Array.from({ length: 14 }, (_, rater) => subjects.map((ratings) => ratings[rater]));
    expect(fleissKappa(raters)).toBeCloseTo(0.2099, 4);
  });
});

describe('krippendorffAlpha', () => {
  // Krippendorff 2011: three coders of fifteen units with gaps; 0.691 nominal.
  it('is 0.691 for three coders with gaps', () => {
    const coder = (values: string) => [...values].map((value) => (value === '*' ? undefined : value));
    const coders = ['*****34121133*3', '1*213343*******', '**21344*21133*4'].map(coder);
    expect(krippendorffAlpha(coders)).toBeCloseTo(0.691, 3);
  });

  it('is 1 when all agree, and about 0 when they guess', () => {
    expect(
      krippendorffAlpha([
        ['a', 'b'],
        ['a', 'b'],
      ]),
    ).toBe(1);
    const guesses = (step: number) => Array.from({ length: 4000 }, (_, unit) => `${Math.floor(unit / step) % 2}`);
    expect(Math.abs(krippendorffAlpha([guesses(1), guesses(2)]))).toBeLessThan(0.01);
  });
});

describe('annotatorAgreement', () => {
  const annotators = [
    {
      name: 'human',
      tags: [
        ['B-PER', 'O'],
        ['O', 'B-LOC'],
        ['O', 'O'],
      ],
    },
    {
      name: 'model',
      tags: [
        ['I-PER', 'O'],
        ['O', 'B-ORG'],
        ['O', 'O'],
      ],
    },
  ];

  it('compares entities, not the letters of the scheme', () => {
    const { pairs, disagreements } = annotatorAgreement(annotators);
    expect(disagreements).toEqual([1]);
    expect(pairs[0]).toMatchObject({ first: 'human', second: 'model', report: { micro: { f1: 0.5 } } });
    // Six tokens, five alike: 5/6 by 18/36 chance; of the two tagged ones, one alike by a quarter.
    expect(pairs[0]?.kappa).toBeCloseTo((5 / 6 - 17 / 36) / (1 - 17 / 36), 12);
    expect(pairs[0]?.kappaOfTagged).toBeCloseTo((1 / 2 - 1 / 4) / (1 - 1 / 4), 12);
  });

  it('of three compares each two', () => {
    const [human] = annotators;
    if (!human) throw new Error('no annotator');
    const { pairs, fleissKappa, krippendorffAlpha } = annotatorAgreement([...annotators, { ...human, name: 'other' }]);
    expect(pairs.map(({ first, second }) => `${first} ${second}`)).toEqual([
      'human model',
      'human other',
      'model other',
    ]);
    expect(fleissKappa).toBeGreaterThan(0.5);
    expect(krippendorffAlpha).toBeGreaterThan(fleissKappa);
  });
});
