import { describe, expect, it } from 'vitest';
import { ConllDocument, detectFormat } from '../../../src/dataset';
import { essence, inWords, losses, readAs, writeAs } from './conllSamples';

const jsonl = (...records: unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const linesOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const region = (start: number, end: number, text: string, label: string, more: object = {}) => ({
  id: `r${start}`,
  from_name: 'label',
  to_name: 'text',
  type: 'labels',
  origin: 'manual',
  value: { start, end, text, labels: [label] },
  ...more,
});

describe('Label Studio', () => {
  const task = {
    id: 7,
    data: { text: 'Dr. Grace Hopper joined the Navy in Boston.', source: 'letters/12' },
    annotations: [
      { id: 1, was_cancelled: true, result: [region(0, 3, 'Dr.', 'TITLE')] },
      {
        id: 2,
        completed_by: 4,
        result: [
          region(4, 16, 'Grace Hopper', 'PER', { meta: { text: ['sure'] } }),
          region(10, 16, 'Hopper', 'PER'),
          region(28, 32, 'Navy', 'ORG'),
          region(36, 42, 'Boston', 'LOC', { score: 0.9 }),
          { from_id: 'r4', to_id: 'r28', type: 'relation', direction: 'right', labels: ['works-for'] },
          { id: 'r4', from_name: 'certainty', to_name: 'text', type: 'choices', value: { choices: ['high'] } },
        ],
      },
    ],
    predictions: [{ model_version: 'v1', result: [region(28, 32, 'Navy', 'LOC')] }],
  };

  it('reads tasks, and names all that CoNLL has no place for', () => {
    const { text, findings } = readAs('label-studio', JSON.stringify([task], undefined, 2));
    expect(text).toBe(
      '# id = 7\nDr. O\nGrace B-PER\nHopper I-PER\njoined O\nthe O\nNavy B-ORG\nin O\nBoston B-LOC\n. O\n',
    );
    expect(inWords(losses(findings))).toEqual([
      'loss metadata @2: data.source = "letters/12"',
      'loss other-annotation @2: annotations[0] (1 regions)',
      'loss prediction @2: predictions[0] (1 regions)',
      'loss note @2: {"text":["sure"]}',
      'loss confidence @2: annotations[1].result[3].score = 0.9',
      'loss relation @2: works-for from r4 to r28',
      'loss attribute @2: choices "certainty" = {"choices":["high"]}',
      'loss nested-entity @2: PER "Hopper" stands inside PER "Grace Hopper"',
    ]);
  });

  it('comes back as the same task: id, text and regions', () => {
    const simple = [
      {
        id: 7,
        data: { text: 'Grace Hopper joined the Navy .' },
        annotations: [{ result: [region(0, 12, 'Grace Hopper', 'PER'), region(24, 28, 'Navy', 'ORG')] }],
      },
    ];
    const { text } = readAs('label-studio', JSON.stringify(simple));
    const [back] = JSON.parse(writeAs('label-studio', text).text);
    expect(back).toMatchObject({ id: 7, data: simple[0]?.data });
    expect(back.annotations[0].result.map((each: { value: unknown }) => each.value)).toEqual(
      simple[0]?.annotations[0]?.result.map(({ value }) => value),
    );
  });

  it('takes a prediction where nobody has annotated, and says so', () => {
    const { annotations: _none, ...predicted } = task;
    const { text, findings } = readAs('label-studio', jsonl(predicted));
    expect(text).toContain('Navy B-LOC');
    expect(inWords(findings)).toContain(
      'change used-prediction @1: nobody has annotated the text: the prediction of v1 is used',
    );
  });

  it('finds by the text of a region which unit its offsets count', () => {
    const old = { data: { text: '😀 met Ada.' }, annotations: [{ result: [region(7, 10, 'Ada', 'PER')] }] };
    const now = { data: { text: '😀 met Ada.' }, annotations: [{ result: [region(6, 9, 'Ada', 'PER')] }] };
    for (const each of [old, now]) expect(readAs('label-studio', jsonl(each)).text).toContain('Ada B-PER');
    expect(inWords(readAs('label-studio', jsonl(old)).findings)).toContain(
      'change offset-unit @1: "Ada" is placed by UTF-16 code units',
    );
  });

  it('reads the short export, JSON-MIN', () => {
    const { text } = readAs(
      'label-studio',
      jsonl({ id: 3, text: 'Ada ran.', label: [{ start: 0, end: 3, text: 'Ada', labels: ['PER'] }], annotator: 1 }),
    );
    expect(text).toBe('# id = 3\nAda B-PER\nran O\n. O\n');
  });

  it('names second labels and regions without one', () => {
    const result = [
      { type: 'labels', value: { start: 0, end: 3, text: 'Ada', labels: ['PER', 'HERO'] } },
      { type: 'labels', value: { start: 4, end: 7, text: 'ran', labels: [] } },
    ];
    expect(
      inWords(
        losses(readAs('label-studio', jsonl({ data: { text: 'Ada ran.' }, annotations: [{ result }] })).findings),
      ),
    ).toEqual(['loss second-label @1: HERO of "Ada"', 'loss unlabelled-span @1: "ran"']);
  });

  it.each([
    [
      'offsets outside the text',
      {
        data: { text: 'Ada' },
        annotations: [{ result: [{ type: 'labels', value: { start: 0, end: 9, labels: ['X'] } }] }],
      },
      'x.json, line 1: a region stands at 0 to 9, but its text has 3 characters',
    ],
    [
      'another text',
      { data: { text: 'Ada ran' }, annotations: [{ result: [region(0, 3, 'Bob', 'X')] }] },
      'x.json, line 1: a region should be "Bob", but at 0 to 3 its text says "Ada"',
    ],
    [
      'a wrong type',
      {
        data: { text: 'Ada ran' },
        annotations: [{ result: [{ type: 'labels', value: { start: 'a', end: 3, labels: ['X'] } }] }],
      },
      '"annotations[0].result[0].value.start" holds "a" where a whole number from 0 was expected',
    ],
    ['no text', { data: { image: 3 }, annotations: [] }, "no field of the task's data is its text"],
  ])('refuses %s, with the line', (_what, broken, message) => {
    expect(() => readAs('label-studio', { 'x.json': JSON.stringify([broken]) })).toThrow(message);
  });
});

describe('doccano', () => {
  const records = [
    {
      id: 11,
      text: 'EU rejects German call .',
      label: [
        [0, 2, 'ORG'],
        [11, 17, 'MISC'],
      ],
    },
    { id: 12, text: 'Peter Blackburn', label: [[0, 15, 'PERSON']] },
  ];

  it('comes back as the same records', () => {
    const { text } = readAs('doccano', jsonl(...records), { pretokenized: true });
    expect(linesOf(writeAs('doccano', text).text)).toEqual(records);
  });

  it('reads exports of projects with relations, and names relations, comments and metadata', () => {
    const record = {
      id: 6400,
      text: 'Ada wrote to Babbage.',
      Comments: ['check'],
      source: 'a.txt',
      entities: [
        { id: 1, label: 'PER', start_offset: 0, end_offset: 3 },
        { id: 2, label: 'PER', start_offset: 13, end_offset: 20 },
      ],
      relations: [{ id: 9, from_id: 1, to_id: 2, type: 'writes-to' }],
    };
    const { text, findings } = readAs('doccano', jsonl(record));
    expect(essence(text)[0]?.entities).toHaveLength(2);
    expect(inWords(losses(findings))).toEqual([
      'loss relation @1: writes-to from 1 to 2',
      'loss note @1: check',
      'loss metadata @1: source = "a.txt"',
    ]);
    expect(linesOf(writeAs('doccano-relations', text).text)).toEqual([
      {
        id: 6400,
        text: 'Ada wrote to Babbage .',
        entities: [
          { id: 0, label: 'PER', start_offset: 0, end_offset: 3 },
          { id: 1, label: 'PER', start_offset: 13, end_offset: 20 },
        ],
        relations: [],
      },
    ]);
  });

  it('counts UTF-16 code units, unless it is told otherwise', () => {
    const text = '👨🏻‍🚒 met Ada.';
    const read = (start: number, offsets?: 'code-points' | 'graphemes') =>
      readAs('doccano', jsonl({ text, label: [[start, start + 3, 'PER']] }), offsets ? { offsets } : {}).text;
    expect(read(12)).toContain('Ada B-PER');
    expect(read(9, 'code-points')).toContain('Ada B-PER');
    expect(read(6, 'graphemes')).toContain('Ada B-PER');
  });

  it('parts a token where an entity begins or ends inside it, and says so', () => {
    const { text, findings } = readAs('doccano', jsonl({ text: 'anti-German feelings', label: [[5, 11, 'MISC']] }));
    expect(text).toBe('anti- O\nGerman B-MISC\nfeelings O\n');
    expect(inWords(findings)).toContain(
      'change token-split @1: "anti-German" is parted into "anti-", "German", where an entity begins or ends',
    );
  });

  it('keeps the longest of entities that overlap, trims spaces, and never ends a sentence inside an entity', () => {
    const text = 'Yahoo! Inc. bought the New York Times of London';
    const label = [
      [0, 12, 'ORG'],
      [23, 31, 'LOC'],
      [23, 37, 'ORG'],
      [32, 47, 'ORG'],
      [12, 12, 'X'],
    ];
    const { text: conll, findings } = readAs('doccano', jsonl({ text, label }));
    expect(
      essence(conll).map(({ tokens, entities }) =>
        entities.map(({ type, start, end }) => `${type} ${tokens.slice(start, end).join(' ')}`),
      ),
    ).toEqual([['ORG Yahoo ! Inc .', 'LOC New York', 'ORG Times of London']]);
    expect(inWords(findings).slice(1)).toEqual([
      'change trimmed-span @1: ORG "Yahoo! Inc." begins or ends with white space',
      'loss empty-span @1: X at character 12 covers no text',
      'loss overlapping-entity @1: ORG "New York Times" overlaps ORG "Times of London"',
    ]);
  });

  it('names an entity inside another', () => {
    const record = {
      text: 'Bank of England',
      label: [
        [0, 15, 'ORG'],
        [8, 15, 'LOC'],
        [0, 15, 'ORG'],
      ],
    };
    expect(inWords(readAs('doccano', jsonl(record)).findings).slice(1)).toEqual([
      'change overlapping-entity @1: ORG "Bank of England" is marked twice',
      'loss nested-entity @1: LOC "England" stands inside ORG "Bank of England"',
    ]);
  });

  it('keeps types exactly, also with spaces', () => {
    const { text } = readAs('doccano', jsonl({ text: 'a nurse ran', label: [[2, 7, 'Job Title']] }));
    expect(text).toBe('a\tO\nnurse\tB-Job Title\nran\tO\n');
    expect(linesOf(writeAs('doccano', text).text)).toEqual([{ text: 'a nurse ran', label: [[2, 7, 'Job Title']] }]);
  });

  it.each([
    ['broken JSON', '{"text":"a","label":[]}\n{"text":"b",\n', 'x.jsonl, line 2: this is no JSON'],
    [
      'offsets outside the text',
      jsonl({ text: 'a', label: [] }, { text: 'Ada', label: [[0, 9, 'PER']] }),
      'x.jsonl, line 2: PER stands at 0 to 9, but its text has 3 characters',
    ],
    [
      'an entity of another form',
      jsonl({ text: 'Ada', label: [[0, 3]] }),
      'x.jsonl, line 1: "label[0]" holds [0,3] where [start, end, type] was expected',
    ],
    ['a text that is none', jsonl({ text: 5, label: [] }), 'x.jsonl, line 1: "text" holds 5 where a text was expected'],
    [
      'a negative offset',
      jsonl({ text: 'Ada', label: [[-1, 3, 'X']] }),
      '"label[0][0]" holds -1 where a whole number from 0 was expected',
    ],
    ['an empty file', '\n', 'x.jsonl: the file is empty'],
    ['texts without words', jsonl({ text: ' ', label: [] }), 'there is no text in it'],
  ])('refuses %s', (_what, text, message) => {
    expect(() => readAs('doccano', { 'x.jsonl': text })).toThrow(message);
  });
});

describe('spaCy and Prodigy', () => {
  const doc = {
    text: 'Apple hired Ada. She lives in Bath.',
    ents: [
      { start: 0, end: 5, label: 'ORG' },
      { start: 12, end: 15, label: 'PERSON' },
      { start: 30, end: 34, label: 'GPE' },
    ],
    sents: [
      { start: 0, end: 16 },
      { start: 17, end: 35 },
    ],
    tokens: [
      [0, 5],
      [6, 11],
      [12, 15],
      [15, 16],
      [17, 20],
      [21, 26],
      [27, 29],
      [30, 34],
      [34, 35],
    ].map(([start, end], id) => ({ id, start, end })),
  };
  const conll = 'Apple B-ORG\nhired O\nAda B-PERSON\n. O\n\nShe O\nlives O\nin O\nBath B-GPE\n. O\n';

  it('reads Doc.to_json() with its own tokens and sentences', () => {
    const { text, findings } = readAs('spacy', jsonl(doc));
    expect(text).toBe(conll);
    expect(findings).toEqual([]);
  });

  it.each([
    ['Prodigy', { text: doc.text, spans: doc.ents, answer: 'accept' }],
    ['named groups of spans', { text: doc.text, spans: { sc: doc.ents } }],
    ['offsets', { text: doc.text, entities: doc.ents.map(({ start, end, label }) => [start, end, label]) }],
    ['a pair of version 2', [doc.text, { entities: doc.ents.map(({ start, end, label }) => [start, end, label]) }]],
    [
      'the NER annotator',
      {
        classes: ['ORG'],
        annotations: [[doc.text, { entities: doc.ents.map(({ start, end, label }) => [start, end, label]) }]],
      },
    ],
  ])('reads %s', (_what, record) => {
    expect(readAs('spacy', jsonl(record, record).split('\n')[0] ?? '').text).toBe(conll);
    expect(detectFormat({ name: 'x.jsonl', text: jsonl(record) }).id).toBe('spacy');
  });

  it('reads training files of version 2, with BILUO tags', () => {
    const token = (orth: string, ner: string, id: number) => ({ id, orth, ner, tag: 'NN' });
    const file = [
      {
        id: 0,
        paragraphs: [
          {
            raw: 'New York is big.',
            sentences: [
              {
                tokens: [
                  token('New', 'B-GPE', 0),
                  token('York', 'L-GPE', 1),
                  token('is', 'O', 2),
                  token('big', '-', 3),
                  token('.', 'O', 4),
                ],
                brackets: [],
              },
            ],
          },
        ],
      },
    ];
    const { text, findings } = readAs('spacy', JSON.stringify(file, undefined, 2));
    expect(text).toBe('# id = 0\nNew B-GPE\nYork I-GPE\nis O\nbig O\n. O\n');
    expect(inWords(findings)).toEqual(['loss column @2: of the tokens: tag']);
  });

  it('comes back as the same document, where tokens are parted by one space', () => {
    const { text } = readAs('spacy', jsonl(doc));
    const [back] = linesOf(writeAs('spacy', text, { by: 'file' }).text);
    expect(back).toMatchObject({
      text: 'Apple hired Ada . She lives in Bath .',
      ents: [
        { start: 0, end: 5, label: 'ORG' },
        { start: 12, end: 15 },
        { start: 31, end: 35 },
      ],
    });
    expect(readAs('spacy', jsonl(back)).text).toBe(conll);
  });

  it('leaves out what was rejected, and names links, scores, groups and what tokens say', () => {
    const { findings, text } = readAs(
      'spacy',
      jsonl(
        { text: 'No.', spans: [], answer: 'reject' },
        {
          text: 'Ada ran.',
          ents: [{ start: 0, end: 3, label: 'PER', kb_id: 'Q7259' }],
          spans: { sc: [{ start: 0, end: 7, label: 'EVENT' }] },
          cats: { sport: 1 },
          tokens: [
            { id: 0, start: 0, end: 3, pos: 'PROPN' },
            { id: 1, start: 4, end: 7, pos: 'VERB' },
            { id: 2, start: 7, end: 8, pos: 'PUNCT' },
          ],
        },
      ),
    );
    expect(text).toBe('Ada B-PER\nran O\n. O\n');
    expect(inWords(findings)).toEqual([
      'loss rejected-record @1: "No." was answered with reject',
      'loss metadata @2: cats = {"sport":1}',
      'loss column @2: of the tokens: pos',
      'loss other-annotation @2: spans.sc (1 spans)',
      'loss normalization @2: PER is Q7259',
    ]);
  });

  it('writes Prodigy tasks whose spans name tokens', () => {
    const [task] = linesOf(writeAs('prodigy', 'Ada B-PER\nLovelace I-PER\nran O\n').text);
    expect(task).toEqual({
      text: 'Ada Lovelace ran',
      tokens: [
        { text: 'Ada', start: 0, end: 3, id: 0, ws: true },
        { text: 'Lovelace', start: 4, end: 12, id: 1, ws: true },
        { text: 'ran', start: 13, end: 16, id: 2, ws: false },
      ],
      spans: [{ start: 0, end: 12, token_start: 0, token_end: 1, label: 'PER' }],
    });
  });

  it('refuses tokens that are not those of the text', () => {
    const broken = { text: 'Ada ran', tokens: [{ text: 'Bob', start: 0, end: 3, id: 0 }], spans: [] };
    expect(() => readAs('spacy', { 'x.jsonl': jsonl(broken) })).toThrow('x.jsonl, line 1: "tokens[0]" holds');
  });
});

describe('Hugging Face', () => {
  const records = [
    {
      id: '0',
      tokens: ['EU', 'rejects', 'New York'],
      pos_tags: ['NNP', 'VBZ', 'NNP'],
      ner_tags: ['B-ORG', 'O', 'B-LOC'],
    },
    { id: '1', tokens: ['Peter'], pos_tags: ['NNP'], ner_tags: ['B-PER'] },
  ];

  it('comes back as the same records, columns and tokens with spaces included', () => {
    const { text, findings } = readAs('huggingface', jsonl(...records));
    expect(findings).toEqual([]);
    expect(linesOf(writeAs('huggingface', text).text)).toEqual(records);
  });

  it('reads numbers by a list of labels, and refuses them without', () => {
    const numbers = jsonl({ tokens: ['Peter', 'ran'], ner_tags: [1, 0] });
    expect(readAs('huggingface', numbers, { labels: ['O', 'B-PER'] }).text).toBe('Peter B-PER\nran O\n');
    expect(() => readAs('huggingface', { 'x.jsonl': numbers })).toThrow(
      'x.jsonl, line 1: the tags are numbers, so the list of their names is needed',
    );
    expect(() => readAs('huggingface', numbers, { labels: ['O'] })).toThrow(
      'the list of labels has 1 of them, and none is number 1',
    );
  });

  it('begins documents where records name another, or are -DOCSTART-', () => {
    const sentence = (document: number) => ({ tokens: ['a'], ner_tags: ['O'], document });
    const { text } = readAs('huggingface', jsonl(sentence(0), sentence(0), sentence(1)));
    expect(ConllDocument.parse(text).sentences.map(({ documentIndex }) => documentIndex)).toEqual([0, 0, 1]);
    const marked = readAs(
      'huggingface',
      jsonl(
        { tokens: ['-DOCSTART-'], ner_tags: ['O'] },
        { tokens: ['a'], ner_tags: ['O'] },
        { tokens: ['-DOCSTART-'], ner_tags: ['O'] },
        { tokens: ['b'], ner_tags: ['O'] },
      ),
    );
    expect(marked.text).toBe('-DOCSTART- O\n\na O\n\n-DOCSTART- O\n\nb O\n');
  });

  it('reads types without prefixes, and spells tokens that would break a line', () => {
    const { text, findings } = readAs(
      'huggingface',
      jsonl({ tokens: ['New', 'York', '', 'a\tb'], ner_tags: ['location', 'location', 'O', 'O'], lang: 'en' }),
    );
    expect(essence(text)[0]).toMatchObject({
      tokens: ['New', 'York', '_', 'a b'],
      entities: [{ type: 'location', start: 0, end: 2 }],
    });
    expect(inWords(findings)).toEqual([
      'loss metadata @1: lang = "en"',
      'change tag-spelling @1: "location" has no prefix: neighbouring tokens of one type are read as one entity',
      'change token-spelling @1: the token "" is written as "_"',
      'change token-spelling @1: the token "a\\tb" is written as "a b"',
    ]);
  });

  it.each([
    [
      'fewer tags than tokens',
      { tokens: ['a', 'b'], ner_tags: ['O'] },
      '"ner_tags" holds ["O"] where a list of 2 tags, one for each token, was expected',
    ],
    ['no tags', { tokens: ['a'] }, 'where "ner_tags" beside "tokens" was expected'],
    [
      'a token that is no text',
      { tokens: ['a', 3], ner_tags: ['O', 'O'] },
      '"tokens[1]" holds 3 where a text was expected',
    ],
  ])('refuses %s', (_what, record, message) => {
    expect(() => readAs('huggingface', { 'x.jsonl': jsonl(record) })).toThrow(message);
  });
});

describe('brat', () => {
  const text = 'Sony formed a joint venture with Ericsson.\nNorth and South America agreed.\n';
  const ann = [
    'T1\tORG 0 4\tSony',
    'T2\tORG 33 41\tEricsson',
    'T3\tLOC 43 48;59 66\tNorth America',
    'T4\tLOC 53 66\tSouth America',
    'R1\tPartner Arg1:T1 Arg2:T2',
    'E1\tMERGE:T1 Org:T2',
    'A1\tNegated T1',
    'N1\tReference T1 Wikipedia:41187\tSony',
    '#1\tAnnotatorNotes T1\tsure',
    '*\tEquiv T1 T2',
    '',
  ].join('\n');

  it('reads a pair, and names discontinuous entities and all that CoNLL has no place for', () => {
    const { text: conll, findings } = readAs('brat', { 'a.txt': text, 'a.ann': ann });
    expect(
      essence(conll).map(({ tokens, entities }) =>
        entities.map(({ type, start, end }) => `${type} ${tokens.slice(start, end).join(' ')}`),
      ),
    ).toEqual([['ORG Sony', 'ORG Ericsson'], ['LOC South America']]);
    expect(inWords(losses(findings))).toEqual([
      'loss relation @5: R1 Partner Arg1:T1 Arg2:T2',
      'loss event @6: E1 MERGE:T1 Org:T2',
      'loss attribute @7: A1 Negated T1',
      'loss normalization @8: N1 Reference T1 Wikipedia:41187 Sony',
      'loss note @9: #1 AnnotatorNotes T1 sure',
      'loss relation @10: * Equiv T1 T2',
      'loss discontinuous-entity @3: LOC "North … America" lies across LOC "South America"',
    ]);
  });

  it('marks a discontinuous entity as one range where nothing lies in its gap', () => {
    const { text: conll, findings } = readAs('brat', {
      'a.txt': 'Ada and Eve Byron',
      'a.ann': 'T1\tPER 0 3;12 17\tAda Byron\n',
    });
    expect(conll).toBe('Ada B-PER\nand I-PER\nEve I-PER\nByron I-PER\n');
    expect(inWords(losses(findings))).toEqual([
      'loss discontinuous-entity @1: PER "Ada … Byron" is marked as one range, its gap included',
    ]);
  });

  it('takes two ranges with only a line end between them for one', () => {
    const { text: conll, findings } = readAs('brat', {
      'a.txt': 'New\nYork fell',
      'a.ann': 'T1\tLOC 0 3;4 8\tNew York\n',
    });
    expect(conll).toBe('New B-LOC\nYork I-LOC\nfell O\n');
    expect(losses(findings)).toEqual([]);
  });

  it('comes back as the same pair', () => {
    const pair = {
      'a.txt': 'Sony met Ericsson .\nRome 😀 fell in Bath .\n',
      'a.ann': 'T1\tORG 0 4\tSony\nT2\tORG 9 17\tEricsson\nT3\tLOC 20 24\tRome\nT4\tLOC 35 39\tBath\n',
    };
    const { files } = writeAs('brat', readAs('brat', pair).text, { by: 'file' });
    expect(files).toEqual([
      { name: '.txt', text: pair['a.txt'] },
      { name: '.ann', text: pair['a.ann'] },
    ]);
  });

  it('writes one pair a document, by their ids, with a configuration; types are one word', () => {
    const { files, findings } = writeAs(
      'brat',
      '-DOCSTART- O\n\n# id = a/b\nAda\tB-job title\n\n-DOCSTART- O\n\nBath\tO\n',
    );
    expect(files).toEqual([
      { name: 'a_b.txt', text: 'Ada\n' },
      { name: 'a_b.ann', text: 'T1\tjob_title 0 3\tAda\n' },
      { name: 'document-002.txt', text: 'Bath\n' },
      { name: 'document-002.ann', text: '' },
      { name: 'annotation.conf', text: '[entities]\njob_title\n\n[relations]\n\n[events]\n\n[attributes]\n' },
    ]);
    expect(inWords(findings)).toEqual(['loss type-spelling: job title is written as job_title']);
  });

  it.each([
    [
      'offsets outside the text',
      { 'a.txt': 'Ada', 'a.ann': 'T1\tPER 0 9\tAda\n' },
      'a.ann, line 1: T1 stands at 0 to 9, but its text has 3 characters',
    ],
    [
      'another text',
      { 'a.txt': 'Ada ran', 'a.ann': 'T1\tPER 0 3\tBob\n' },
      'a.ann, line 1: T1 should be "Bob", but the text at 0 3 is "Ada"',
    ],
    ['a missing text', { 'a.ann': 'T1\tPER 0 3\tAda\n' }, 'a.ann: its text a.txt is missing beside it'],
    [
      'a broken entity',
      { 'a.txt': 'Ada', 'a.ann': '\nT1 PER 0 3 Ada\n' },
      'a.ann, line 2: "T1 PER 0 3 Ada" is no entity',
    ],
    ['what is no annotation', { 'a.txt': 'Ada', 'a.ann': 'hello\n' }, 'a.ann, line 1: "hello" is no annotation'],
  ])('refuses %s', (_what, files: Record<string, string>, message) => {
    expect(() => readAs('brat', files)).toThrow(message);
  });
});

describe('finding out a format', () => {
  it('refuses JSON of no known shape, and broken JSON with its line', () => {
    expect(() => detectFormat({ name: 'x.json', text: '{"a":1}' })).toThrow(
      'x.json: this JSON has none of the known shapes',
    );
    expect(() => detectFormat({ name: 'x.json', text: '[\n{"text": "a",\n]' })).toThrow(
      'x.json, line 3: this is no JSON',
    );
  });

  it('takes prose for plain text', () => {
    expect(detectFormat({ name: 'x.txt', text: 'Ada ran home. She was late.\n' }).id).toBe('text');
    expect(detectFormat({ name: 'x.txt', text: '[Ada] ran home.\n' }).id).toBe('text');
  });
});
