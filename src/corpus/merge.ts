import { chooseScheme, countIllegal, decodeEntities, type Piece, type SentenceIndex, type TagScheme } from '../dataset';
import { copyPieces, type Sink } from './copyPieces';
import type { Corpus, ReadingOptions } from './corpus';
import { indexCorpus } from './indexCorpus';
import { type Destination, makeFiles } from './newFiles';

/** What must be known of a file before it is merged with others. */
export interface MergeInput {
  readonly corpus: Corpus;
  readonly index: SentenceIndex;
  /** In which its tags are legal, the commoner first. Empty where it has no entities. */
  readonly schemes: readonly TagScheme[];
  readonly types: ReadonlySet<string>;
}

/** Something in which the files are not alike. */
export interface Mismatch {
  readonly what: 'columns' | 'separator' | 'scheme' | 'encoding' | 'line-ends' | 'types';
  /** True where the merged file would be broken; else it is only worth knowing. */
  readonly breaks: boolean;
  readonly message: string;
}

/** Reads a file, keeping none of its text. */
export async function readForMerge(corpus: Corpus, options: ReadingOptions = {}): Promise<MergeInput> {
  const illegal = new Map<TagScheme, number>();
  const types = new Set<string>();
  const index = await indexCorpus(corpus, options, ({ tags }) => {
    const entities = decodeEntities(tags);
    if (entities.length === 0) return;
    for (const { type } of entities) types.add(type);
    for (const [scheme, count] of countIllegal([tags])) illegal.set(scheme, (illegal.get(scheme) ?? 0) + count);
  });
  const { scheme, alternatives } = chooseScheme(illegal);
  return { corpus, index, types, schemes: types.size === 0 ? [] : [scheme, ...alternatives] };
}

/** In what the files are not alike, each with the files that are one way and those that are the other. */
export function findMismatches(inputs: readonly MergeInput[]): Mismatch[] {
  const found: Mismatch[] = [];
  const compare = (what: Mismatch['what'], breaks: boolean, words: (input: MergeInput) => string, advice: string) => {
    const ways = new Map<string, string[]>();
    for (const input of inputs) ways.set(words(input), [...(ways.get(words(input)) ?? []), input.corpus.name]);
    if (ways.size < 2) return;
    const told = [...ways].map(([way, names]) => `${names.join(', ')}: ${way}`);
    found.push({ what, breaks, message: `${told.join('; ')}. ${advice}` });
  };
  compare(
    'columns',
    true,
    ({ corpus }) => `${corpus.layout.columnCount} columns`,
    'A CoNLL file has the same columns on every line.',
  );
  compare(
    'separator',
    true,
    ({ corpus }) => (corpus.layout.separator === 'tab' ? 'columns parted by tabs' : 'columns parted by spaces'),
    'A CoNLL file parts its columns in one way.',
  );
  const tagged = inputs.filter(({ schemes }) => schemes.length > 0);
  const common = tagged[0]?.schemes.filter((scheme) => tagged.every(({ schemes }) => schemes.includes(scheme))) ?? [];
  if (tagged.length > 1 && common.length === 0) {
    compare(
      'scheme',
      true,
      ({ schemes }) => schemes[0] ?? 'no entities',
      'Convert them to one tag scheme first: "conll-distill convert".',
    );
  }
  compare('encoding', true, ({ corpus }) => corpus.encoding, 'Save them in one encoding first.');
  compare(
    'line-ends',
    true,
    ({ index }) => (index.endOfLine === '\n' ? 'lines end with LF' : 'lines end with CRLF'),
    'Save them with the same ends of lines first.',
  );
  const all = new Set(inputs.flatMap(({ types }) => [...types]));
  if (inputs.some(({ types }) => types.size > 0 && types.size < all.size)) {
    compare(
      'types',
      false,
      ({ types }) => [...types].sort().join(', ') || 'no entities',
      'Entity types that a file lacks may be unlabelled there.',
    );
  }
  return found;
}

/** What a merge made of its inputs. */
export interface Merged {
  readonly sentences: number;
  readonly documents: number;
  /** `-DOCSTART-` lines that were added where a file without documents follows, so that it does not go on with the document before it. */
  readonly addedDocumentLines: number;
}

/** Writes the files one after the other, byte for byte; only a missing blank line between two of them is added. */
export async function mergeInto(to: Destination, inputs: readonly MergeInput[]): Promise<Merged> {
  if (typeof to !== 'string') return writeMerged(inputs, to);
  const merged: Merged[] = [];
  await makeFiles(
    [{ path: to, write: async (sink) => void merged.push(await writeMerged(inputs, sink)) }],
    async () => {
      for (const { corpus } of inputs) await corpus.source.refuseChanged();
    },
  );
  return merged[0] ?? { sentences: 0, documents: 0, addedDocumentLines: 0 };
}

async function writeMerged(inputs: readonly MergeInput[], sink: Sink): Promise<Merged> {
  const docstart = await documentLine(inputs);
  let addedDocumentLines = 0;
  let documents = 0;
  for (const [position, { corpus, index }] of inputs.entries()) {
    const next = inputs[position + 1];
    const firstDocument = index.sentences[0]?.document ?? 0;
    if (docstart !== undefined && !index.headers.has(firstDocument)) {
      addedDocumentLines++;
      await sink(Buffer.from(docstart + index.endOfLine.repeat(2)));
    }
    const end = corpus.source.size;
    const pieces: Piece[] = [{ start: position === 0 ? 0 : await afterByteOrderMark(corpus), end }];
    if (next) pieces.push(missingEnd(index));
    await copyPieces(corpus.source, pieces, sink);
    documents += index.documents;
  }
  return {
    sentences: inputs.reduce((sum, { index }) => sum + index.sentences.length, 0),
    documents: docstart === undefined ? 1 : documents,
    addedDocumentLines,
  };
}

/** A `-DOCSTART-` line as the first file that has one writes it. */
async function documentLine(inputs: readonly MergeInput[]): Promise<string | undefined> {
  for (const { corpus, index } of inputs) {
    for (const { start, end } of index.headers.values()) {
      const bytes = Buffer.alloc(end - start);
      await corpus.source.read(bytes, start);
      const line = bytes.toString(corpus.encoding === 'utf-8' ? 'utf8' : 'latin1').match(/^-DOCSTART-[^\r\n]*/mu)?.[0];
      if (line !== undefined) return line;
    }
  }
  return undefined;
}

async function afterByteOrderMark({ source, encoding }: Corpus): Promise<number> {
  const head = Buffer.alloc(3);
  await source.read(head, 0);
  return encoding === 'utf-8' && head.equals(Buffer.from('\ufeff')) ? 3 : 0;
}

/** The line ends that a file lacks before another sentence may follow. */
function missingEnd(index: SentenceIndex): string {
  const last = index.sentences.at(-1);
  if (!last || index.trailer.end > index.trailer.start) return index.endOfLine.repeat(2);
  return last.ending === 'blank' ? '' : index.endOfLine.repeat(last.ending === 'line' ? 1 : 2);
}
