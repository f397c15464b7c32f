/** Why the GPU runtime cannot be set up, in words that say what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
