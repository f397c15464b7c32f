import { DatasetError } from '../datasetError';
import type { AnnotatedText, TextSpan, TokenSpan } from './annotatedText';
import { exportTexts, usualUnit } from './exportTexts';
import { Findings, type Place, placeInWords } from './finding';
import type { Format, ImportOptions } from './format';
import { importTexts, rangeIn } from './importTexts';
import { type OffsetTable, offsetTable } from './offsets';
import type { SourceFile } from './source';

/** brat's standoff: a text, and beside it its annotations; offsets count code points. http://brat.nlplab.org/standoff.html */
export const brat: Format = {
  id: 'brat',
  label: 'brat standoff',
  description: 'Pairs of .txt and .ann, one for each document',
  endings: ['.ann', '.txt'],
  detects: ({ name, text }) => /\.ann$/iu.test(name) || /^T\d+\t\S+ \d+ \d+/u.test(text),
  read: (sources, options) => {
    const findings = new Findings();
    const pairs = pairsOf(sources);
    const texts = pairs.map(({ text, annotations }) => readPair(text, annotations, options, findings));
    return importTexts(
      texts.map((each, index) =>
        pairs.length === 1 ? each : { ...each, id: baseName(pairs[index]?.text.name ?? '') },
      ),
      options,
      findings,
      pairs.length > 1,
    );
  },
  write: (source, options) => {
    const findings = new Findings();
    const by = options.by ?? (usualUnit(source.document) === 'document' ? 'document' : 'file');
    const texts = exportTexts(source, { ...options, by }, findings, { betweenSentences: '\n' });
    const names = by === 'file' ? [''] : namesOf(texts.map(({ id }) => id));
    const types = new Map<string, string>();
    const files = texts.flatMap(({ text, spans }, index) => {
      const content = `${text}\n`;
      const table = offsetTable(content, options.offsets ?? 'code-points');
      const lines = spans.map(({ start, end, type }, number) => {
        const name = typeName(type, types, source.name, findings);
        return `T${number + 1}\t${name} ${table.fromUtf16(start)} ${table.fromUtf16(end)}\t${text.slice(start, end)}\n`;
      });
      const name = names[index] ?? '';
      return [
        { name: `${name}.txt`, text: content },
        { name: `${name}.ann`, text: lines.join('') },
      ];
    });
    // brat shows only the types that its folder's configuration names.
    const configuration = `[entities]\n${[...types.values()].map((type) => `${type}\n`).join('')}\n[relations]\n\n[events]\n\n[attributes]\n`;
    return {
      files: by === 'file' ? files : [...files, { name: 'annotation.conf', text: configuration }],
      findings: findings.all,
    };
  },
};

/** The other file of a pair: `a.ann` for `a.txt`, and the other way round. */
export function bratPartner(file: string): string | undefined {
  if (/\.ann$/iu.test(file)) return `${file.slice(0, -4)}.txt`;
  return /\.txt$/iu.test(file) ? `${file.slice(0, -4)}.ann` : undefined;
}

interface Pair {
  readonly text: SourceFile;
  readonly annotations: SourceFile;
}

function pairsOf(sources: readonly SourceFile[]): Pair[] {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const pairs = sources.flatMap((annotations): Pair[] => {
    if (!/\.ann$/iu.test(annotations.name)) return [];
    const text = byName.get(bratPartner(annotations.name) ?? '');
    if (text) return [{ text, annotations }];
    throw new DatasetError(`${annotations.name}: its text ${bratPartner(annotations.name)} is missing beside it.`, {
      file: annotations.name,
    });
  });
  if (pairs.length === 0) {
    throw new DatasetError(
      `${sources[0]?.name ?? 'the folder'}: there is no annotation file (.ann) beside a text (.txt).`,
    );
  }
  return pairs;
}

function readPair(
  source: SourceFile,
  annotations: SourceFile,
  options: ImportOptions,
  findings: Findings,
): AnnotatedText {
  const { text } = source;
  const table = offsetTable(text, options.offsets ?? 'code-points');
  const spans = annotations.text.split(/\r\n|\n|\r/u).flatMap((line, index) => {
    const place = { file: annotations.name, line: index };
    return line.trim() === '' ? [] : readLine(line.replace(/^\ufeff/u, ''), text, table, place, findings);
  });
  return { text, spans, place: { file: source.name } };
}

const lost = {
  R: 'relation',
  '*': 'relation',
  E: 'event',
  A: 'attribute',
  M: 'attribute',
  N: 'normalization',
  '#': 'note',
} as const;

function readLine(line: string, text: string, table: OffsetTable, place: Place, findings: Findings): TextSpan[] {
  const mark = line.charAt(0);
  if (mark === 'T') return [readTextBound(line, text, table, place)];
  if (mark in lost) {
    findings.loss(lost[mark as keyof typeof lost], line.replaceAll('\t', ' '), place);
    return [];
  }
  throw new DatasetError(
    `${placeInWords(place)}: "${line.slice(0, 60)}" is no annotation. Expected an id such as T1, R1, E1, A1, N1, # or *, and a tab.`,
    place,
  );
}

/** @throws DatasetError when it is not of this form, or its text is another than the one at its offsets */
function readTextBound(line: string, text: string, table: OffsetTable, place: Place): TextSpan {
  const [, id, type = '', ranges = '', shown] = /^(T\S*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?$/u.exec(line) ?? [];
  if (id === undefined) {
    throw new DatasetError(
      `${placeInWords(place)}: "${line.slice(0, 60)}" is no entity. Expected T1, a tab, a type and offsets such as "PER 0 5" or "PER 0 5;10 15", a tab, the text.`,
      place,
    );
  }
  const parts = ranges.split(';').map((range): TokenSpan => {
    const [start = 0, end = 0] = range.split(' ').map(Number);
    return rangeIn(table, { start, end }, id, place);
  });
  parts.sort((a, b) => a.start - b.start);
  const covered = parts.map((part) => text.slice(part.start, part.end)).join(' ');
  if (shown !== undefined && plain(shown) !== plain(covered)) {
    throw new DatasetError(
      `${placeInWords(place)}: ${id} should be "${shown}", but the text at ${ranges} is "${covered}". Do the two files belong together?`,
      place,
    );
  }
  const start = parts[0]?.start ?? 0;
  const end = Math.max(...parts.map((part) => part.end));
  // Over a line end brat writes two ranges, though nothing stands between them.
  const gaps = parts.slice(1).map((part, index) => text.slice(parts[index]?.end ?? 0, part.start));
  return { start, end, type, place, ...(gaps.every((gap) => gap.trim() === '') ? {} : { parts }) };
}

function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Types are one word in brat. */
function typeName(type: string, names: Map<string, string>, file: string, findings: Findings): string {
  const known = names.get(type);
  if (known !== undefined) return known;
  let name = type.replace(/\s/gu, '_');
  while ([...names.values()].includes(name)) name += '_';
  if (name !== type) findings.loss('type-spelling', `${type} is written as ${name}`, { file });
  names.set(type, name);
  return name;
}

function baseName(file: string): string {
  return file.replace(/^.*[\\/]/u, '').replace(/\.\w+$/u, '');
}

/** File names for documents: their ids where they have any, else numbers; each once. */
function namesOf(ids: readonly (string | undefined)[]): string[] {
  const width = Math.max(3, String(ids.length).length);
  const used = new Set<string>();
  return ids.map((id, index) => {
    const number = String(index + 1).padStart(width, '0');
    const wanted = id?.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/u, '') || `document-${number}`;
    const name = used.has(wanted.toLowerCase()) ? `${wanted}-${number}` : wanted;
    used.add(name.toLowerCase());
    return name;
  });
}
