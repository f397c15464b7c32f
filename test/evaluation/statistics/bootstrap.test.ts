import { describe, expect, it } from 'vitest';
import { bootstrapF1, compareF1, compareRuns, EvaluationError, evaluate, holm } from '../../../src/evaluation';
import { resampler } from '../../../src/evaluation/statistics/resample';

/** Sentences of one token, of which a share is predicted right. */
function predictions(right: number, sentences: number) {
  const gold = Array.from({ length: sentences }, () => ['B-PER']);
  return { gold, predicted: gold.map((tags, index) => (index < right ? tags : ['O'])) };
}

describe('bootstrapF1', () => {
  it('is about what the normal approximation says of a share', () => {
    // Recall r of n entities with precision 1: F1 = 2r / (1 + r), of which the delta method gives the deviation.
    const { gold, predicted } = predictions(300, 400);
    const { micro, types } = bootstrapF1(gold, predicted, { resamples: 4000 });
    const [recall, n] = [0.75, 400];
    const deviation = (2 / (1 + recall) ** 2) * Math.sqrt((recall * (1 - recall)) / n);
    const f1 = evaluate(gold, predicted).micro.f1;
    expect(micro.low).toBeCloseTo(f1 - 1.96 * deviation, 2);
    expect(micro.high).toBeCloseTo(f1 + 1.96 * deviation, 2);
    expect(types.PER).toEqual(micro);
  });

  it('is the same for the same seed, and a point for a perfect prediction', () => {
    const { gold, predicted } = predictions(30, 50);
    expect(bootstrapF1(gold, predicted, { resamples: 200 })).toEqual(bootstrapF1(gold, predicted, { resamples: 200 }));
    expect(bootstrapF1(gold, gold, { resamples: 200 }).micro).toEqual({ low: 1, high: 1 });
  });

  it('knows no type without entities, and bears empty sets', () => {
    expect(bootstrapF1([], [], { resamples: 10 })).toEqual({ micro: { low: 0, high: 0 }, types: {} });
    expect(bootstrapF1([['O']], [['O']], { resamples: 10 })).toEqual({ micro: { low: 0, high: 0 }, types: {} });
  });
});

describe('compareF1', () => {
  it('finds a large difference significant and a small one not', () => {
    const { gold, predicted } = predictions(150, 300);
    const better = predictions(220, 300).predicted;
    const large = compareF1(gold, predicted, better, { resamples: 2000 });
    expect(large.difference).toBeCloseTo(evaluate(gold, better).micro.f1 - evaluate(gold, predicted).micro.f1, 12);
    expect(large.p).toBeLessThan(0.001);
    expect(large.interval.low).toBeGreaterThan(0);
    // Two sentences gained and one lost: by chance in three of four exchanges or more.
    const similar = predicted.map((tags, index) =>
      index === 0 ? ['O'] : index === 298 || index === 299 ? ['B-PER'] : tags,
    );
    const small = compareF1(gold, predicted, similar, { resamples: 2000 });
    expect(small.p).toBeGreaterThan(0.5);
    expect(small.interval.low).toBeLessThan(0);
    expect(small.interval.high).toBeGreaterThan(0);
  });

  it('p of equal predictions is 1', () => {
    const { gold, predicted } = predictions(3, 10);
    expect(compareF1(gold, predicted, predicted, { resamples: 100 })).toMatchObject({
      difference: 0,
      p: 1,
      bootstrapP: 1,
    });
  });

  it('p of the bootstrap is about that of the normal approximation', () => {
    // Of 400 sentences 20 are lost and 36 gained; the difference of two F1 over one gold set has a normal's p.
    const gold = Array.from({ length: 400 }, () => ['B-PER']);
    const first = gold.map((tags, index) => (index < 200 ? tags : ['O']));
    const second = gold.map((tags, index) => (index >= 20 && index < 236 ? tags : ['O']));
    const { difference, interval, bootstrapP } = compareF1(gold, first, second, { resamples: 10_000 });
    const deviation = (interval.high - interval.low) / 3.92;
    const z = difference / deviation;
    // Two-sided tail of the normal (Abramowitz and Stegun 26.2.17, here by its integral).
    let tail = 0;
    for (let x = z; x < 8; x += 0.001) tail += 0.001 * Math.exp((-x * x) / 2);
    expect(Math.abs(bootstrapP - (2 * tail) / Math.sqrt(2 * Math.PI))).toBeLessThan(0.01);
  });

  it('p is the share of exchanges, exactly countable for few sentences', () => {
    // Five sentences gained: of 32 exchanges two are as large as that.
    const gold = Array.from({ length: 5 }, () => ['B-PER']);
    const none = gold.map(() => ['O']);
    expect(compareF1(gold, none, gold, { resamples: 20_000 }).p).toBeCloseTo(2 / 32, 2);
  });
});

describe('compareRuns', () => {
  const { gold, predicted } = predictions(150, 300);
  const runs = (...right: number[]) => right.map((count) => predictions(count, 300).predicted);

  it('compares the means of as many runs', () => {
    const { difference, interval, p } = compareRuns(gold, runs(150, 160), runs(220, 210), { resamples: 2000 });
    const mean = (of: readonly (readonly (readonly string[])[])[]) =>
      of.reduce((sum, run) => sum + evaluate(gold, run).micro.f1, 0) / of.length;
    expect(difference).toBeCloseTo(mean(runs(220, 210)) - mean(runs(150, 160)), 12);
    expect(interval.low).toBeGreaterThan(0);
    expect(p).toBeLessThan(0.001);
  });

  it('is the same as a comparison of two, where each has one run', () => {
    const second = predictions(170, 300).predicted;
    expect(compareRuns(gold, [predicted], [second])).toEqual(compareF1(gold, predicted, second));
  });

  it('wants as many runs of each', () => {
    expect(() => compareRuns(gold, runs(1, 2), runs(3))).toThrow(/one side has 2 runs, the other 1/);
    expect(() => compareRuns(gold, [], [])).toThrow(EvaluationError);
  });
});

describe('several comparisons', () => {
  it("Holm's correction is that of R", () => {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    expect(holm([0.01, undefined, 0.04, 0.03, 0.005])).toEqual([0.03, undefined, 0.06, 0.06, 0.02]);
  });
});

describe('resampler', () => {
  it.each([7, 3250, 70_000])('draws each of %i sentences as often as any other', (sentences) => {
    // Ten kinds of as many sentences each, but for the rest.
    const kindOf = Int32Array.from({ length: sentences }, (_, index) => Math.floor((10 * index) / sentences));
    const counts = Array.from({ length: 10 }, (_, kind) =>
      Int32Array.from({ length: 10 }, (_, at) => Number(at === kind)),
    );
    const draw = resampler({ kindOf, counts }, 5);
    const resamples = Math.ceil(1_000_000 / sentences);
    const sums = new Float64Array(10);
    for (let resample = 0; resample < resamples; resample++) {
      const drawn = draw();
      if (drawn.reduce((sum, count) => sum + count, 0) !== sentences) throw new Error('another number of sentences');
      drawn.forEach((count, kind) => {
        sums[kind] = (sums[kind] ?? 0) + count;
      });
    }
    const total = resamples * sentences;
    sums.forEach((count, kind) => {
      const share = kindOf.filter((each) => each === kind).length / sentences;
      expect(Math.abs(count - share * total)).toBeLessThanOrEqual(5 * Math.sqrt(share * total));
    });
  });
});
