import { DatasetError } from '../datasetError';
import type { ConllDocument } from '../document';
import { decodeEntities, encodeEntities } from '../entities';
import { isTag } from '../tags';
import type { Entity, TagScheme } from '../types';
import { idOf, reportTags, sentenceGroups } from './exportTexts';
import { Findings, placeInWords } from './finding';
import type { Format, ImportOptions } from './format';
import type { JsonNode } from './jsonNode';
import { jsonRecords } from './jsonRecords';
import { reportLostLines } from './lostLines';
import { type ImportedDocument, type ImportedSentence, writeConll } from './writeConll';

/** Tags are numbers, and nobody has said what they are called. */
export class MissingLabelsError extends DatasetError {}

/**
 * The JSONL that Hugging Face's data sets for token classification come as: `{ "id", "tokens", "ner_tags" }`, the tags as
 * names or as numbers into a list of labels.
 */
export const huggingFace: Format = {
  id: 'huggingface',
  label: 'Hugging Face JSONL',
  description: 'A sentence a line with tokens and ner_tags, for load_dataset("json")',
  endings: ['.jsonl', '.json'],
  detects: (source) => {
    const [record] = jsonRecords(source);
    const tokens = record?.first('tokens', 'words');
    return (
      record !== undefined && tokens?.isList() === true && tokens.list().every(({ value }) => typeof value === 'string')
    );
  },
  read: (sources, options) => {
    const findings = new Findings();
    const documents = sources.flatMap((source) => readDocuments(jsonRecords(source), options, findings));
    const scheme = options.scheme ?? 'iob2';
    const [first] = sources;
    const text = writeConll(documents, { scheme, markDocuments: documents.length > 1 }, findings);
    if (text === '') throw new DatasetError(`${first?.name ?? 'the file'}: there is no sentence in it.`);
    return { text, findings: findings.all };
  },
  write: (source, options) => {
    const findings = new Findings();
    const { document } = source;
    reportTags(source, findings);
    const ids = new Set(document.sentences.map((sentence) => idOf(document, sentence)?.line));
    reportLostLines(source, findings, (line) => ids.has(line));
    const several = sentenceGroups(document, 'document').length > 1;
    const names = columnNames(document);
    const scheme = options.scheme ?? 'iob2';
    const labels = labelsOf(document, scheme);
    const lines = document.sentences.map((sentence) => {
      const tags = encodeEntities(decodeEntities(sentence.tags), sentence.tags.length, scheme);
      const columns = [...names].map(([column, name]) => [name, document.column(sentence, column)]);
      return {
        id: idOf(document, sentence)?.id ?? String(sentence.index),
        tokens: sentence.tokens,
        ...Object.fromEntries(columns),
        ner_tags: options.tagNumbers ? tags.map((tag) => labels.indexOf(tag)) : tags,
        ...(several ? { document: sentence.documentIndex } : {}),
      };
    });
    const main = { name: '.jsonl', text: lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
    const list = { name: '.labels.json', text: `${JSON.stringify(labels, undefined, 2)}\n` };
    return { files: options.tagNumbers ? [main, list] : [main], findings: findings.all };
  },
};

/** Columns between token and tag by the names that CoNLL-2003 has on the hub. */
function columnNames(document: ConllDocument): Map<number, string> {
  const columns = Array.from({ length: document.columnCount }, (_, index) => index).filter(
    (index) => index !== document.tokenColumn && index !== document.tagColumn,
  );
  const usual = columns.length <= 2 ? ['pos_tags', 'chunk_tags'] : [];
  return new Map(columns.map((column, index) => [column, usual[index] ?? `column_${column + 1}`]));
}

/** O, then the tags of each type, as the hub's lists have them: B-LOC, I-LOC, B-MISC, … */
function labelsOf(document: ConllDocument, scheme: TagScheme): string[] {
  const types = new Set(document.sentences.flatMap(({ tags }) => decodeEntities(tags).map(({ type }) => type)));
  const prefixes: Readonly<Record<TagScheme, string>> = {
    iob1: 'BI',
    iob2: 'BI',
    ioe1: 'IE',
    ioe2: 'IE',
    bioes: 'BIES',
    bilou: 'BILU',
  };
  return ['O', ...[...types].sort().flatMap((type) => [...prefixes[scheme]].map((prefix) => `${prefix}-${type}`))];
}

const tagKeys = ['ner_tags', 'tags', 'ner', 'labels', 'ner_labels', 'label'];
const documentKeys = ['document', 'document_id', 'doc_id', 'doc'];

/** Sentences by document, where the records name theirs; a record of `-DOCSTART-` alone begins one, too. */
function readDocuments(records: readonly JsonNode[], options: ImportOptions, findings: Findings): ImportedDocument[] {
  const documents: { key: string | undefined; sentences: ImportedSentence[] }[] = [];
  let pending = true;
  for (const record of records) {
    const sentence = readSentence(record, options, findings);
    if (sentence.tokens[0] === '-DOCSTART-' && sentence.tokens.length === 1) {
      pending = true;
      continue;
    }
    if (sentence.tokens.length === 0) {
      findings.loss('empty-record', 'there is no token in it', record.place);
      continue;
    }
    const key = record.first(...documentKeys).name();
    const current = documents.at(-1);
    if (!current || pending || key !== current.key) documents.push({ key, sentences: [sentence] });
    else current.sentences.push(sentence);
    pending = false;
  }
  return documents;
}

function readSentence(record: JsonNode, options: ImportOptions, findings: Findings): ImportedSentence {
  const tokens = record
    .first('tokens', 'words')
    .list()
    .map((token) => token.string());
  const key = options.tagKey ?? tagKeys.find((each) => record.get(each).exists());
  const tags = key === undefined ? [] : record.get(key).list();
  if (key === undefined) throw record.error('"ner_tags" beside "tokens"');
  if (tags.length !== tokens.length)
    throw record.get(key).error(`a list of ${tokens.length} tags, one for each token,`);
  const columns = record
    .keys()
    .filter((each) => each !== key && each !== 'tokens' && each !== 'words')
    .filter(
      (each) => record.get(each).isList() && record.get(each).list().length === tokens.length && tokens.length > 0,
    );
  const read = [key, 'tokens', 'words', 'id', ...documentKeys, ...columns];
  for (const other of record.keys().filter((each) => !read.includes(each))) {
    findings.loss('metadata', `${other} = ${JSON.stringify(record.get(other).value).slice(0, 80)}`, record.place);
  }
  const id = record.get('id').name();
  return {
    tokens,
    entities: entitiesOf(
      tags.map((tag) => tagName(tag, options.labels)),
      record,
      findings,
    ),
    columns: columns.map((each) =>
      record
        .get(each)
        .list()
        .map((cell) => cell.name() ?? '_'),
    ),
    ...(id === undefined ? {} : { id }),
    place: record.place,
  };
}

/** @throws MissingLabelsError for a number without a list of labels; DatasetError for one beyond its end */
function tagName(node: JsonNode, labels: readonly string[] | undefined): string {
  if (typeof node.value !== 'number') return node.string();
  const name = labels?.[node.value];
  if (name !== undefined) return name;
  const at = placeInWords(node.place);
  if (labels) {
    throw new DatasetError(
      `${at}: the list of labels has ${labels.length} of them, and none is number ${node.value}.`,
      node.place,
    );
  }
  throw new MissingLabelsError(
    `${at}: the tags are numbers, so the list of their names is needed: a JSON list, a config.json with id2label or a dataset_info.json.`,
    node.place,
  );
}

/** Types without prefixes, as Few-NERD has them: neighbouring tokens of one type are one entity then. */
function entitiesOf(tags: readonly string[], record: JsonNode, findings: Findings): Entity[] {
  const bare = tags.filter((tag) => !isTag(tag));
  const [first] = bare;
  if (first === undefined) return decodeEntities(tags);
  findings.change(
    'tag-spelling',
    `"${first}" has no prefix: neighbouring tokens of one type are read as one entity`,
    record.place,
  );
  return decodeEntities(tags.map((tag) => (isTag(tag) ? tag : `I-${tag}`)));
}
