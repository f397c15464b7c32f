/**
 * Between the extension's host and the reading view's page, which shows a document's sentences as running text. The text
 * document is the truth: the page holds only the sentences that it shows, and each of its edits names the version of the document
 * that its sentence was seen in.
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

/** What a column says of a sentence. */
export interface Reading {
  readonly column: number;
  readonly entities: readonly ReadEntity[];
}

export interface ReadSentence {
  readonly index: number;
  /** Of its first token, from 1. */
  readonly line: number;
  readonly tokens: readonly ShownToken[];
  /** By column, ascending: all that are compared where they disagree, else the tag column's alone. */
  readonly readings: readonly Reading[];
  /** Tokens that the columns disagree on, ascending. */
  readonly differing: readonly number[];
}

/** A stretch of tokens in a sentence; `end` exclusive. */
export interface Place {
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  /** The column that is meant; the tag column where absent. */
  readonly column?: number;
}

/** What the page can go to. */
export const TARGETS = ['entity', 'disagreement'] as const;
export type Target = (typeof TARGETS)[number];

export type HostToReading =
  /** The document as it is now: all that was sent of its sentences before is void. */
  | {
      readonly type: 'document';
      readonly version: number;
      readonly sentences: number;
      readonly types: readonly string[];
      readonly slots: Readonly<Record<string, number>>;
      /** Of tags; -1 where there is none. */
      readonly tagColumn: number;
      /** What the columns are called that are compared. */
      readonly columnNames: Readonly<Record<number, string>>;
      /** Why it cannot be edited, or what else is odd about it. */
      readonly notice?: string;
      readonly editable: boolean;
      /** The sentence that this page's own edit changed, where nothing else has happened since version `from`. */
      readonly edited?: { readonly from: number; readonly sentence: number };
    }
  | { readonly type: 'sentences'; readonly version: number; readonly sentences: readonly ReadSentence[] }
  /** The sentences with disagreements, ascending, once all were looked at. */
  | { readonly type: 'disagreements'; readonly version: number; readonly sentences: readonly number[] }
  /** Shows a place: the text editor's cursor went there, or the page had asked where to go. */
  | { readonly type: 'reveal'; readonly place: Place }
  /** The text editor's first visible sentence. */
  | { readonly type: 'scroll'; readonly sentence: number }
  /** Go to the next: a command of VS Code says so. */
  | { readonly type: 'go'; readonly target: Target; readonly direction: 1 | -1 }
  /** What was asked for has been done, and all that follows from it has been sent. */
  | { readonly type: 'done' }
  /** As `done`, but it failed. */
  | { readonly type: 'problem'; readonly message: string };

export type ReadingToHost =
  /** The page listens; it has in it what was true of a version. */
  | { readonly type: 'ready'; readonly version?: number }
  /** Asks for sentences; `to` exclusive. */
  | { readonly type: 'read'; readonly from: number; readonly to: number }
  /** The page's cursor is there now. */
  | { readonly type: 'cursor'; readonly place: Place }
  /** The page's first visible sentence. */
  | { readonly type: 'scrolled'; readonly sentence: number }
  /** Asks to be shown the next; answered by `reveal`, and by `done`. An empty place counts itself. */
  | { readonly type: 'next'; readonly from: Place; readonly target: Target; readonly direction: 1 | -1 }
  /**
   * Gives the place an entity of this type, in place of those that it touches; without a type, removes those. Answered by `done` or
   * `problem`.
   */
  | { readonly type: 'label'; readonly version: number; readonly place: Place; readonly entityType?: string }
  /** The same, with a type that the user is asked for. */
  | { readonly type: 'pickType'; readonly version: number; readonly place: Place };
