import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConllDocument } from '../../../src/dataset';
import { anyDocuments, conllText, essence, inWords, losses, readAs, writeAs } from './conllSamples';

const row = (...cells: string[]): string => cells.join('\t');
const word = (id: string, form: string, misc = '_'): string => row(id, form, '_', '_', '_', '_', '_', '_', '_', misc);

/** Multiword tokens, empty nodes, comments, documents, a word with a space, a key with tags among others. */
const sample = [
  '# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC',
  '# newdoc id = d1',
  '# sent_id = d1-1',
  '# text = vámonos al mar con Ana María López.',
  word('1-2', 'vámonos'),
  word('1', 'vamos'),
  word('2', 'nos'),
  word('3-4', 'al'),
  word('3', 'a'),
  word('4', 'el'),
  word('4.1', 'gran'),
  word('5', 'mar', 'Gloss=sea'),
  word('6', 'con'),
  row('7', 'Ana María', 'Ana María', 'PROPN', '_', 'Number=Sing', '6', 'obj', '6:obj', 'name=B-PER|Gloss=Ana'),
  word('8', 'López', 'name=I-PER|SpaceAfter=No'),
  word('9', '.'),
  '',
  '# sent_id = d1-2',
  '# text = Sí',
  word('1', 'Sí'),
  '',
  '# newdoc id = d2',
  '# sent_id = d2-1',
  word('1', 'Roma', 'name=B-LOC'),
  '',
  '',
].join('\n');

describe('CoNLL-U', () => {
  it('becomes CoNLL with the form first and the tag last, and loses nothing', () => {
    const { text, findings } = readAs('conllu', sample);
    expect(findings).toEqual([]);
    expect(essence(text)).toEqual([
      {
        tokens: ['vamos', 'nos', 'a', 'el', 'mar', 'con', 'Ana María', 'López', '.'],
        entities: [{ type: 'PER', start: 6, end: 8 }],
        documentIndex: 0,
      },
      { tokens: ['Sí'], entities: [], documentIndex: 0 },
      { tokens: ['Roma'], entities: [{ type: 'LOC', start: 0, end: 1 }], documentIndex: 1 },
    ]);
  });

  it.each([
    ['LF', sample],
    ['CRLF and a byte order mark', `\ufeff${sample.replaceAll('\n', '\r\n')}`],
    ['no last line end', sample.trimEnd()],
    ['tags O written out', sample.replaceAll('\t_\n', '\tname=O\n')],
  ])('comes back byte for byte: %s', (_what, text) => {
    const { text: back, findings } = writeAs('conllu', readAs('conllu', text).text);
    expect(back).toBe(text);
    expect(findings).toEqual([]);
  });

  it('comes back with the edited tags alone changed', () => {
    const { text } = readAs('conllu', sample);
    const edited = text
      .replace(/(Ana María\t.*\t)B-PER/u, '$1O')
      .replace(/(López\t.*\t)I-PER/u, '$1B-MISC')
      .replace(/(mar\t.*\t)O/u, '$1B-LOC');
    expect(writeAs('conllu', edited).text).toBe(
      sample
        .replace('name=B-PER|Gloss=Ana', 'Gloss=Ana')
        .replace('name=I-PER', 'name=B-MISC')
        .replace('Gloss=sea', 'Gloss=sea|name=B-LOC'),
    );
  });

  it('gets a column for its tags where that is wanted: CoNLL-U Plus, which is read again', () => {
    const plus = writeAs('conllu', readAs('conllu', sample).text, { tagsInColumn: true });
    expect(plus.files[0]?.name).toBe('.conllup');
    expect(plus.text.split('\n').slice(0, 6)).toEqual([
      '# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC CONLL:NER',
      '# newdoc id = d1',
      '# sent_id = d1-1',
      '# text = vámonos al mar con Ana María López.',
      `${word('1-2', 'vámonos')}\t_`,
      `${word('1', 'vamos')}\tO`,
    ]);
    expect(plus.text).not.toContain('name=');
    const again = readAs('conllu', plus.text);
    expect(essence(again.text)).toEqual(essence(readAs('conllu', sample).text));
    expect(writeAs('conllu', again.text).text).toBe(plus.text);
  });

  it('finds tags in any column of a file of other columns, as Universal NER has them', () => {
    const text = '# sent_id = a\n1\tAda\tB-PER\t-\tme\n2\tran\tO\t-\tme\n\n';
    const { text: conll } = readAs('conllu', text);
    expect(essence(conll)[0]).toMatchObject({ tokens: ['Ada', 'ran'], entities: [{ type: 'PER', start: 0, end: 1 }] });
    expect(writeAs('conllu', conll).text).toBe(text);
  });

  it('reads brackets, names what nests in others, and leaves brackets alone that still say what the tags say', () => {
    const text = [
      '# global.Entity = entity-GRP-identity',
      word('1', 'the', 'Entity=(place-2-Green_Country'),
      word('2', 'region'),
      word('3', 'of'),
      word('4', 'Oklahoma', 'Entity=(place-3-Oklahoma)2)'),
      word('5', 'Tulsa', 'Entity=(city-1-Tulsa)'),
      '',
      '',
    ].join('\n');
    const { text: conll, findings } = readAs('conllu', text);
    expect(essence(conll)[0]?.entities).toEqual([
      { type: 'place', start: 0, end: 4 },
      { type: 'city', start: 4, end: 5 },
    ]);
    expect(inWords(findings)).toEqual([
      'loss nested-entity @5: place "Oklahoma" stands inside place "the region of Oklahoma"',
    ]);
    expect(writeAs('conllu', conll).text).toBe(text);
    expect(writeAs('conllu', conll.replace('B-city', 'B-town')).text).toContain('Entity=(city-1-Tulsa)|NER=B-town');
  });

  it('takes another key where it is told, and says when it is not there', () => {
    const text = `${word('1', 'Ada', 'A=B-X|B=B-Y')}\n\n`;
    expect(readAs('conllu', text, { tagKey: 'B' }).text).toContain('\tB-Y\n');
    expect(readAs('conllu', text, { tagKey: 'A' }).text).toContain('\tB-X\n');
    expect(() => readAs('conllu', { 'x.conllu': text }, { tagKey: 'C' })).toThrow('x.conllu: no word has "C=" in MISC');
  });

  it('is made from other CoNLL, with parts of speech, ids and texts; the rest is named', () => {
    const conll = '-DOCSTART- -X- -X- O\n\n# weight = 0.5\nAda NNP B-NP B-PER\nran VBD B-VP O\n';
    const { text, findings } = writeAs('conllu', conll, { tagKey: 'NE' });
    expect(text).toBe(
      [
        '# newdoc',
        '# sent_id = 1',
        '# text = Ada ran',
        '# weight = 0.5',
        row('1', 'Ada', '_', '_', 'NNP', '_', '_', '_', '_', 'NE=B-PER'),
        row('2', 'ran', '_', '_', 'VBD', '_', '_', '_', '_', '_'),
        '',
        '',
      ].join('\n'),
    );
    expect(inWords(findings)).toEqual(['loss column: column 3 (B-NP, B-VP)']);
  });

  it('says which spaces and columns other formats lose of it', () => {
    const { text } = readAs('conllu', sample);
    const { text: doccano, findings } = writeAs('doccano', text, { by: 'sentence' });
    expect(JSON.parse(doccano.split('\n')[0] ?? '')).toMatchObject({
      id: 'd1-1',
      text: 'vamos nos a el mar con Ana María López.',
      label: [[23, 38, 'PER']],
    });
    expect(inWords(losses(findings)).filter((each) => !each.includes('comment'))).toEqual([
      'loss column: ID (1, 2, 3, …)',
      ...['LEMMA', 'UPOS', 'XPOS', 'FEATS', 'HEAD', 'DEPREL', 'DEPS', 'MISC'].map(
        (name) => `loss column: ${name} (_, _, _, …)`,
      ),
      'loss token-boundary @18: the token "Ana María" holds a space',
      'loss token-boundary @20: "López" and "." are written without a space',
      'loss column @9: a multiword token or empty node: 1-2 vámonos',
      'loss column @12: a multiword token or empty node: 3-4 al',
      'loss column @15: a multiword token or empty node: 4.1 gran',
      'loss document-boundary @30: document 2 begins here',
    ]);
  });

  it('converts the scheme both ways', () => {
    const text = `${word('1', 'Ada', 'NER=S-PER')}\n\n`;
    const { text: conll } = readAs('conllu', text, { scheme: 'iob2' });
    expect(conll).toContain('\tB-PER\n');
    expect(writeAs('conllu', conll, { scheme: 'bioes' }).text).toBe(text);
  });

  it.each([
    ['too few fields', `${word('1', 'Ada')}\n2\tran\n`, 'x.conllu, line 2: there are 2 fields, where 10 were expected'],
    ['no ID', `${word('1', 'Ada')}\n${word('x', 'ran')}\n`, 'x.conllu, line 2: "x" is no ID'],
    ['no word', '# sent_id = 1\n\n', 'x.conllu: there is no word in it'],
  ])('refuses %s, with the line', (_what, text, message) => {
    expect(() => readAs('conllu', { 'x.conllu': text })).toThrow(message);
  });

  it('refuses types that MISC cannot hold', () => {
    expect(() => writeAs('conllu', 'Ada B-A|B\n')).toThrow('source.conll, line 1: "B-A|B" holds |');
    expect(writeAs('conllu', 'Ada B-A|B\n', { tagsInColumn: true }).text).toContain('\tB-A|B\n');
  });

  it('fills empty fields, and says so', () => {
    const { text, findings } = readAs('conllu', `${row('1', 'Ada', '', '_', '_', '_', '_', '_', '_', '_')}\n`);
    expect(ConllDocument.parse(text).columnCount).toBe(11);
    expect(inWords(findings)).toEqual(['change filled-column @1: the empty field LEMMA is written as _']);
  });

  it('comes back byte for byte whatever the words and tags are', () => {
    fc.assert(
      fc.property(anyDocuments(), fc.boolean(), (documents, tagsInColumn) => {
        const { text } = writeAs('conllu', conllText(documents), { tagsInColumn });
        expect(writeAs('conllu', readAs('conllu', text).text).text).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
