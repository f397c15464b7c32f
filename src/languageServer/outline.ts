import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver';
import { decodeEntities, type Entity, type LiveDocument, perChunk, runningText, type Sentence } from '../dataset';
import type { Feature } from './feature';

/** An editor asks for all symbols after every pause of typing: in longer documents entities stand in their sentence's detail only. */
const mostWithEntities = 2000;
/** Beyond that many sentences, only documents are listed. */
const mostSentences = 50_000;
/** Characters of a sentence in its name; all of it is in the file. */
const nameLength = 80;

/** The outline: documents (`-DOCSTART-`), their sentences, and the entities of those. */
export const outline: Feature = ({ connection, documents }) => {
  connection.onDocumentSymbol(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document ? symbolsOf(document.live) : [];
  });
  return { documentSymbolProvider: { label: 'CoNLL' } };
};

/** What a sentence and its entities are called. Lines are of the chunk, and so are the line lengths. */
interface Named {
  readonly name: string;
  readonly lines: readonly number[];
  readonly lengths: readonly number[];
  readonly entities: readonly (Entity & { readonly name: string })[];
}

/** Naming takes longer than all else, so that a chunk is named once. */
const chunkNames = perChunk(({ document }): readonly Named[] =>
  document.sentences.map((sentence) => ({
    name: shortened(textOf(sentence, 0, sentence.tokens.length)),
    lines: sentence.lines,
    lengths: sentence.lines.map((line) => document.lineRange(line).end - document.lineRange(line).start),
    entities: decodeEntities(sentence.tags).map((entity) => ({
      ...entity,
      name: textOf(sentence, entity.start, entity.end),
    })),
  })),
);

function symbolsOf(live: LiveDocument): DocumentSymbol[] {
  const count = live.sentenceCount;
  const sections = sectionsOf(live);
  const listed = count > mostSentences ? [] : sentenceSymbols(live, count <= mostWithEntities);
  if (sections.length < 2) return listed;
  return sections.map(({ first, last, from, to }, index) => ({
    name: `Document ${index + 1}`,
    detail: to - from === 1 ? '1 sentence' : `${to - from} sentences`,
    kind: SymbolKind.Module,
    range: lines(first, last, live.lineText(last).length),
    selectionRange: lines(first, first, live.lineText(first).length),
    children: listed.slice(from, to),
  }));
}

function sentenceSymbols(live: LiveDocument, withEntities: boolean): DocumentSymbol[] {
  return live.chunks.flatMap(({ chunk, line }) =>
    chunkNames.of(chunk).map((named) => {
      const { name, entities } = named;
      const range = rangeIn(named, line, 0, named.lines.length);
      return {
        name,
        detail: withEntities ? '' : entities.map((entity) => `${entity.type} ${entity.name}`).join(' · '),
        kind: SymbolKind.String,
        range,
        selectionRange: rangeIn(named, line, 0, 1),
        children: withEntities
          ? entities.map((entity) => {
              const entityRange = rangeIn(named, line, entity.start, entity.end);
              return {
                name: entity.name,
                detail: entity.type,
                kind: SymbolKind.Constant,
                range: entityRange,
                selectionRange: entityRange,
              };
            })
          : [],
      };
    }),
  );
}

interface Section {
  /** Lines, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** Sentences, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** The documents of a file: from a `-DOCSTART-` line to the last token before the next. */
function sectionsOf(live: LiveDocument): Section[] {
  const starts: { index: number; sentence: Sentence }[] = [];
  for (let index = 0; index < live.sentenceCount; ) {
    const sentence = live.sentence(index);
    if (!sentence) break;
    starts.push({ index, sentence });
    index = firstOfNext(live, index, sentence.documentIndex);
  }
  return starts.map(({ index, sentence }, at) => {
    const to = starts[at + 1]?.index ?? live.sentenceCount;
    return {
      first: docstartAbove(live, sentence.lines[0] ?? 0),
      last: live.sentence(to - 1)?.lines.at(-1) ?? 0,
      from: index,
      to,
    };
  });
}

/** By binary search: the indices of documents only grow. */
function firstOfNext(live: LiveDocument, from: number, documentIndex: number): number {
  let [low, high] = [from + 1, live.sentenceCount];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((live.sentence(middle)?.documentIndex ?? 0) > documentIndex) high = middle;
    else low = middle + 1;
  }
  return low;
}

function docstartAbove(live: LiveDocument, line: number): number {
  for (let above = line - 1; above >= 0 && live.lineKind(above) !== 'token'; above--) {
    if (live.lineKind(above) === 'docstart') return above;
  }
  return line;
}

function rangeIn({ lines: all, lengths }: Named, line: number, start: number, end: number): Range {
  return lines(line + (all[start] ?? 0), line + (all[end - 1] ?? 0), lengths[end - 1] ?? 0);
}

function lines(first: number, last: number, lastLength: number): Range {
  return { start: { line: first, character: 0 }, end: { line: last, character: lastLength } };
}

function textOf({ tokens }: Sentence, start: number, end: number): string {
  const parts = runningText(tokens.slice(start, end), []);
  // A symbol must have a name; a token of control characters alone has none.
  return parts.map(({ text }) => text).join('') || '·';
}

function shortened(text: string): string {
  return text.length > nameLength ? `${text.slice(0, nameLength - 1)}…` : text;
}
