import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { type ConllDocument, type LiveDocument, perChunk } from '../dataset';
import type { Feature } from './feature';

/** Documents and sentences fold; so do comments of several lines. */
export const folding: Feature = ({ connection, documents }) => {
  connection.onFoldingRanges(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document ? foldingRanges(document.live) : [];
  });
  return { foldingRangeProvider: true };
};

/** Lines of a chunk, from its first. */
interface ChunkFolds {
  readonly sentences: readonly FoldingRange[];
  readonly comments: readonly FoldingRange[];
  readonly docstarts: readonly number[];
  /** The last line with a token before each docstart, and in the chunk; -1 where there is none. */
  readonly lastTokens: readonly number[];
}

const chunkFolds = perChunk(({ document }): ChunkFolds => {
  const docstarts = linesOf(document, 'docstart');
  const tokens = linesOf(document, 'token');
  return {
    docstarts,
    lastTokens: [...docstarts, document.lineCount].map((line) => tokens.findLast((token) => token < line) ?? -1),
    sentences: document.sentences.flatMap(({ lines }) => fold(lines[0] ?? 0, lines.at(-1) ?? 0)),
    comments: blocks(linesOf(document, 'comment')).flatMap(([first, last]) =>
      fold(first, last, FoldingRangeKind.Comment),
    ),
  };
});

function foldingRanges(live: LiveDocument): FoldingRange[] {
  const documents: FoldingRange[] = [];
  const [sentences, comments]: [FoldingRange[], FoldingRange[]] = [[], []];
  let begun: number | undefined;
  let lastToken = -1;
  const close = (): void => {
    if (begun !== undefined) documents.push(...fold(begun, lastToken));
  };
  for (const { chunk, line } of live.chunks) {
    const found = chunkFolds.of(chunk);
    found.docstarts.forEach((docstart, index) => {
      lastToken = Math.max(lastToken, line + (found.lastTokens[index] ?? -1));
      close();
      begun = line + docstart;
    });
    if ((found.lastTokens.at(-1) ?? -1) >= 0) lastToken = line + (found.lastTokens.at(-1) ?? 0);
    sentences.push(...found.sentences.map((range) => shifted(range, line)));
    comments.push(...found.comments.map((range) => shifted(range, line)));
  }
  close();
  // Editors stop at some number of ranges: the larger ones come first.
  return [...documents, ...sentences, ...comments];
}

function linesOf(document: ConllDocument, kind: ReturnType<ConllDocument['lineKind']>): number[] {
  return Array.from({ length: document.lineCount }, (_, line) => line).filter(
    (line) => document.lineKind(line) === kind,
  );
}

/** First and last of the lines that follow each other. */
function blocks(lines: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const line of lines) {
    const open = found.at(-1);
    if (open && open[1] === line - 1) open[1] = line;
    else found.push([line, line]);
  }
  return found;
}

function fold(startLine: number, endLine: number, kind?: FoldingRangeKind): FoldingRange[] {
  return endLine > startLine ? [{ startLine, endLine, ...(kind && { kind }) }] : [];
}

function shifted(range: FoldingRange, by: number): FoldingRange {
  return { ...range, startLine: range.startLine + by, endLine: range.endLine + by };
}
