import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ConllDocument,
  type LintOptions,
  LiveDocument,
  LiveLint,
  type OtherFile,
  type Problem,
  StreamLint,
} from '../../../src/dataset';
import { rulesInForce } from '../../../src/dataset/lint/severities';
import { changedText, textChange } from '../live/changes';

/** Few different words and tags, so that sentences, forms and types come again. */
const line = fc
  .tuple(
    fc.constantFrom('Ada', 'Ada', 'New', 'York', 'ran', ',', '.', 'a\u00a0b', 'Rome'),
    fc.constantFrom(' ', ' ', ' ', '\t', '  '),
    fc.constantFrom('O', 'O', 'O', 'B-PER', 'I-PER', 'E-PER', 'S-PER', 'B-LOC', 'I-LOC', 'B-PRE', 'B_PER', 'NN O'),
  )
  .map((parts) => `${parts.join('')}\n`);
const block = fc.oneof(
  { arbitrary: fc.array(line, { minLength: 1, maxLength: 7 }).map((lines) => `${lines.join('')}\n`), weight: 6 },
  { arbitrary: fc.constant('Ada B-PER\nran O\nand O\nran O\n. O\n\n'), weight: 3 },
  { arbitrary: fc.constant('Ada S-PER\nran O\n\n'), weight: 2 },
  {
    arbitrary: fc.constantFrom('-DOCSTART- O\n\n', '# a comment\n', '\n', 'New I-LOC\nYork I-LOC\n', 'x\r\n\r\n'),
    weight: 2,
  },
);
/** Sentences with a second column of tags. */
const goldAndPredicted = fc
  .constantFrom('B-PER', 'B-LOC', 'B_PER')
  .map((gold) => `Ada ${gold} O\nran O O\nand O O\nran O O\n. O O\n\n`);
const dataset = fc.oneof(
  { arbitrary: fc.array(block, { maxLength: 24 }).map((parts) => parts.join('')), weight: 8 },
  {
    arbitrary: fc.array(fc.oneof(goldAndPredicted, block), { maxLength: 24 }).map((parts) => parts.join('')),
    weight: 1,
  },
);
const edit = fc.oneof(
  textChange,
  fc
    .record({
      line: fc.nat(90),
      character: fc.nat(9),
      deleted: fc.nat(2),
      newText: fc.oneof(dataset, fc.constantFrom('', 'x', '\n', 'B')),
    })
    .map(({ line, character, deleted, newText }) => ({
      start: { line, character },
      end: { line: line + deleted, character },
      newText,
    })),
);

/** A dev set with one of the sentences in it. */
const dev: OtherFile = {
  name: 'dev.conll',
  file: 'file:///dev.conll',
  role: 'dev',
  line: (key) => (key % 2 === 0 ? 7 : undefined),
};

const options = { elsewhere: [dev], severities: { 'rare-type': 'hint', 'inconsistent-form': 'warning' } } as const;
/** What a user may change while a file is open: rules off and on, the type set, the files beside. */
const settings: readonly LintOptions[] = [
  options,
  { severities: { 'illegal-sequence': 'off', 'unknown-type': 'off', 'inconsistent-form': 'off' } },
  { types: ['PER', 'ORG'], elsewhere: [dev] },
  { types: ['LOC'], severities: { 'duplicate-sentence': 'off' } },
];

function fromScratch(text: string, chunkSize: number, wanted: LintOptions = options): Problem[] {
  const lint = new LiveLint(wanted);
  for (const _ of lint.follow(LiveDocument.open(text, { chunkSize })));
  return [...lint.allProblems()].flat();
}

describe('linting a document that is edited', { timeout: 120_000 }, () => {
  it('finds what linting its whole text finds, whatever is edited and whenever it is interrupted', () => {
    fc.assert(
      fc.property(
        dataset,
        fc.array(
          fc.record({
            change: edit,
            steps: fc.option(fc.nat(6), { nil: undefined }),
            set: fc.option(fc.constantFrom(...settings), { nil: undefined, freq: 3 }),
          }),
          { maxLength: 6 },
        ),
        fc.integer({ min: 10, max: 120 }),
        (text, edits, chunkSize) => {
          const live = LiveDocument.open(text, { chunkSize });
          const lint = new LiveLint(options);
          for (const _ of lint.follow(live));
          let current = text;
          let now: LintOptions = options;
          for (const { change, steps, set } of edits) {
            if (set) lint.configure(set);
            now = set ?? now;
            current = changedText(current, change);
            live.change(change);
            const follow = lint.follow(live);
            // Typing goes on before the work is done.
            for (let step = 0; step < (steps ?? Number.POSITIVE_INFINITY) && !follow.next().done; step++);
            if (steps !== undefined) continue;
            const expected = fromScratch(current, 1_000_000, now);
            expect([...lint.allProblems()].flat()).toEqual(expected);
            expect(lint.problems({ most: 7, ofOneRule: 2 })).toEqual(firstOfEachRule(expected, now, 7, 2));
          }
          for (const _ of lint.follow(live));
          const expected = fromScratch(current, 1_000_000, now);
          expect([...lint.allProblems()].flat()).toEqual(expected);
          expect(lint.problems({ most: 1e6, ofOneRule: 1e6 })).toEqual(firstOfEachRule(expected, now, 1e6, 1e6));
          expect(Object.fromEntries(lint.counts)).toEqual(countBy(expected, ({ code }) => code));
          for (const problem of expected.slice(0, 5)) expect(lint.problemsOnLine(problem.line)).toContainEqual(problem);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds the same in a file that is read part by part', () => {
    fc.assert(
      fc.property(dataset, fc.integer({ min: 10, max: 120 }), (text, size) => {
        const live = LiveDocument.open(text, { chunkSize: size });
        const parts = live.chunks.map(({ chunk }) => ConllDocument.parse(chunk.text, { layout: live.layout }));
        const stream = new StreamLint({ severities: options.severities });
        for (const part of parts) stream.learn(part);
        stream.compareWith([dev]);
        const found = parts.flatMap((part) => stream.check(part));
        expect(found).toEqual(fromScratch(text, 1_000_000).map(({ fix: _, ...problem }) => problem));
      }),
      { numRuns: 1500 },
    );
  });
});

/** The first problems of each rule, the gravest rules first. */
function firstOfEachRule(problems: readonly Problem[], { severities }: LintOptions, most: number, ofOneRule: number) {
  const lists: Problem[][] = [];
  let left = most;
  for (const { rule } of rulesInForce(severities)) {
    const list = problems.filter(({ code }) => code === rule.code).slice(0, Math.min(left, ofOneRule));
    left -= list.length;
    if (list.length > 0) lists.push(list);
  }
  return lists;
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
