import type { ConllDocument } from '../document';
import { decodeEntities } from '../entities';
import { illegalTags, inspectScheme } from '../schemes';
import { type NamedDocument, refuseOtherThanTags } from '../tagColumns';
import type { Sentence } from '../types';
import type { TextSpan, TokenSpan } from './annotatedText';
import { type ConllUHeader, commentAt, conllUHeader, spacesOf } from './conllu/columns';
import type { Findings } from './finding';
import type { ExportOptions, ExportUnit } from './format';
import { reportLostLines } from './lostLines';

/** Some sentences as one text; offsets are UTF-16 and equal the text exactly. */
export interface ExportedText {
  readonly text: string;
  readonly spans: readonly Pick<TextSpan, 'start' | 'end' | 'type'>[];
  readonly sentences: readonly (readonly TokenSpan[])[];
  readonly id?: string;
}

export interface TextLayout {
  /** What stands between two sentences. */
  readonly betweenSentences: string;
  /** The format says where tokens are, so that tokens with a space or without one between them are no loss. */
  readonly keepsTokens?: boolean;
  /** What a record is where the user does not say: by default a document, where the file marks any. */
  readonly by?: ExportUnit;
}

/**
 * The sentences of a document as texts: tokens with a space between them, or as CoNLL-U says. Reports what texts cannot hold.
 * @throws DatasetError when something else than tags stands in the tag column
 */
export function exportTexts(
  source: NamedDocument,
  options: ExportOptions,
  findings: Findings,
  layout: TextLayout,
): ExportedText[] {
  const { document } = source;
  reportTags(source, findings);
  reportColumns(source, findings);
  const header = conllUHeader(document);
  const by = options.by ?? layout.by ?? usualUnit(document);
  const groups = sentenceGroups(document, by);
  const ids = new Set(groups.map(([first]) => idOf(document, first)?.line));
  const texts = groups.map((sentences) => textOf(source, sentences, header, findings, layout));
  const told = new Set(groups.flatMap((sentences, index) => textComments(document, sentences, texts[index])));
  reportLostLines(source, findings, (line) => ids.has(line) || told.has(line));
  if (by !== 'document') reportDocuments(source, findings);
  return texts;
}

export function usualUnit(document: ConllDocument): ExportUnit {
  for (let line = 0; line < document.lineCount; line++) if (document.lineKind(line) === 'docstart') return 'document';
  return 'sentence';
}

export function sentenceGroups(document: ConllDocument, by: ExportUnit): Sentence[][] {
  if (by === 'file') return document.sentences.length === 0 ? [] : [[...document.sentences]];
  if (by === 'sentence') return document.sentences.map((sentence) => [sentence]);
  const groups = new Map<number, Sentence[]>();
  for (const sentence of document.sentences) {
    const group = groups.get(sentence.documentIndex);
    if (group) group.push(sentence);
    else groups.set(sentence.documentIndex, [sentence]);
  }
  return [...groups.values()];
}

function textOf(
  { name, document }: NamedDocument,
  sentences: readonly Sentence[],
  header: ConllUHeader | undefined,
  findings: Findings,
  { betweenSentences, keepsTokens }: TextLayout,
): ExportedText {
  let text = '';
  const spans: Pick<TextSpan, 'start' | 'end' | 'type'>[] = [];
  const ranges = sentences.map((sentence, index) => {
    if (index > 0) text += betweenSentences;
    const spaces = spacesOf(document, sentence, header);
    const tokens = sentence.tokens.map((token, position): TokenSpan => {
      const glued = position > 0 && spaces?.[position - 1] === false;
      if (position > 0 && !glued) text += ' ';
      const line = sentence.lines[position] ?? 0;
      if (!keepsTokens && token.includes(' ')) {
        findings.loss('token-boundary', `the token "${token}" holds a space`, { file: name, line });
      } else if (!keepsTokens && glued) {
        const before = sentence.tokens[position - 1] ?? '';
        findings.loss('token-boundary', `"${before}" and "${token}" are written without a space`, { file: name, line });
      }
      const start = text.length;
      text += token;
      return { start, end: text.length };
    });
    for (const { type, start, end } of decodeEntities(sentence.tags)) {
      spans.push({ type, start: tokens[start]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 });
    }
    return tokens;
  });
  const id = idOf(document, sentences[0])?.id;
  return { text, spans, sentences: ranges, ...(id === undefined ? {} : { id }) };
}

/** Lines of comments `# text = …` that say no more than the text itself. */
function textComments(
  document: ConllDocument,
  sentences: readonly Sentence[],
  exported: ExportedText | undefined,
): number[] {
  return sentences.flatMap((sentence, index) => {
    const tokens = exported?.sentences[index] ?? [];
    const text = exported?.text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
    return commentsAbove(document, sentence).filter((line) => commentAt(document, line) === `# text = ${text}`);
  });
}

const idComment = /^#\s*(?:id|sent_id)\s*=\s*(.*?)\s*$/u;

/** What a comment `# id = …` above a sentence calls it, and where. */
export function idOf(
  document: ConllDocument,
  sentence: Sentence | undefined,
): { readonly id: string; readonly line: number } | undefined {
  for (const line of sentence ? commentsAbove(document, sentence) : []) {
    const id = idComment.exec(commentAt(document, line))?.[1];
    if (id) return { id, line };
  }
  return undefined;
}

/** The comment lines right above a sentence, from the last to the first. */
function commentsAbove(document: ConllDocument, sentence: Sentence): number[] {
  const lines: number[] = [];
  for (let line = (sentence.lines[0] ?? 0) - 1; line >= 0 && document.lineKind(line) === 'comment'; line--)
    lines.push(line);
  return lines;
}

/** Ids of records are numbers in most tools, and come back as such. */
export function idAsNumber(id: string): string | number {
  const number = Number(id);
  return String(number) === id && Number.isSafeInteger(number) ? number : id;
}

/** @throws DatasetError when something else than tags stands in the tag column */
export function reportTags(source: NamedDocument, findings: Findings): void {
  const { document, name } = source;
  if (document.tagColumn < 0) return;
  refuseOtherThanTags(source, document.tagColumn);
  const { scheme, illegal } = inspectScheme(document.sentences.map(({ tags }) => tags));
  if (illegal === 0) return;
  for (const sentence of document.sentences) {
    for (const { token, tag, expected } of illegalTags(sentence.tags, scheme)) {
      const line = sentence.lines[token] ?? 0;
      findings.change('tag-spelling', `${tag} is not legal here in ${scheme}: read as ${expected}`, {
        file: name,
        line,
      });
    }
  }
}

/**
 * Columns beside token and tag are lost; their first cells say which they are.
 * @param kept columns that the format has a place for
 */
export function reportColumns(
  { name, document }: NamedDocument,
  findings: Findings,
  kept: readonly number[] = [],
): void {
  const header = conllUHeader(document);
  const [sentence] = document.sentences;
  for (let column = 0; sentence && column < document.columnCount; column++) {
    if ([document.tokenColumn, document.tagColumn, ...kept].includes(column)) continue;
    const cells = document.column(sentence, column).slice(0, 3);
    const title = header?.columns[column] ?? `column ${column + 1}`;
    findings.loss('column', `${title} (${cells.join(', ')}${sentence.tokens.length > 3 ? ', …' : ''})`, { file: name });
  }
}

function reportDocuments({ name, document }: NamedDocument, findings: Findings): void {
  for (const sentence of document.sentences) {
    const before = document.sentences[sentence.index - 1];
    if (!before || before.documentIndex === sentence.documentIndex) continue;
    const line = sentence.lines[0] ?? 0;
    findings.loss('document-boundary', `document ${sentence.documentIndex + 1} begins here`, { file: name, line });
  }
}
