/** What a conversion does to the data. A loss cannot be undone by converting back; a change can be lived with, but is said. */
export type FindingSeverity = 'loss' | 'change';

/** What kinds of things a conversion loses or changes; stable, for `--json`. */
export type FindingKind =
  | 'nested-entity'
  | 'overlapping-entity'
  | 'discontinuous-entity'
  | 'empty-span'
  | 'second-label'
  | 'unlabelled-span'
  | 'relation'
  | 'event'
  | 'attribute'
  | 'normalization'
  | 'coreference'
  | 'note'
  | 'confidence'
  | 'other-annotation'
  | 'prediction'
  | 'metadata'
  | 'comment'
  | 'column'
  | 'document-boundary'
  | 'sentence-boundary'
  | 'token-boundary'
  | 'rejected-record'
  | 'empty-record'
  | 'token-split'
  | 'token-spelling'
  | 'trimmed-span'
  | 'joined-sentences'
  | 'tag-spelling'
  | 'type-spelling'
  | 'filled-column'
  | 'offset-unit'
  | 'tokenization'
  | 'used-prediction';

/** One thing that a conversion loses or changes, with its place in the source. */
export interface Finding {
  readonly severity: FindingSeverity;
  readonly kind: FindingKind;
  /** What is lost or changed, of what, in words. */
  readonly message: string;
  readonly file: string;
  /** From 0; left out for what concerns the whole file. */
  readonly line?: number;
}

/** Where something stands in a source. */
export interface Place {
  readonly file: string;
  /** From 0. */
  readonly line?: number;
}

/** Collects what a conversion loses and changes, in the order in which it is found. */
export class Findings {
  readonly #all: Finding[] = [];

  get all(): readonly Finding[] {
    return this.#all;
  }

  loss(kind: FindingKind, message: string, { file, line }: Place): void {
    this.#all.push({ severity: 'loss', kind, message, file, ...(line === undefined ? {} : { line }) });
  }

  change(kind: FindingKind, message: string, { file, line }: Place): void {
    this.#all.push({ severity: 'change', kind, message, file, ...(line === undefined ? {} : { line }) });
  }
}

/** `file, line 3`, as messages begin; lines are counted from 1 there. */
export function placeInWords({ file, line }: Place): string {
  return line === undefined ? file : `${file}, line ${line + 1}`;
}
