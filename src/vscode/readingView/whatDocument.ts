import * as vscode from 'vscode';
import {
  checkReadable,
  knownComparedColumns,
  type LiveDocument,
  offeredTypes,
  perChunk,
  type TypeDefinition,
} from '../../dataset';
import type { HostToReading } from '../../protocol/readingView';
import { columnName } from '../editor/columnName';
import type { ParsedDocument } from '../editor/parsedDocuments';
import { assignSlots } from '../editor/typeColours';

/**
 * What the page is told of a document.
 * @param known besides its text; `readOnly` says why it cannot be edited
 */
export function whatDocument(
  document: vscode.TextDocument,
  parsed: ParsedDocument,
  {
    readOnly,
    typeSet,
  }: { readonly readOnly: string | undefined; readonly typeSet: readonly TypeDefinition[] | undefined },
): Extract<HostToReading, { type: 'document' }> {
  const { live } = parsed;
  const types = offeredTypes(typeSet, parsed.slots.keys()).map(({ type }) => type);
  const columns = knownComparedColumns(live, live.chunksBetween(0, 0));
  const notice = noticeOf(document, live, readOnly);
  return {
    type: 'document',
    version: document.version,
    sentences: live.sentenceCount,
    types,
    // What the file uses has the same colours here and in the text editor.
    slots: Object.fromEntries([...assignSlots(types), ...parsed.slots]),
    tagColumn: live.tagColumn,
    columnNames: Object.fromEntries(columns.map((column) => [column, columnName(document, live, column)])),
    ...(notice !== undefined && { notice }),
    editable: live.tagColumn >= 0 && readOnly === undefined,
  };
}

const unreadable = perChunk(({ text }) => ({ problem: checkReadable(text, '', { needsTags: true })?.message }));

function noticeOf(document: vscode.TextDocument, live: LiveDocument, readOnly: string | undefined): string | undefined {
  const { t } = vscode.l10n;
  const [first] = live.chunks;
  if (live.sentenceCount === 0 || !first) return undefined;
  if (live.tagColumn < 0) {
    return t(
      'This file has no column of tags: it can be read, but not labelled. Give each line a last column with a tag, such as O.',
    );
  }
  if (unreadable.of(first.chunk).problem !== undefined) {
    return t(
      '{0} does not look like CoNLL: most lines do not end with a tag such as O or B-PER. For plain text, run "CoNLL: Import Plain Text as CoNLL" first.',
      vscode.workspace.asRelativePath(document.uri),
    );
  }
  return readOnly;
}
