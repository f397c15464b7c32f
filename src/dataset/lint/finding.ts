import type { ConllDocument } from '../document';
import type { TextChange } from '../live/liveDocument';
import { isTag } from '../tags';
import type { Sentence } from '../types';
import type { Finding } from './rule';

type Rest = Pick<Finding, 'message' | 'fix' | 'related'>;

/** A finding at one cell of a line, or at the whole line where it has no such cell. */
export function atCell(document: ConllDocument, line: number, column: number, rest: Rest): Finding {
  const { start, end } = document.lineRange(line);
  const cell = document.cells(line)[column];
  return { line, from: (cell?.start ?? start) - start, to: (cell?.end ?? end) - start, ...rest };
}

/** A finding at the tag of a token. */
export function atTag(document: ConllDocument, sentence: Sentence, token: number, rest: Rest): Finding {
  return atCell(document, sentence.lines[token] ?? 0, document.tagColumn, rest);
}

/** A finding at a token. */
export function atToken(document: ConllDocument, sentence: Sentence, token: number, rest: Rest): Finding {
  return atCell(document, sentence.lines[token] ?? 0, document.tokenColumn, rest);
}

/** Other text in place of a cell; nothing where the line has no such cell. */
export function replaceCell(document: ConllDocument, line: number, column: number, newText: string): TextChange[] {
  const { start } = document.lineRange(line);
  const cell = document.cells(line)[column];
  return cell ? [inLine(line, cell.start - start, cell.end - start, newText)] : [];
}

export function inLine(line: number, from: number, to: number, newText: string): TextChange {
  return { start: { line, character: from }, end: { line, character: to }, newText };
}

/** Other tags for a sentence's tokens: an edit for each that differs; what is no tag stays, for it would be lost. */
export function replaceTags(document: ConllDocument, sentence: Sentence, tags: readonly string[]): TextChange[] {
  return sentence.lines.flatMap((line, token) => {
    const tag = tags[token];
    const written = sentence.tags[token] ?? '';
    return tag === undefined || tag === written || !isTag(written)
      ? []
      : replaceCell(document, line, document.tagColumn, tag);
  });
}
