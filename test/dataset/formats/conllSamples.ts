import fc from 'fast-check';
import {
  ConllDocument,
  decodeEntities,
  type ExportOptions,
  encodeEntities,
  exportFormats,
  type Finding,
  type ImportOptions,
  importFormats,
  type TagScheme,
} from '../../../src/dataset';

/** Sentences as pairs of tokens and tags, by document. */
export type Documents = readonly (readonly (readonly (readonly [string, string])[])[])[];

const word = fc.oneof(
  fc.constantFrom(
    'Ada',
    'Lovelace',
    ',',
    '.',
    '(',
    '"',
    "n't",
    '#',
    'e-mail',
    '3.5',
    '\u{1F600}',
    'Zürich',
    'e\u0301',
    '日本',
    'שלום',
    '_',
    '|',
    '=',
    '[x]',
    '\\n',
  ),
  fc
    .string({ minLength: 1, maxLength: 6, unit: 'grapheme' })
    .filter((text) => /^[^\s\ufeff\p{Cc}\p{Cs}\u2028\u2029\u0085]+$/u.test(text)),
);
const type = fc.constantFrom('PER', 'LOC', 'art-film', 'Ünï');

/** Documents of sentences with legal tags. Every sentence has a word that no rule takes for something else than a token. */
export function anyDocuments(scheme: TagScheme = 'iob2'): fc.Arbitrary<Documents> {
  const sentence = fc
    .tuple(fc.array(fc.tuple(word, fc.nat(4), type), { minLength: 1, maxLength: 8 }))
    .map(([words]) => {
      const entities: { type: string; start: number; end: number }[] = [];
      let start = 0;
      for (const [, length, name] of words) {
        const end = Math.min(start + length, words.length + 1);
        if (length > 0 && end > start) entities.push({ type: name, start, end });
        start = end + (length === 0 ? 1 : 0);
        if (start > words.length) break;
      }
      const tokens = [...words.map(([text]) => text), 'end'];
      const tags = encodeEntities(entities, tokens.length, scheme);
      return tokens.map((token, index) => [token, tags[index] ?? 'O'] as const);
    });
  return fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
}

export function conllText(documents: Documents, separator = '\t'): string {
  return documents
    .map((sentences, index) => {
      const mark = documents.length > 1 || index > 0 ? `-DOCSTART-${separator}O\n\n` : '';
      return mark + sentences.map((rows) => rows.map((cells) => `${cells.join(separator)}\n`).join('')).join('\n');
    })
    .join('\n');
}

/** What a conversion must keep of a file: tokens and entities of each sentence, by document. */
export function essence(text: string) {
  return ConllDocument.parse(text).sentences.map(({ tokens, tags, documentIndex }) => ({
    tokens,
    entities: decodeEntities(tags),
    documentIndex,
  }));
}

export function writeAs(id: string, text: string, options: ExportOptions = {}, parse: { tagColumn?: number } = {}) {
  const format = exportFormats.find((each) => each.id === id);
  if (!format) throw new Error(`no format ${id}`);
  const exported = format.write({ name: 'source.conll', document: ConllDocument.parse(text, parse) }, options);
  return { ...exported, text: exported.files[0]?.text ?? '' };
}

export function readAs(id: string, text: string | Readonly<Record<string, string>>, options: ImportOptions = {}) {
  const format = importFormats.find((each) => each.id === id);
  if (!format) throw new Error(`no format ${id}`);
  const files = typeof text === 'string' ? { 'source.file': text } : text;
  return format.read(
    Object.entries(files).map(([name, content]) => ({ name, text: content })),
    options,
  );
}

/** Findings as `severity kind: message`, with the line where they name one. */
export function inWords(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ severity, kind, message, line }) =>
      `${severity} ${kind}${line === undefined ? '' : ` @${line + 1}`}: ${message}`,
  );
}

export const losses = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity === 'loss');
