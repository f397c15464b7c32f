import { decodeEntities, encodeEntities } from '../../entities';
import type { NamedDocument } from '../../tagColumns';
import type { Sentence } from '../../types';
import { idOf, reportColumns, reportTags } from '../exportTexts';
import type { Findings } from '../finding';
import type { ExportOptions } from '../format';
import { reportLostLines } from '../lostLines';
import { CONLL_U_COLUMNS, commentAt } from './columns';
import { barInTag, TAG_COLUMN } from './restore';

/**
 * A CoNLL file of any columns as CoNLL-U. Its second column, where there are three or more, is the parts of speech (XPOS); what
 * no column is for is reported as lost.
 */
export function generateConllU(source: NamedDocument, options: ExportOptions, findings: Findings): string {
  const { document } = source;
  reportTags(source, findings);
  const tagged = document.tagColumn >= 0;
  const partOfSpeech =
    tagged && document.columnCount > 2 && document.tokenColumn === 0 && document.tagColumn > 1 ? 1 : -1;
  reportColumns(source, findings, [partOfSpeech]);
  reportLostLines(source, findings, (line) => document.lineKind(line) === 'comment');
  const marked = documentStarts(source);
  const blocks = document.sentences.map((sentence) =>
    [
      ...(marked.has(sentence.index) ? ['# newdoc'] : []),
      ...commentsOf(source, sentence),
      ...rowsOf(source, sentence, partOfSpeech, options),
      '',
    ]
      .map((line) => `${line}\n`)
      .join(''),
  );
  const columns = options.tagsInColumn ? `# global.columns = ${[...CONLL_U_COLUMNS, TAG_COLUMN].join(' ')}\n` : '';
  return columns + blocks.join('');
}

/** The sentences that a `-DOCSTART-` stands before. */
function documentStarts({ document }: NamedDocument): Set<number> {
  const starts = new Set<number>();
  let pending = false;
  let next = 0;
  for (let line = 0; line < document.lineCount; line++) {
    const kind = document.lineKind(line);
    if (kind === 'docstart') pending = true;
    if (kind !== 'token' || document.sentences[next]?.lines[0] !== line) continue;
    if (pending) starts.add(next);
    pending = false;
    next++;
  }
  return starts;
}

/** The comments above and inside a sentence, which CoNLL-U has above it; with an id and the text, which it asks for. */
function commentsOf({ document }: NamedDocument, sentence: Sentence): string[] {
  const last = sentence.lines.at(-1) ?? 0;
  let line = sentence.lines[0] ?? 0;
  while (line > 0 && document.lineKind(line - 1) === 'comment') line--;
  const comments: string[] = [];
  for (; line <= last; line++) if (document.lineKind(line) === 'comment') comments.push(commentAt(document, line));
  const has = (key: string): boolean => comments.some((comment) => new RegExp(`^#\\s*${key}\\s*=`, 'u').test(comment));
  return [
    ...(has('sent_id')
      ? []
      : [`# sent_id = ${idOf(document, sentence)?.id.replace(/\s+/gu, '_') ?? sentence.index + 1}`]),
    ...(has('text') ? [] : [`# text = ${sentence.tokens.join(' ')}`]),
    ...comments,
  ];
}

function rowsOf(
  { document, name }: NamedDocument,
  sentence: Sentence,
  partOfSpeech: number,
  { scheme, tagKey, tagsInColumn }: ExportOptions,
): string[] {
  const tags = scheme
    ? encodeEntities(decodeEntities(sentence.tags), sentence.tags.length, scheme)
    : sentence.tags.map((tag) => tag || 'O');
  const positions = partOfSpeech < 0 ? [] : document.column(sentence, partOfSpeech);
  return sentence.tokens.map((token, index) => {
    const tag = tags[index] ?? 'O';
    if (!tagsInColumn && tag.includes('|')) throw barInTag(name, sentence.lines[index] ?? 0, tag);
    const misc = tagsInColumn || tag === 'O' ? '_' : `${tagKey ?? 'NER'}=${tag}`;
    const cells = [`${index + 1}`, token || '_', '_', '_', positions[index] || '_', '_', '_', '_', '_', misc];
    return [...cells, ...(tagsInColumn ? [tag] : [])].join('\t');
  });
}
