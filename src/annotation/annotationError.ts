export type AnnotationErrorCode =
  | 'wrong-key'
  | 'quota'
  | 'rate-limit'
  | 'model-not-found'
  | 'network'
  | 'server'
  | 'request'
  | 'busy'
  | 'prompt'
  | 'budget'
  | 'cancelled';

/** No answer could be had; the message says what to do and never holds a key. */
export class AnnotationError extends Error {
  override readonly name = 'AnnotationError';

  constructor(
    readonly code: AnnotationErrorCode,
    message: string,
    /** Milliseconds that the server asks to wait. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** Would every other sentence fail in the same way? */
  get stopsJob(): boolean {
    return this.code !== 'server' && this.code !== 'request';
  }
}
