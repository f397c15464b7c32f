import { channel } from 'node:diagnostics_channel';

/** Milliseconds that each drawing of an editor took in this process; nobody listens but benchmarks and tests. */
export const decorationTimes = channel('conll-distill.decorations');
