import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFormat, type ExportOptions, type ImportOptions } from '../../../src/dataset';
import { anyDocuments, conllText, essence, losses, readAs, writeAs } from './conllSamples';

interface Way {
  readonly format: string;
  /** Where another format reads it. */
  readonly reader?: string;
  readonly exported?: ExportOptions;
  readonly imported?: ImportOptions;
  /** Are documents kept? */
  readonly documents: boolean;
}

const pretokenized = { pretokenized: true };
const ways: readonly Way[] = [
  { format: 'conll', documents: true },
  { format: 'bioes', reader: 'conll', documents: true },
  { format: 'conll2003', reader: 'conll', documents: true },
  { format: 'conll2002', reader: 'conll', documents: true },
  { format: 'conll2000', reader: 'conll', documents: false },
  { format: 'wnut', reader: 'conll', documents: false },
  { format: 'bc5cdr', reader: 'conll', documents: false },
  { format: 'mit', documents: false },
  { format: 'conllu', documents: true },
  { format: 'conllu', exported: { tagsInColumn: true }, documents: true },
  { format: 'huggingface', documents: true },
  { format: 'label-studio', imported: pretokenized, documents: true },
  { format: 'doccano', imported: pretokenized, documents: true },
  {
    format: 'doccano',
    exported: { offsets: 'graphemes' },
    imported: { ...pretokenized, offsets: 'graphemes' },
    documents: true,
  },
  { format: 'doccano-relations', reader: 'doccano', imported: pretokenized, documents: true },
  { format: 'spacy', documents: true },
  { format: 'prodigy', reader: 'spacy', documents: false },
  { format: 'brat', imported: pretokenized, documents: true },
];

function thereAndBack(text: string, { format, reader, exported, imported }: Way): string {
  const { files } = writeAs(format, text, exported);
  const sources = Object.fromEntries(
    files.map((file) => [`x${file.name.startsWith('.') || file.name === '' ? '' : '/'}${file.name}`, file.text]),
  );
  return readAs(reader ?? format, sources, imported).text;
}

describe('CoNLL there and back', () => {
  it.each(ways.map((way) => [`${way.format} ${JSON.stringify(way.exported ?? {})}`, way] as const))(
    'keeps tokens and entities: %s',
    (_name, way) => {
      fc.assert(
        fc.property(anyDocuments(), (documents) => {
          const text = conllText(documents);
          const back = essence(thereAndBack(text, way));
          const expected = essence(text);
          expect(back.map(({ tokens, entities }) => ({ tokens, entities }))).toEqual(
            expected.map(({ tokens, entities }) => ({ tokens, entities })),
          );
          // Texts of one sentence each could be documents or sentences: they come back as sentences.
          const told =
            way.format.startsWith('conll') || way.format === 'huggingface' || documents.some((each) => each.length > 1);
          if (way.documents && (told || way.format === 'bioes' || way.format === 'brat'))
            expect(back.map((each) => each.documentIndex)).toEqual(expected.map((each) => each.documentIndex));
        }),
        { numRuns: 50 },
      );
    },
  );

  it('gives Hugging Face numbers, and reads them by the list beside them', () => {
    fc.assert(
      fc.property(anyDocuments('bioes'), (documents) => {
        const text = conllText(documents);
        const { files } = writeAs('huggingface', text, { tagNumbers: true, scheme: 'bioes' });
        const labels: string[] = JSON.parse(files[1]?.text ?? '');
        expect(essence(readAs('huggingface', files[0]?.text ?? '', { labels }).text)).toEqual(essence(text));
      }),
      { numRuns: 50 },
    );
  });

  it('writes offsets at which the text is the entity', () => {
    fc.assert(
      fc.property(anyDocuments(), (documents) => {
        const text = conllText(documents);
        const wanted = essence(text).flatMap(({ tokens, entities }) =>
          entities.map(({ type, start, end }) => [type, tokens.slice(start, end).join(' ')]),
        );
        const lines = (id: string) =>
          writeAs(id, text)
            .text.trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
        const points = (content: string, start: number, end: number) => [...content].slice(start, end).join('');
        expect(
          lines('doccano').flatMap((record) =>
            record.label.map(([start, end, type]: [number, number, string]) => [type, record.text.slice(start, end)]),
          ),
        ).toEqual(wanted);
        expect(
          lines('spacy').flatMap((record) =>
            record.ents.map((ent: { start: number; end: number; label: string }) => [
              ent.label,
              points(record.text, ent.start, ent.end),
            ]),
          ),
        ).toEqual(wanted);
        const [content, annotations] = writeAs('brat', text, { by: 'file' }).files;
        expect(
          (annotations?.text.split('\n') ?? []).flatMap((line) => {
            const [, type = '', start, end] = /^T\d+\t(\S+) (\d+) (\d+)\t/u.exec(line) ?? [];
            return type === '' ? [] : [[type, points(content?.text ?? '', Number(start), Number(end))]];
          }),
        ).toEqual(wanted);
      }),
      { numRuns: 50 },
    );
  });
});

const shared = path.resolve(import.meta.dirname, '../../../../shared/data');
const corpora = ['wnut17/emerging.dev.conll', 'crossner/ai/test.txt'];

describe.skipIf(!existsSync(shared))('real corpora there and back', () => {
  const every = corpora.flatMap((corpus) => ways.map((way) => [corpus, way.format, way] as const));
  it.each(every)('%s as %s', { timeout: 60_000 }, (corpus, _format, way) => {
    const text = readFileSync(path.join(shared, corpus), 'utf8');
    const back = essence(thereAndBack(text, way));
    const expected = essence(text);
    expect(back.map(({ tokens, entities }) => ({ tokens, entities }))).toEqual(
      expected.map(({ tokens, entities }) => ({ tokens, entities })),
    );
  });

  it.each(corpora)('%s loses nothing', { timeout: 60_000 }, (corpus) => {
    const text = readFileSync(path.join(shared, corpus), 'utf8');
    for (const { format } of ways) {
      expect([format, ...losses(writeAs(format, text).findings)]).toEqual([format]);
    }
  });

  it('are found by what stands in them', { timeout: 60_000 }, () => {
    const text = readFileSync(path.join(shared, 'wnut17/emerging.dev.conll'), 'utf8');
    for (const [id, found] of [
      ['wnut', 'conll'],
      ['mit', 'mit'],
      ['conllu', 'conllu'],
      ['huggingface', 'huggingface'],
      ['label-studio', 'label-studio'],
      ['doccano', 'doccano'],
      ['doccano-relations', 'doccano'],
      ['spacy', 'spacy'],
      ['prodigy', 'spacy'],
    ] as const) {
      const [file] = writeAs(id, text).files;
      expect(detectFormat({ name: `x${file?.name}`, text: file?.text ?? '' }).id, id).toBe(found);
    }
  });
});
