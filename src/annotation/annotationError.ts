export type AnnotationErrorCode =
  | 'wrong-key'
  | 'quota'
  | 'rate-limit'
  | 'model-not-found'
  | 'network'
  | 'server'
  | 'request'
  | 'cancelled';

/** No answer could be had; the message says what to do and never holds a key. */
export class AnnotationError extends Error {
  override readonly name = 'AnnotationError';

  constructor(
    readonly code: AnnotationErrorCode,
    message: string,
  ) {
    super(message);
  }

  /** Would every other sentence fail in the same way? */
  get stopsJob(): boolean {
    return this.code !== 'server' && this.code !== 'request' && this.code !== 'rate-limit';
  }
}
