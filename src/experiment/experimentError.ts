/** An experiment cannot be run as its file says; the message names file, line and what was expected. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError';
}
