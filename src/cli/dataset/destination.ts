import type { Destination } from '../../corpus';
import { writeOutput } from '../output';

/** Where a verb's result goes; `-` is standard output. */
export function destination(output: string): Destination {
  if (output !== '-') return output;
  // What was written may still be on its way when the bytes are used again.
  return (bytes) => writeOutput('-', Uint8Array.from(bytes));
}
