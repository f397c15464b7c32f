/** Gold and prediction cannot be compared; the message says where they part. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
