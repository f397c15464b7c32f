import { decodeEntities } from '../entities';
import type { AnnotatedText, TextSpan, TokenSpan } from './annotatedText';
import { exportTexts } from './exportTexts';
import { Findings } from './finding';
import type { Format, ImportOptions } from './format';
import { importTexts, rangeIn } from './importTexts';
import { JsonNode } from './jsonNode';
import { jsonRecords } from './jsonRecords';
import { type OffsetTable, offsetTable } from './offsets';

/**
 * spaCy's and Prodigy's JSON: `Doc.to_json()`, Prodigy's tasks, `{ "text", "entities" }`, the pairs `[text, { "entities" }]` of
 * version 2 and its training files with paragraphs. Offsets count code points.
 */
export const spacy: Format = {
  id: 'spacy',
  label: 'spaCy JSONL',
  description: 'A Doc.to_json() a line, with text, ents, sents and tokens; reads Prodigy and spaCy 2 as well',
  endings: ['.jsonl', '.json'],
  detects: (source) => {
    const [record, next] = jsonRecords(source);
    if (record === undefined) return false;
    if (typeof record.value === 'string') return next?.get('entities').isList() ?? false;
    if (record.isList()) return typeof record.list()[0]?.value === 'string' && (record.list()[1]?.isObject() ?? false);
    return (
      record.get('paragraphs').isList() ||
      (record.get('classes').isList() && record.get('annotations').isList()) ||
      (typeof record.get('text').value === 'string' &&
        ['ents', 'spans', 'entities'].some((key) => record.get(key).exists()))
    );
  },
  read: (sources, options) => {
    const findings = new Findings();
    const texts = sources.flatMap((source) => {
      const records = jsonRecords(source);
      // One pair alone is a list as well.
      const [first] = records;
      const pair = records.length === 2 && typeof first?.value === 'string';
      const each = pair ? [new JsonNode([first.value, records[1]?.value], first.place)] : records;
      return each.flatMap((record) => readRecord(record, options, findings));
    });
    return importTexts(texts, options, findings);
  },
  write: (document, options) => {
    const findings = new Findings();
    // Doc.from_json knows no other white space between tokens than one space.
    const texts = exportTexts(document, options, findings, { betweenSentences: ' ', keepsTokens: true });
    const lines = texts.map(({ text, spans, sentences, id }) => {
      const at = offsetsIn(text, options);
      return {
        text,
        ents: spans.map(({ type, ...span }) => ({ ...at(span), label: type })),
        sents: sentences.map((tokens) => at({ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 })),
        tokens: sentences.flat().map((token, index) => ({ id: index, ...at(token) })),
        ...(id === undefined ? {} : { meta: { id } }),
      };
    });
    return { files: [{ name: '.jsonl', text: jsonLines(lines) }], findings: findings.all };
  },
};

/** Prodigy's tasks for ner.manual; read with spaCy's. https://prodi.gy/docs/api-interfaces#ner_manual */
export const prodigy: Format = {
  id: 'prodigy',
  label: 'Prodigy JSONL',
  description: 'A sentence a line with text, tokens and spans, for ner.manual and db-in',
  endings: ['.jsonl'],
  write: (document, options) => {
    const findings = new Findings();
    const layout = { betweenSentences: ' ', keepsTokens: true, by: 'sentence' } as const;
    const lines = exportTexts(document, options, findings, layout).map(({ text, spans, sentences, id }) => {
      const at = offsetsIn(text, options);
      const tokens = sentences.flat();
      return {
        text,
        tokens: tokens.map((token, index) => ({
          text: text.slice(token.start, token.end),
          ...at(token),
          id: index,
          ws: text.charAt(token.end) === ' ',
        })),
        spans: spans.map(({ type, start, end }) => ({
          ...at({ start, end }),
          token_start: tokens.findIndex((token) => token.start === start),
          token_end: tokens.findIndex((token) => token.end === end),
          label: type,
        })),
        ...(id === undefined ? {} : { meta: { id } }),
      };
    });
    return { files: [{ name: '.jsonl', text: jsonLines(lines) }], findings: findings.all };
  },
};

function offsetsIn(text: string, options: Pick<ImportOptions, 'offsets'>): (range: TokenSpan) => TokenSpan {
  const table = offsetTable(text, options.offsets ?? 'code-points');
  return ({ start, end }) => ({ start: table.fromUtf16(start), end: table.fromUtf16(end) });
}

function jsonLines(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const known = new Set([
  'text',
  'ents',
  'spans',
  'entities',
  'sents',
  'tokens',
  'meta',
  'id',
  'relations',
  'answer',
  'label',
]);

function readRecord(record: JsonNode, options: ImportOptions, findings: Findings): AnnotatedText[] {
  if (record.isList()) {
    const [text, annotations, ...others] = record.list();
    if (!text || !annotations || others.length > 0) throw record.error('[text, { "entities": [[start, end, label]] }]');
    return [readText(text.string(), annotations, options, findings)];
  }
  if (record.get('paragraphs').exists()) return readParagraphs(record, findings);
  if (record.get('classes').isList() && record.get('annotations').isList()) {
    return record
      .get('annotations')
      .list()
      .filter((item) => item.exists())
      .flatMap((item) => readRecord(item, options, findings));
  }
  const answer = record.get('answer').name() ?? 'accept';
  const text = record.get('text').string();
  if (answer === 'accept') return [readText(text, record, options, findings)];
  findings.loss('rejected-record', `"${text.slice(0, 60)}" was answered with ${answer}`, record.place);
  return [];
}

function readText(text: string, record: JsonNode, options: ImportOptions, findings: Findings): AnnotatedText {
  const { place } = record;
  const table = offsetTable(text, options.offsets ?? 'code-points');
  for (const relation of record.get('relations').optionalList()) {
    const ends = `${relation.get('head').name()} to ${relation.get('child').name()}`;
    findings.loss('relation', `${relation.get('label').name() ?? 'relation'} from ${ends}`, place);
  }
  for (const key of record.keys().filter((each) => !known.has(each))) {
    findings.loss('metadata', `${key} = ${JSON.stringify(record.get(key).value).slice(0, 80)}`, place);
  }
  for (const key of record
    .get('meta')
    .keys()
    .filter((each) => each !== 'id')) {
    findings.loss('metadata', `meta.${key} = ${JSON.stringify(record.get('meta').get(key).value).slice(0, 80)}`, place);
  }
  const id = record.get('meta').get('id').name() ?? record.get('id').name();
  const sentences = readTokens(text, record, table, findings);
  return {
    text,
    spans: spanNodes(record, findings).map((node) => readSpan(node, table, findings)),
    place,
    ...(id === undefined ? {} : { id }),
    ...(sentences === undefined ? {} : { sentences }),
  };
}

/** `ents`, else `entities`, else `spans`: a list (Prodigy) or named groups (spaCy 3). */
function spanNodes(record: JsonNode, findings: Findings): JsonNode[] {
  const spans = record.get('spans');
  const groups = spans.isObject() ? spans.keys().map((key) => spans.get(key)) : spans.exists() ? [spans] : [];
  const entities = record.first('ents', 'entities');
  if (!entities.exists()) return groups.flatMap((group) => group.list());
  for (const group of groups) {
    const count = group.list().length;
    if (count > 0) findings.loss('other-annotation', `${group.path} (${count} spans)`, record.place);
  }
  return entities.list();
}

function readSpan(node: JsonNode, table: OffsetTable, findings: Findings): TextSpan {
  const { place } = node;
  const [start, end, label] = node.isList() ? node.list() : [node.get('start'), node.get('end'), node.get('label')];
  if (!start || !end || !label) throw node.error('[start, end, label]');
  const kb = node.first('kb_id', 'kb_id_').name();
  const type = label.string();
  if (kb !== undefined && kb !== '0') findings.loss('normalization', `${type} is ${kb}`, place);
  return { ...rangeIn(table, { start: start.index(), end: end.index() }, type, place), type, place };
}

/** The record's own tokens, by sentence; white space is none. */
function readTokens(text: string, record: JsonNode, table: OffsetTable, findings: Findings): TokenSpan[][] | undefined {
  if (!record.get('tokens').isList()) return undefined;
  const { place } = record;
  let position = 0;
  const tokens = record
    .get('tokens')
    .list()
    .flatMap((token): TokenSpan[] => {
      const numbers = { start: token.get('start').index(), end: token.get('end').index() };
      const range = rangeIn(table, numbers, 'a token', place);
      const found = text.slice(range.start, range.end);
      const shown = token.get('text').value;
      if (range.start < position || (typeof shown === 'string' && shown !== found)) {
        throw token.error(`a token in its order, with the text "${found}"`);
      }
      position = range.end;
      if (/[^ \t\r\n\f\v]/u.test(found)) return [range];
      if (found !== '')
        findings.change('token-spelling', `white space as a token (${JSON.stringify(found)}) is left out`, place);
      return [];
    });
  const [first] = record.get('tokens').list();
  const lost =
    first?.keys().filter((key) => !['id', 'start', 'end', 'text', 'ws', 'disabled', 'style'].includes(key)) ?? [];
  if (lost.length > 0) findings.loss('column', `of the tokens: ${lost.join(', ')}`, place);
  const starts = record
    .get('sents')
    .optionalList()
    .map(
      (sent) =>
        rangeIn(table, { start: sent.get('start').index(), end: sent.get('end').index() }, 'a sentence', place).start,
    )
    .sort((a, b) => a - b);
  const sentences: TokenSpan[][] = [];
  let next = 0;
  for (const token of tokens) {
    let begins = sentences.length === 0;
    for (; next < starts.length && (starts[next] ?? 0) <= token.start; next++) begins = true;
    if (begins) sentences.push([token]);
    else sentences.at(-1)?.push(token);
  }
  return sentences;
}

/** spaCy 2's training files: documents of paragraphs of sentences of tokens, their entities as BILUO tags. */
function readParagraphs(document: JsonNode, findings: Findings): AnnotatedText[] {
  return document
    .get('paragraphs')
    .list()
    .map((paragraph) => {
      let text = '';
      const spans: TextSpan[] = [];
      const sentences = paragraph
        .get('sentences')
        .list()
        .map((sentence) => {
          const nodes = sentence.get('tokens').list();
          const tokens = nodes.map((node): TokenSpan => {
            const word = node.get('orth').string();
            if (text !== '') text += ' ';
            text += word;
            return { start: text.length - word.length, end: text.length };
          });
          const tags = nodes.map((node) => node.get('ner').name() ?? 'O');
          for (const { type, start, end } of decodeEntities(tags)) {
            spans.push({
              type,
              start: tokens[start]?.start ?? 0,
              end: tokens[end - 1]?.end ?? 0,
              place: document.place,
            });
          }
          const lost = nodes[0]?.keys().filter((key) => !['id', 'orth', 'ner'].includes(key)) ?? [];
          if (lost.length > 0) findings.loss('column', `of the tokens: ${lost.join(', ')}`, document.place);
          return tokens;
        });
      const id = document.get('id').name();
      return { text, spans, sentences, place: document.place, ...(id === undefined ? {} : { id }) };
    });
}
