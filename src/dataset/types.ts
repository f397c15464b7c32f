/** How entities are written as tags. BILOU is BIOES with L for E and U for S: same scheme, other letters. */
export type TagScheme = 'iob1' | 'iob2' | 'ioe1' | 'ioe2' | 'bioes' | 'bilou';

/** A typed span of tokens: `start` inclusive, `end` exclusive, both token indices inside one sentence. */
export interface Entity {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Replace the UTF-16 range [start, end) of the document's text by `newText`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** What a token line of a sentence says, without its surroundings. */
export interface Sentence {
  /** Position among the document's sentences, from 0. */
  readonly index: number;
  /** Which `-DOCSTART-` section it stands in, from 0. */
  readonly documentIndex: number;
  /** Line numbers (from 0) of its tokens, in order; comment lines between them are not among them. */
  readonly lines: readonly number[];
  readonly tokens: readonly string[];
  /** The cells of the tag column, as they stand in the file; `O` where a ragged line has none. */
  readonly tags: readonly string[];
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';
