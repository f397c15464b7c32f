/** Between the extension's host and the review panel's page, which shows one doubtful region at a time. */

/** A token as it is shown. */
export interface ShownToken {
  readonly text: string;
  /** Whether a space stands before it in running text. */
  readonly spaced: boolean;
}

export interface ShownEntity {
  readonly type: string;
  /** Tokens, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** In 0..1, where it is known. */
  readonly confidence?: number;
  readonly reason?: string;
}

export interface ShownOpinion {
  readonly by: readonly string[];
  readonly entities: readonly ShownEntity[];
}

/** One region to decide about. */
export interface ShownItem {
  /** The number of its first line, from 1. */
  readonly line: number;
  readonly tokens: readonly ShownToken[];
  readonly start: number;
  readonly end: number;
  /** All entities of the sentence, as the file has them. */
  readonly entities: readonly ShownEntity[];
  readonly opinions: readonly ShownOpinion[];
  readonly doubt: number;
}

export type HostToReview =
  | {
      readonly type: 'show';
      /** Another one wherever another region is shown, or one that was edited. */
      readonly view: number;
      readonly file: string;
      /** From 0; of `total` regions, of which `decided` are done. */
      readonly position: number;
      readonly total: number;
      readonly decided: number;
      /** In the order of their keys, 1 to 9. */
      readonly types: readonly string[];
      /** The colour slot of each type that is shown. */
      readonly slots: Readonly<Record<string, number>>;
      /** Absent when nothing is left, or there was nothing. */
      readonly item?: ShownItem;
      readonly canUndo: boolean;
    }
  | { readonly type: 'problem'; readonly message: string };

export interface ReviewToHost {
  /** What the page shows: a decision about anything else is refused. 0 before it shows something. */
  readonly view: number;
  readonly request: ReviewRequest;
}

export type ReviewRequest =
  | { readonly type: 'ready' }
  /** `accept` what the file says; `reject` whatever is there; take the opinion of this `index`; give it this type. */
  | { readonly type: 'accept' | 'reject' }
  | { readonly type: 'take'; readonly index: number }
  | { readonly type: 'label'; readonly entityType: string }
  /** Moves an end of the region's entity by a token. */
  | { readonly type: 'resize'; readonly edge: 'start' | 'end'; readonly by: 1 | -1 }
  | { readonly type: 'next' | 'previous' | 'undo' | 'open' };
