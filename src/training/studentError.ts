/** The model to fine-tune cannot be used; the message says which file, why, and what to do. */
export class StudentError extends Error {
  override readonly name = 'StudentError';
}
