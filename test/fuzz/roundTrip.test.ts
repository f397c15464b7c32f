import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  ConllDocument,
  convertScheme,
  decodeBytes,
  editTags,
  encodeText,
  lint,
  tagSchemes,
} from '../../src/dataset';

const piece = fc.constantFrom(
  ...[
    'a',
    'Ada',
    '#',
    '# x',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '\u00a0',
    '\u2028',
    '\u0085',
    '\ufeff',
    '-DOCSTART-',
    '\u{1F600}',
    'é',
    '\u202e',
  ],
  ...['O', 'B-PER', 'I-PER', 'E-X', 'S-a-b', 'U-', '-', 'B_PER', ''],
);
/** Texts that look like CoNLL more often than chance would have it. */
const conllLike = fc
  .array(fc.oneof(piece, fc.constant('x\tO\n'), fc.constant('y NN B-PER\n')), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('printing what was parsed', () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { text, encoding } = decodeBytes(bytes);
        expect(encodeText(ConllDocument.parse(text).text, encoding)).toEqual(new Uint8Array(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it('puts every character of any text into one line or its line end', () => {
    fc.assert(
      fc.property(conllLike, (text) => {
        const document = ConllDocument.parse(text);
        let position = 0;
        for (let line = 0; line < document.lineCount; line++) {
          const { start, end } = document.lineRange(line);
          expect(['', '\n', '\r', '\r\n']).toContain(text.slice(position, start));
          if (line > 0) expect(start).toBeGreaterThan(position);
          position = end;
        }
        expect(position).toBe(text.length);
        expect(text.split(/\r\n|\n|\r/u).length).toBe(document.lineCount);
        lint(document.text);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('an edit of a sentence', () => {
  it('changes those tags and no other character', () => {
    fc.assert(
      fc.property(conllLike, fc.nat(), fc.constantFrom('O', 'B-NEW', 'I-NEW'), (text, choice, tag) => {
        const document = ConllDocument.parse(text);
        const sentence = document.sentences[choice % Math.max(1, document.sentences.length)];
        const whole = sentence?.lines.every((line) => document.cells(line).length > document.tagColumn);
        if (!sentence || !whole || document.tagColumn < 0) return;
        const edits = editTags(
          document,
          sentence,
          sentence.tokens.map(() => tag),
        );
        const edited = applyEdits(text, edits);
        const undone = edits.map(({ start, end, newText }) => {
          const shift = edits
            .filter((other) => other.start < start)
            .reduce((sum, other) => sum + other.newText.length - (other.end - other.start), 0);
          return { start: start + shift, end: start + shift + newText.length, newText: text.slice(start, end) };
        });
        expect(applyEdits(edited, undone)).toBe(text);
        expect(
          edits.every(({ start, end }) =>
            sentence.lines.some((line) =>
              document.cells(line).some((cell) => cell.start === start && cell.end === end),
            ),
          ),
        ).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

const shared = path.resolve(import.meta.dirname, '../../../shared/data');
const corpora = [
  'bc5cdr',
  'conll2003-iob2',
  'crossner',
  'noisebench',
  'wikigold',
  'wnut17',
  'metrics-vectors',
  'tokenizer',
  'proggen',
];

describe.skipIf(!fs.existsSync(shared))('every file of the shared data', () => {
  const files = corpora.flatMap((corpus) =>
    fs
      .readdirSync(path.join(shared, corpus), { recursive: true, withFileTypes: true })
      .flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [])),
  );

  it.each(files.map((file) => [path.relative(shared, file), file]))('%s comes back byte for byte', (_name, file) => {
    const bytes = fs.readFileSync(file);
    const { text, encoding } = decodeBytes(bytes);
    const document = ConllDocument.parse(text);
    expect(Buffer.compare(encodeText(document.text, encoding), bytes)).toBe(0);
    if (lint(document.text).length > 0 || document.sentences.length === 0) return;
    for (const scheme of tagSchemes) {
      const converted = ConllDocument.parse(applyEdits(text, convertScheme(document, scheme)));
      const back = applyEdits(converted.text, convertScheme(converted, 'iob2'));
      expect(back).toBe(applyEdits(text, convertScheme(document, 'iob2')));
    }
  });
});
