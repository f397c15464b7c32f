import type { Price } from '../cost/price';
import type { Message } from '../prompt/messages';
import type { Usage } from '../teacher';

/** A piece of an answer, with the natural logarithm of its probability. */
export interface TokenLogprob {
  /** In UTF-8: a token may end inside a character. */
  readonly bytes: Uint8Array;
  readonly logprob: number;
}

/** What a model answered, whoever serves it. */
export interface Reply {
  /** Absent where the server answered without a choice. */
  readonly content?: string | null;
  readonly refusal?: string;
  readonly finish?: 'stop' | 'length' | 'content-filter';
  readonly usage?: Usage;
  /** Of the content's tokens in order, where the server gives them. */
  readonly logprobs?: readonly TokenLogprob[];
}

export interface Question {
  readonly messages: readonly Message[];
  /** The JSON schema of the answer, for servers that hold a model to one. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** Answers that vary, to see how sure the model is; by default the most probable one is asked for. */
  readonly sampled?: boolean;
  /** Waits for a rate limit instead of failing with it. */
  readonly patient?: boolean;
}

/** A large language model that goes on with a chat. */
export interface ChatModel {
  /** As its server calls it; the tokens of a question are counted as this model's. */
  readonly name: string;
  /** Everything that its answers depend on but the question; no secrets. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** Absent where it is not known. */
  readonly price?: Price;
  /** @throws AnnotationError when no answer could be had */
  ask(question: Question, options?: AskOptions): Promise<Reply>;
}
