import type { TextDocumentsConfiguration } from 'vscode-languageserver';
import { LiveDocument } from '../dataset';

/** A document that an editor has open. */
export interface OpenDocument {
  readonly uri: string;
  version: number;
  /** In step with the editor's text. */
  live: LiveDocument;
}

/**
 * Editors open other versions of files as documents, too: of a commit, of what a refactoring would make. Those are nobody's data, except
 * for requests that are about one.
 */
export function isOwn(uri: string): boolean {
  return uri.startsWith('file:') || uri.startsWith('untitled:');
}

/** How `TextDocuments` keeps them: an edit costs one chunk of the document, not the document. */
export const openDocuments: TextDocumentsConfiguration<OpenDocument> = {
  create: (uri, _languageId, version, content) => ({ uri, version, live: LiveDocument.open(content) }),
  update: (document, changes, version) => {
    for (const change of changes) {
      if ('range' in change) document.live.change({ ...change.range, newText: change.text });
      else document.live = LiveDocument.open(change.text);
    }
    document.version = version;
    return document;
  },
};
