import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/dataset';
import { inWords, readAs, writeAs } from './conllSamples';

const conll2003 =
  '\ufeff-DOCSTART- -X- -X- O\r\n\r\n# weight = 1\r\nEU NNP B-NP I-ORG\r\nrejects VBZ B-VP O\r\n\r\nRome NNP B-NP I-LOC';

describe('dialects of CoNLL', () => {
  it.each([
    [
      'conll2003',
      '\ufeff-DOCSTART- -X- -X- O\r\n\r\nEU NNP B-NP B-ORG\r\nrejects VBZ B-VP O\r\n\r\nRome NNP B-NP B-LOC',
    ],
    ['conll2002', '\ufeff-DOCSTART- O\r\n\r\nEU NNP B-ORG\r\nrejects VBZ O\r\n\r\nRome NNP B-LOC'],
    ['conll2000', '\ufeffEU NNP B-ORG\r\nrejects VBZ O\r\n\r\nRome NNP B-LOC'],
    ['wnut', '\ufeffEU\tB-ORG\r\nrejects\tO\r\n\r\nRome\tB-LOC'],
    ['bc5cdr', '\ufeffEU\tB-ORG\r\nrejects\tO\r\n\r\nRome\tB-LOC'],
    ['mit', '\ufeffB-ORG\tEU\r\nO\trejects\r\n\r\nB-LOC\tRome'],
    ['bioes', conll2003.replace('I-ORG', 'S-ORG').replace('I-LOC', 'S-LOC')],
    ['conll', conll2003],
  ])('%s: byte order mark, line ends and the missing last one stay', (id, expected) => {
    expect(writeAs(id, conll2003).text).toBe(expected);
  });

  it('name every column, comment and document they have no place for', () => {
    expect(inWords(writeAs('conll2000', conll2003).findings)).toEqual([
      'loss column: column 3 (B-NP, B-VP)',
      'loss comment @3: # weight = 1',
      'loss document-boundary @1: a document begins here',
    ]);
    expect(inWords(writeAs('conll2003', 'EU B-ORG\n').findings)).toEqual([
      'change filled-column: the part of speech is written as _',
      'change filled-column: the chunk is written as _',
    ]);
    expect(writeAs('conll2003', 'EU B-ORG\n').text).toBe('EU _ _ B-ORG\n');
    expect(inWords(writeAs('conll2003', '-DOCSTART- (42)\n\nEU B-ORG\n').findings)[2]).toBe(
      'loss metadata @1: the document\'s line says "(42)"',
    );
    expect(writeAs('conll', conll2003).findings).toEqual([]);
  });

  it('name tags that are not legal, and spaces where spaces part the columns', () => {
    const { text, findings } = writeAs('conll2002', 'HeLa cells\tB-CELL LINE\nand\tI-X\n', { scheme: 'bioes' });
    expect(text).toBe('HeLa_cells S-CELL_LINE\nand S-X\n');
    expect(inWords(findings)).toEqual([
      'change tag-spelling @2: I-X is not legal here in iob2: read as B-X',
      'loss token-spelling @1: "HeLa cells" is written as "HeLa_cells"',
      'loss type-spelling @1: "S-CELL LINE" is written as "S-CELL_LINE"',
    ]);
  });

  it('refuse what are no tags, and ragged lines, with the line', () => {
    expect(() => writeAs('wnut', 'EU B-ORG\nran VBD\n')).toThrow('source.conll, line 2: "VBD" in column 2 is no tag');
    expect(() => writeAs('wnut', 'EU NN B-ORG\nran VB O\nB-X\n')).toThrow(
      'source.conll, line 3: there are 1 columns, where 3 were expected',
    );
  });

  it('put the tags last when they are read: from the first column (MIT), or any that is named', () => {
    const mit = 'B-ACTOR\tbruce\nI-ACTOR\twillis\nO\tmovies\n';
    expect(detectFormat({ name: 'x.bio', text: mit }).id).toBe('mit');
    expect(readAs('mit', mit).text).toBe('bruce\tB-ACTOR\nwillis\tI-ACTOR\nmovies\tO\n');
    expect(writeAs('mit', readAs('mit', mit).text).text).toBe(mit);
    expect(readAs('conll', '# c\nEU B-ORG NNP\r\nran O VBD\n', { tagColumn: 1 }).text).toBe(
      '# c\nEU NNP B-ORG\r\nran VBD O\n',
    );
  });
});
