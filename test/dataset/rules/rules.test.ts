import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type LintTextOptions,
  LiveDocument,
  lint,
  type OtherFile,
  type Problem,
  RULE_CODES,
} from '../../../src/dataset';

/** Sentences whose scheme is IOB2 beyond doubt, and in which no rule finds anything. */
const clean = `Ada B-PER
Lovelace I-PER
wrote O
. O

In O
Oslo B-LOC
it O
rained O

`;

function found(code: string, text: string, options: LintTextOptions = {}): Problem[] {
  return lint(text, options).filter((problem) => problem.code === code);
}

/** The text after all fixes of a rule. */
function fixed(code: string, text: string, options: LintTextOptions = {}): string {
  const live = LiveDocument.open(text);
  const edits = found(code, text, options).flatMap(({ fix }) => fix?.edits ?? []);
  for (const edit of [...edits].reverse()) live.change(edit);
  return live.text;
}

interface Example {
  readonly bad: string;
  readonly good: string;
  /** Text of the line that is marked, and what is marked in it. */
  readonly at: readonly [line: number, marked: string];
  readonly says: RegExp;
  /** What all fixes make of the bad text; undefined where there are none. */
  readonly fix?: string;
  readonly options?: LintTextOptions;
}

const times = (count: number, text: string): string => text.repeat(count);
const long = (tokens: number): string => `${times(tokens, 'word O\n')}\n`;

const dev: OtherFile = { name: 'dev.conll', file: 'file:///dev.conll', role: 'dev', line: (key) => devLines.get(key) };
const devLines = new Map<number, number>();

const examples: Readonly<Record<string, Example>> = {
  'ragged-columns': {
    bad: `${clean}lonely\nBo B-PER\n\n`,
    good: `${clean}# a comment of three words\nBo B-PER\n\n`,
    at: [10, 'lonely'],
    says: /This line has 1 column, most lines of this file have 2/,
  },
  'tag-syntax': {
    bad: `${clean}Bo b_per\nsat 0\n\n`,
    good: `${clean}Bo B-PER\nsat O\n\n`,
    at: [10, 'b_per'],
    says: /"b_per" is not a tag.*Did you mean B-PER\?/,
    fix: `${clean}Bo B-PER\nsat O\n\n`,
  },
  'illegal-sequence': {
    bad: `${clean}Bo I-PER\nsat O\n\n`,
    good: `${clean}Bo B-PER\nsat O\n\n`,
    at: [10, 'I-PER'],
    says: /I-PER is not legal here in IOB2: expected B-PER/,
    fix: `${clean}Bo B-PER\nsat O\n\n`,
  },
  'mixed-scheme': {
    bad: times(10, clean) + times(5, 'Bo B-PER\nOle E-PER\nsat O\n\n'),
    good: times(10, clean) + times(5, 'Bo B-PER\nOle I-PER\nsat O\n\n'),
    at: [101, 'E-PER'],
    says: /tagged in BIOES, most of the file in IOB2: E-PER would be I-PER/,
    fix: times(10, clean) + times(5, 'Bo B-PER\nOle I-PER\nsat O\n\n'),
  },
  'unknown-type': {
    bad: `${clean}Bo B-PRE\nsat O\n\n`,
    good: clean,
    at: [10, 'B-PRE'],
    says: /PRE is not in the type set \(LOC, PER\)\. Did you mean PER\?/,
    fix: `${clean}Bo B-PER\nsat O\n\n`,
    options: { types: ['LOC', 'PER'] },
  },
  'mixed-separators': {
    bad: `${clean}Bo\tB-PER\nsat O\n\n`,
    good: `${clean}Bo   B-PER\nsat O\n\n`,
    at: [10, '\t'],
    says: /parted by tabs, those of most lines by spaces/,
    fix: `${clean}Bo B-PER\nsat O\n\n`,
  },
  'entity-over-sentence-end': {
    bad: `${clean}Bo B-PER\n\nOle I-PER\nsat O\n\n`,
    good: `${clean}Bo B-PER\n\nOle B-PER\nsat O\n\n`,
    at: [12, 'I-PER'],
    says: /goes on from the sentence above/,
    fix: `${clean}Bo B-PER\nOle I-PER\nsat O\n\n`,
  },
  'white-space-token': {
    bad: `${clean}Bo\u00a0 B-PER\nsat\u200b O\n\n`,
    good: `${clean}\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 O\nsat O\n\n`,
    at: [10, 'Bo\u00a0'],
    says: /no-break space \(U\+00A0\)/,
    fix: `${clean}Bo B-PER\nsat O\n\n`,
  },
  'long-sentence': {
    bad: long(511),
    good: long(510),
    at: [0, 'word'],
    says: /has 511 tokens, about 511 word pieces/,
  },
  'train-test-overlap': {
    bad: 'We O\nsaw O\nit O\nrain O\n. O\n\n',
    good: 'We O\nsaw O\nit O\nsnow O\n. O\n\n',
    at: [0, 'We'],
    says: /also stands in dev\.conll, by its name the dev set/,
    options: { elsewhere: [dev] },
  },
  'duplicate-sentence': {
    bad: `${times(2, 'We O\nsaw O\nit O\nrain O\n. O\n\n')}${clean}`,
    good: `${times(2, 'We O\nsaw O\nit O\n. O\n\n')}${clean}`,
    at: [6, 'We'],
    says: /stands in the file 2 times\.$/,
    fix: `We O\nsaw O\nit O\nrain O\n. O\n\n${clean}`,
  },
  'inconsistent-form': {
    bad: `${times(4, 'to O\nOslo B-LOC\n\n')}to O\nOslo O\n\n`,
    good: times(5, 'to O\nOslo B-LOC\n\n'),
    at: [13, 'Oslo'],
    says: /"Oslo" is untagged here, but LOC in 4 of its 5 places in this file \(untagged 1\)/,
  },
  'punctuation-edge': {
    bad: `${clean}" B-PER\nBo I-PER\n, I-PER\nsat O\n\n`,
    good: `${clean}Bank B-PER\n( I-PER\nUK I-PER\n) I-PER\nsat O\n\n`,
    at: [10, 'B-PER'],
    says: /PER begins with """/,
    fix: `${clean}" O\nBo B-PER\n, O\nsat O\n\n`,
  },
  'rare-type': {
    bad: `${times(200, 'Bo B-PER\nsat O\n\n')}Oslo B-LOC\n\n`,
    good: `${times(200, 'Bo B-PER\nsat O\n\n')}${times(10, 'Oslo B-LOC\n\n')}`,
    at: [600, 'B-LOC'],
    says: /LOC has only one entity in this file/,
  },
  'no-negatives': {
    bad: times(20, 'Bo B-PER\nsat O\n\n'),
    good: `${times(20, 'Bo B-PER\nsat O\n\n')}She O\nsat O\n\n`,
    at: [0, 'Bo'],
    says: /All 20 sentences of this file have an entity/,
  },
};

describe('each rule', () => {
  it('has an example here, and a section in docs/rules.md', () => {
    expect(Object.keys(examples).sort()).toEqual([...RULE_CODES].sort());
    const sections = readFileSync(path.resolve(import.meta.dirname, '../../../docs/rules.md'), 'utf8');
    expect([...sections.matchAll(/^## (\S+)$/gmu)].map(([, code]) => code).sort()).toEqual([...RULE_CODES].sort());
  });

  // The key of the sentence that stands in dev too.
  const known = new Set<number>();
  lint(examples['train-test-overlap']?.bad ?? '', { elsewhere: [{ ...dev, line: (key) => void known.add(key) }] });
  for (const key of known) devLines.set(key, 7);

  it.each(Object.entries(examples))(
    '%s finds the bad example, not the good one',
    (code, { bad, good, at, says, fix, options }) => {
      const [problem] = found(code, bad, options);
      expect(problem?.message).toMatch(says);
      const line = bad.split('\n')[problem?.line ?? -1] ?? '';
      expect([problem?.line, line.slice(problem?.from, problem?.to)]).toEqual(at);
      expect(found(code, good, options)).toEqual([]);
      if (fix === undefined) expect(problem?.fix).toBeUndefined();
      else expect(fixed(code, bad, options)).toBe(fix);
    },
  );

  it.each(RULE_CODES.map((code) => [code]))(
    '%s finds nothing in clean sentences, and nothing when it is off',
    (code) => {
      expect(found(code, clean)).toEqual([]);
      const { bad = '', options } = examples[code] ?? {};
      expect(found(code, bad, { ...options, severities: { [code]: 'off' } })).toEqual([]);
      expect(
        new Set(found(code, bad, { ...options, severities: { [code]: 'hint' } }).map(({ severity }) => severity)),
      ).toEqual(new Set(['hint']));
    },
  );
});

describe('rules in detail', () => {
  it('type sets that are learnt from the file know slips from types', () => {
    const text = `${times(60, 'Bo B-PER\nsat O\n\n')}Bo B-PRE\nsat O\n\n${times(3, 'X1 B-GENE\n\n')}`;
    const problems = found('unknown-type', text);
    expect(problems.map(({ message }) => message)).toEqual(['PRE stands in this file hardly ever. Did you mean PER?']);
  });

  it.each([
    ['PERSON', 'PER'],
    ['per', 'PER'],
    ['LCO', 'LOC'],
    ['Organisation', 'Organization'],
    ['XYZ', undefined],
  ])('for %s the type that was meant is %s', (type, meant) => {
    const [problem] = found('unknown-type', `a B-${type}\n\n`, { types: ['PER', 'LOC', 'Organization'] });
    expect(/Did you mean (.*)\?/u.exec(problem?.message ?? '')?.[1]).toBe(meant);
  });

  it('duplicates with other tags are not to be removed, and name the first', () => {
    const one = 'We O\nsaw O\nOslo B-LOC\nin O\nrain O\n\n';
    const [problem] = found('duplicate-sentence', one + clean + one.replace('B-LOC', 'B-ORG'));
    expect(problem).toMatchObject({ line: 16, related: { line: 0 } });
    expect(problem?.message).toContain('not always with the same tags');
    expect(problem?.fix).toBeUndefined();
  });

  it('duplicates with the same prediction but another gold are not to be removed', () => {
    const one = 'We O O\nsaw O O\nOslo B-LOC O\nin O O\nrain O O\n\n';
    const [problem] = found('duplicate-sentence', one + one.replace('B-LOC', 'B-ORG'));
    expect(problem).toMatchObject({ line: 6, related: { line: 0 } });
    expect(problem?.message).toContain('not always with the same tags');
    expect(problem?.fix).toBeUndefined();
    const [same] = found('duplicate-sentence', `${one}${one}`);
    expect([same?.message, same?.fix?.title]).toEqual([
      'This sentence stands in the file 2 times.',
      'Remove this sentence',
    ]);
  });

  it('an entity may stand alone at the beginning of a sentence in IOB1, and in another document', () => {
    expect(found('entity-over-sentence-end', 'a I-X\n\nb I-X\nc B-X\n\n')).toEqual([]);
    expect(found('entity-over-sentence-end', `${clean}Bo B-PER\n\n-DOCSTART- O\n\nOle I-PER\n\n`)).toEqual([]);
  });

  it('a full stop belongs to a name, unless the sentence ends with it', () => {
    const [problem, ...others] = found('punctuation-edge', `${clean}Bo B-ORG\nInc I-ORG\n. I-ORG\n\n`);
    expect([problem?.message, others]).toEqual(['This ORG ends with ".".', []]);
    expect(found('punctuation-edge', `${clean}Bo B-ORG\nInc I-ORG\n. I-ORG\nsat O\n\n`)).toEqual([]);
  });

  it('a space inside a token of a file parted by tabs belongs to it, at its edge it does not', () => {
    expect(found('white-space-token', 'New York\tB-LOC\nran\tO\n\n')).toEqual([]);
    const [problem] = found('white-space-token', 'York \tB-LOC\nran\tO\n\n');
    expect(problem?.fix?.title).toBe('Change to "York"');
  });

  it('a token of nothing but white space has no fix', () => {
    const [problem] = found('white-space-token', `${clean}\u00a0 O\n\n`);
    expect(problem?.message).toContain('nothing but a no-break space');
    expect(problem?.fix).toBeUndefined();
  });

  it('problems come in the order of lines, with the severity of their rule', () => {
    const problems = lint(`${clean}lonely\nBo B_PER\nOle I-PER\n\n`);
    expect(problems.map(({ line, severity, code }) => [line, severity, code])).toEqual([
      [10, 'error', 'ragged-columns'],
      [11, 'error', 'tag-syntax'],
      [12, 'warning', 'illegal-sequence'],
    ]);
  });
});
