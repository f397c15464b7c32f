import fc from 'fast-check';

const word = fc.constantFrom('a', 'Ada', 'Bath', '張', '\u{1F600}', 'é', '.', '#', '\u00a0x');
const tag = fc.constantFrom('O', 'O', 'O', 'B-PER', 'I-PER', 'B-LOC', 'B-ORG', 'I-MISC');
const comment = fc.constantFrom('# a', '# weight = 0.5', '# sent_id = 7');
const tokenLine = fc.tuple(word, tag).map(([token, spelt]) => `${token} ${spelt}`);
const sentence = fc
  .tuple(
    fc.array(comment, { maxLength: 2 }),
    fc.array(fc.oneof({ weight: 9, arbitrary: tokenLine }, { weight: 1, arbitrary: comment }), { maxLength: 4 }),
    tokenLine,
  )
  .map(([above, more, last]) => [...above, ...more, last]);
const blanks = fc.constantFrom([''], [''], [''], ['', ''], ['  ']);
const docstart = fc.constantFrom(
  ['-DOCSTART- -X- O', ''],
  ['-DOCSTART-'],
  ['# about a document', '-DOCSTART- O', ''],
  ['# apart', '', '-DOCSTART- O', ''],
);
const block = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(sentence, blanks).map((parts) => parts.flat()) },
  { weight: 2, arbitrary: docstart },
  { weight: 1, arbitrary: fc.constant(['# floating', '']) },
);

/** Files with documents, comments in all places, several ends of line, a byte order mark or none, ended or not. */
export const conllTexts = fc
  .record({
    mark: fc.constantFrom('', '', '\ufeff'),
    top: fc.constantFrom([], [], ['# about the file', ''], ['# global.columns = FORM NER']),
    blocks: fc.array(block, { minLength: 1, maxLength: 25 }),
    endOfLine: fc.constantFrom('\n', '\n', '\r\n'),
    end: fc.constantFrom('', '\n', '\n\n'),
  })
  .map(({ mark, top, blocks, endOfLine, end }) => {
    const text = [...top, ...blocks.flat()].join('\n').trimEnd() + end;
    return mark + text.replaceAll('\n', endOfLine);
  });
