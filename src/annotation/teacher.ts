import type { Entity } from '../dataset';
import type { Price } from './cost/price';

/** Why a span that a teacher answered did not become an entity. */
export type RejectionReason =
  | 'not-in-sentence'
  | 'unknown-type'
  | 'overlap'
  | 'duplicate'
  | 'malformed'
  | 'refusal'
  | 'truncated'
  | 'content-filter'
  | 'empty-answer';

export interface Rejection {
  readonly reason: RejectionReason;
  /** For people: what was answered and why it was not used. */
  readonly message: string;
  /** The span as answered, where there was one. */
  readonly answer?: unknown;
}

/** What one teacher says of one sentence. Everything it answered is in exactly one of the two lists. */
export interface Annotation {
  readonly entities: readonly AnnotatedEntity[];
  readonly rejections: readonly Rejection[];
  readonly usage?: Usage;
  /** True where it was asked for again, because the first answer could not be used as it was. */
  readonly reasked?: boolean;
}

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface AnnotatedEntity extends Entity {
  /** True when it was answered at another place or in another spelling, and the nearest match in the sentence was taken. */
  readonly repaired: boolean;
  /** The chain-of-thought justification, where asked for. */
  readonly reason?: string;
  /** The probability that the teacher gives it, where that is known. */
  readonly confidence?: number;
}

export interface TeacherCost {
  /** Absent where it is not known. */
  readonly price?: Price;
  /** Tokens of the question about a sentence, and of a typical answer. */
  estimate(tokens: readonly string[]): Promise<Usage>;
}

/** Somebody who marks entities: an LLM, a rule set, a trained student. */
export interface Teacher {
  /** For people: `gpt-4-0125-preview, chain of thought` or `rule-based (compromise)`. */
  readonly label: string;
  /** Everything the answer depends on but the tokens; part of the cache key. No secrets. */
  readonly identity: Readonly<Record<string, unknown>>;
  readonly entityTypes: readonly string[];
  /** What asking costs; absent where it costs nothing. */
  readonly cost?: TeacherCost;
  /** @throws AnnotationError when no answer could be had (key, network, rate limit after retries). */
  annotate(tokens: readonly string[], signal?: AbortSignal): Promise<Annotation>;
}
