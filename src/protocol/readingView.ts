/**
 * Between the extension's host and the reading view's page, which shows a document's sentences as running text. The text
 * document is the truth: the page holds only the sentences that it shows, and each of its edits names the version of the document
 * that it saw.
 */
import type { ShownToken } from './review';

export interface ReadEntity {
  readonly type: string;
  /** Tokens, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Of the latest answer that says the same, where it is known. */
  readonly confidence?: number;
}

export interface ReadSentence {
  readonly index: number;
  /** Of its first token, from 1. */
  readonly line: number;
  readonly tokens: readonly ShownToken[];
  readonly entities: readonly ReadEntity[];
  /** Other columns of tags, where they do not agree with the last one: what they say, by column. */
  readonly others: readonly { readonly name: string; readonly entities: readonly ReadEntity[] }[];
}

/** A stretch of tokens in a sentence; `end` exclusive. */
export interface Place {
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
}

export type HostToReading =
  /** The document as it is now: all that was sent of its sentences before is void. */
  | {
      readonly type: 'document';
      readonly version: number;
      readonly sentences: number;
      readonly types: readonly string[];
      readonly slots: Readonly<Record<string, number>>;
      readonly editable: boolean;
    }
  | { readonly type: 'sentences'; readonly version: number; readonly sentences: readonly ReadSentence[] }
  /** Shows a place: the text editor's cursor went there, or the page had asked for the next entity. */
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'problem'; readonly message: string };

export type ReadingToHost =
  | { readonly type: 'ready' }
  /** Asks for sentences; `to` exclusive. */
  | { readonly type: 'read'; readonly from: number; readonly to: number }
  /** The page's cursor is there now. */
  | { readonly type: 'cursor'; readonly place: Place }
  /** Asks where the next entity is. */
  | { readonly type: 'entity'; readonly from: Place; readonly direction: 1 | -1 }
  /** Gives the place an entity of this type, in place of those that it touches; without a type, removes those. */
  | { readonly type: 'label'; readonly version: number; readonly place: Place; readonly entityType?: string };
