import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LiveDocument, LiveLint } from '../../src/dataset';
import { conllText } from './editing';
import { round } from './interleave';
import type { BenchResult } from './result';

/** What a document takes that is open, has been linted and is being edited, in sizes of its file. */
export default async function* datasetMemory(): AsyncGenerator<BenchResult> {
  const text = await conllText();
  if (text === undefined) return;
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const bytes = Buffer.byteLength(text);
  const before = used();
  const live = LiveDocument.open(text);
  const lint = new LiveLint();
  for (const _ of lint.follow(live));
  const atPeak = process.memoryUsage().heapUsed - before;
  const held = used() - before;
  yield {
    name: 'dataset.memory',
    value: round((held + bytes) / bytes),
    unit: 'x the file',
    note: `held after collecting: ${round(held / 2 ** 20)} MB besides the text of ${round(bytes / 2 ** 20)} MB; before collecting ${round(atPeak / 2 ** 20)} MB; ${[...lint.counts.values()].reduce((sum, count) => sum + count, 0)} problems of ${live.lineCount} lines`,
  };
}
