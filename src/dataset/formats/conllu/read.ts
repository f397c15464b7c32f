import { ConllDocument } from '../../document';
import { applyEdits, convertScheme } from '../../edits';
import { encodeEntities } from '../../entities';
import { Findings, type Place } from '../finding';
import type { Imported, ImportOptions } from '../format';
import type { SourceFile } from '../source';
import { bracketEntities, bracketFields } from './brackets';
import { type ConllUHeader, headerLines, headerOf, keptLine } from './columns';
import { findTags } from './findTags';
import { type ConllULine, conllULines } from './lines';
import { miscValue } from './misc';

/**
 * A CoNLL-U file as CoNLL without loss: see ConllUHeader. Comments, multiword tokens and empty nodes stay in their places;
 * `-DOCSTART-` stands before the sentences that `# newdoc` opens a document with.
 */
export function readConllU(source: SourceFile, options: ImportOptions): Imported {
  const findings = new Findings();
  const { lines, columns, endOfLine, mark } = conllULines(source, findings);
  const header = headerOf(columns, findTags(source.name, lines, columns, options.tagKey));
  const tags = tagsOf(lines, header, source.name, findings);
  const written = lines.map((line, index) => {
    if (line.kind === 'word') return wordLine(line.cells, header, tags.get(index) ?? 'O') + line.end;
    if (line.kind === 'kept') return keptLine(line.text, header.tags) + line.end;
    const opens = line.kind === 'comment' && opensDocument(lines, index);
    return `${opens ? `-DOCSTART-${endOfLine}${endOfLine}` : ''}${line.text}${line.end}`;
  });
  const text = `${mark}${headerLines(header).join(endOfLine)}${endOfLine}${written.join('')}`;
  if (options.scheme === undefined) return { text, findings: findings.all };
  return { text: applyEdits(text, convertScheme(ConllDocument.parse(text), options.scheme)), findings: findings.all };
}

function wordLine(cells: readonly string[], { source, columns }: ConllUHeader, tag: string): string {
  return [...columns.slice(0, -1).map((name) => cells[source.indexOf(name)] ?? '_'), tag].join('\t');
}

/** Is this the first comment above a sentence, and one of that sentence's comments `# newdoc`? */
function opensDocument(lines: readonly ConllULine[], index: number): boolean {
  if (lines[index - 1]?.kind === 'comment') return false;
  for (let line = index; lines[line]?.kind === 'comment'; line++) {
    if (/^#\s*newdoc\b/u.test(lines[line]?.text ?? '')) return true;
  }
  return false;
}

/** The tag of each word line, by its index. */
function tagsOf(
  lines: readonly ConllULine[],
  { source, tags }: ConllUHeader,
  file: string,
  findings: Findings,
): Map<number, string> {
  const found = new Map<number, string>();
  const misc = source.indexOf('MISC');
  if (tags.kind !== 'brackets') {
    const cell = source.indexOf(tags.kind === 'column' ? tags.name : 'MISC');
    lines.forEach((line, index) => {
      if (line.kind !== 'word') return;
      const text = line.cells[cell] ?? '_';
      const tag = tags.kind === 'column' ? text : miscValue(text, tags.key);
      found.set(index, tag === undefined || tag === '_' ? 'O' : tag);
    });
    return found;
  }
  let fields: readonly string[] | undefined;
  for (const sentence of sentencesIn(lines)) {
    for (const line of sentence) {
      const text = lines[line]?.text ?? '';
      if (lines[line]?.kind === 'comment') fields = bracketFields(text) ?? fields;
    }
    const words = sentence.filter((line) => lines[line]?.kind === 'word');
    const cellsOf = (line: number): readonly string[] => lines[line]?.cells ?? [];
    const places = words.map((line): Place => ({ file, line }));
    const entities = bracketEntities(
      words.map((line) => cellsOf(line)[source.indexOf('FORM')] ?? ''),
      words.map((line) => miscValue(cellsOf(line)[misc] ?? '_', 'Entity')),
      fields,
      findings,
      places,
    );
    encodeEntities(entities, words.length, 'iob2').forEach((tag, index) => {
      const line = words[index];
      if (line !== undefined) found.set(line, tag);
    });
  }
  return found;
}

/** The line indices of each sentence, comments included. */
function* sentencesIn(lines: readonly ConllULine[]): Iterable<number[]> {
  let sentence: number[] = [];
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== 'blank') sentence.push(index);
    else if (sentence.length > 0) {
      yield sentence;
      sentence = [];
    }
  }
  if (sentence.length > 0) yield sentence;
}
