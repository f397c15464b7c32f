import type { NamedDocument } from '../tagColumns';
import type { AnnotatedText, TextSpan } from './annotatedText';
import { exportTexts, idAsNumber } from './exportTexts';
import { Findings } from './finding';
import type { Exported, ExportOptions, Format, ImportOptions } from './format';
import { importTexts, rangeIn } from './importTexts';
import type { JsonNode } from './jsonNode';
import { jsonRecords } from './jsonRecords';
import { offsetTable, unitsAgree } from './offsets';

/**
 * doccano's JSONL for sequence labelling, `{ "text", "label": [[start, end, type]] }`. Its offsets count UTF-16 code units
 * (doccano#2290), or grapheme clusters in projects that say so.
 */
export const doccano: Format = {
  id: 'doccano',
  label: 'doccano JSONL',
  description: 'A text a line with label: [[start, end, type]]',
  endings: ['.jsonl'],
  detects: (source) => {
    const [record] = jsonRecords(source);
    if (record === undefined || typeof record.first('text', 'data').value !== 'string') return false;
    const entities = record.get('entities');
    const placed = entities.isList() && entities.list().every((each) => each.get('start_offset').exists());
    return record.first('label', 'labels').isList() || (placed && record.get('relations').isList());
  },
  read: (sources, options) => {
    const findings = new Findings();
    const texts = sources.flatMap((source) =>
      jsonRecords(source).map((record) => readRecord(record, options, findings)),
    );
    return importTexts(texts, options, findings);
  },
  write: (document, options) =>
    writeLines(document, options, (spans) => ({ label: spans.map(({ start, end, type }) => [start, end, type]) })),
};

/** The same for projects with relations, `{ "text", "entities", "relations" }`; both are read alike. */
export const doccanoRelations: Format = {
  id: 'doccano-relations',
  label: 'doccano JSONL with relations',
  description: 'A text a line with entities and (no) relations, for doccano projects that have them',
  endings: ['.jsonl'],
  write: (document, options) => {
    let entity = 0;
    return writeLines(document, options, (spans) => ({
      entities: spans.map(({ start, end, type }) => ({
        id: entity++,
        label: type,
        start_offset: start,
        end_offset: end,
      })),
      relations: [],
    }));
  },
};

type Written = Pick<TextSpan, 'start' | 'end' | 'type'>;

function writeLines(
  document: NamedDocument,
  options: ExportOptions,
  labels: (spans: readonly Written[]) => object,
): Exported {
  const findings = new Findings();
  const lines = exportTexts(document, options, findings, { betweenSentences: '\n' }).map(({ text, spans, id }) => {
    const table = offsetTable(text, options.offsets ?? 'utf-16');
    const counted = spans.map(({ start, end, type }) => ({
      type,
      start: table.fromUtf16(start),
      end: table.fromUtf16(end),
    }));
    return `${JSON.stringify({ ...(id === undefined ? {} : { id: idAsNumber(id) }), text, ...labels(counted) })}\n`;
  });
  return { files: [{ name: '.jsonl', text: lines.join('') }], findings: findings.all };
}

const known = new Set(['id', 'doc_id', 'text', 'data', 'label', 'labels', 'entities', 'relations']);

function readRecord(record: JsonNode, options: ImportOptions, findings: Findings): AnnotatedText {
  const { place } = record;
  const text = record.first('text', 'data').string();
  const unit = options.offsets ?? 'utf-16';
  const table = offsetTable(text, unit);
  const labels = record.first('label', 'labels', 'entities').optionalList();
  const spans = labels.map((label): TextSpan => {
    const parts = label.isObject()
      ? [label.get('start_offset'), label.get('end_offset'), label.get('label')]
      : label.list();
    const [start, end, type] = parts;
    if (!start || !end || !type || parts.length !== 3) throw label.error('[start, end, type]');
    const range = { start: start.index(), end: end.index() };
    return { ...rangeIn(table, range, type.string(), place), type: type.string(), place };
  });
  if (options.offsets === undefined && spans.length > 0 && !unitsAgree(text)) {
    findings.change('offset-unit', 'offsets are read as UTF-16 code units, as doccano writes them', place);
  }
  for (const relation of record.get('relations').optionalList()) {
    const ends = `${relation.get('from_id').name()} to ${relation.get('to_id').name()}`;
    findings.loss('relation', `${relation.get('type').name() ?? 'relation'} from ${ends}`, place);
  }
  for (const key of record.keys().filter((each) => !known.has(each))) {
    const value = record.get(key);
    if (/^comments$/iu.test(key)) {
      for (const comment of value.optionalList())
        findings.loss('note', comment.name() ?? JSON.stringify(comment.value), place);
    } else findings.loss('metadata', `${key} = ${JSON.stringify(value.value)}`, place);
  }
  const id = record.first('id', 'doc_id').name();
  return { text, spans, place, ...(id === undefined ? {} : { id }) };
}
