import type { Place } from './finding';

/** UTF-16 range of a token in its text. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
}

/** An entity as annotation tools have it: a typed range of characters, in UTF-16 offsets. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  /** The ranges of a discontinuous entity; start and end are then the first's start and the last's end. */
  readonly parts?: readonly TokenSpan[];
  readonly place: Place;
}

/** A text with its entities, as one record or pair of files holds it. Spans may overlap. */
export interface AnnotatedText {
  readonly text: string;
  readonly spans: readonly TextSpan[];
  /** What the source calls it. */
  readonly id?: string;
  readonly place: Place;
  /** The tokens of each sentence, where the source says so; in order, not overlapping. */
  readonly sentences?: readonly (readonly TokenSpan[])[];
}
