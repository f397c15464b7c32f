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
  whyNoTagPlace,
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
  .array(fc.oneof(piece, fc.constant('x\tO\n'), fc.constant('y NN B-PER\n'), fc.constant('New York\tB-LOC\n')), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

// A case takes a fraction of a millisecond; `expect` would take longer, so that the properties say themselves whether they hold.
describe('printing what was parsed', { timeout: 120_000 }, () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const { text, encoding } = decodeBytes(bytes);
        return Buffer.compare(encodeText(ConllDocument.parse(text).text, encoding), bytes) === 0;
      }),
      { numRuns: 25_000 },
    );
  });

  it('puts every character of any text into one line or its line end', () => {
    fc.assert(
      fc.property(conllLike, (text) => {
        const document = ConllDocument.parse(text);
        let position = 0;
        for (let line = 0; line < document.lineCount; line++) {
          const { start, end } = document.lineRange(line);
          if (!['', '\n', '\r', '\r\n'].includes(text.slice(position, start))) return false;
          if (line > 0 && start <= position) return false;
          for (const cell of document.cells(line)) if (text.slice(cell.start, cell.end) !== cell.text) return false;
          position = end;
        }
        const sentences = document.sentences.flatMap(({ lines }) => lines);
        const tokens = Array.from({ length: document.lineCount }, (_, line) => line).filter(
          (line) => document.lineKind(line) === 'token',
        );
        return (
          position === text.length &&
          text.split(/\r\n|\n|\r/u).length === document.lineCount &&
          sentences.join() === tokens.join()
        );
      }),
      { numRuns: 40_000 },
    );
  });

  it('is never kept from it by what is wrong: rules look at any text, and mark places that exist', () => {
    fc.assert(
      fc.property(conllLike, (text) => {
        const document = ConllDocument.parse(text);
        return lint(text).every(({ line, from, to }) => {
          const { start, end } = document.lineRange(line);
          return line < document.lineCount && from <= to && to <= end - start;
        });
      }),
      { numRuns: 6_000 },
    );
  });
});

describe('an edit of a sentence', { timeout: 120_000 }, () => {
  it('changes those tags and no other character, and undone gives back the text', () => {
    fc.assert(
      fc.property(conllLike, fc.nat(), fc.constantFrom('O', 'B-NEW', 'I-NEW'), (text, choice, tag) => {
        const document = ConllDocument.parse(text);
        const sentence = document.sentences[choice % Math.max(1, document.sentences.length)];
        const whole = sentence?.lines.every(
          (line) => document.cells(line).length > document.tagColumn && !whyNoTagPlace(document, line),
        );
        if (!sentence || !whole || document.tagColumn < 0) return true;
        const edits = editTags(
          document,
          sentence,
          sentence.tokens.map(() => tag),
        );
        const edited = applyEdits(text, edits);
        let shift = 0;
        const undone = edits.map(({ start, end, newText }) => {
          const at = start + shift;
          shift += newText.length - (end - start);
          return { start: at, end: at + newText.length, newText: text.slice(start, end) };
        });
        const cells = sentence.lines.flatMap((line) => document.cells(line)[document.tagColumn] ?? []);
        return (
          applyEdits(edited, undone) === text &&
          edits.every(({ start, end }) => cells.some((cell) => cell.start === start && cell.end === end))
        );
      }),
      { numRuns: 30_000 },
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

const found = corpora.filter((corpus) => fs.existsSync(path.join(shared, corpus)));

describe.skipIf(found.length === 0)('every file of the shared data', () => {
  const files = found.flatMap((corpus) =>
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
