/** What is wrong with a data set, in words that a user can act on: where, what was expected, what to do. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly file: string | undefined;
  /** From 0. */
  readonly line: number | undefined;

  constructor(message: string, where: { readonly file?: string; readonly line?: number } = {}) {
    super(message);
    this.file = where.file;
    this.line = where.line;
  }
}
