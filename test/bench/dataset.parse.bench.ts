import { ConllDocument } from '../../src/dataset';
import { conllText } from './editing';
import { median, round } from './interleave';
import type { BenchResult } from './result';

/** MB per second of CPU time, which is the clock's where nothing else runs, of reading CoNLL-2003's train into sentences with their tokens and tags. */
export default async function* datasetParse(): AsyncGenerator<BenchResult> {
  const text = await conllText();
  if (text === undefined) return;
  const times: number[] = [];
  const splitting: number[] = [];
  const before = performance.now();
  // In turns, so that what else the machine does slows both.
  for (let time = 0; time < 30; time++) {
    times.push(
      cpuTime(() => {
        if (ConllDocument.parse(text).sentences.length !== 14_041) throw new Error('this is not the file');
      }),
    );
    splitting.push(cpuTime(() => text.split('\n').map((line) => line.split(' '))));
  }
  const wall = (performance.now() - before) / 30;
  // What else a machine does only adds to a time: the shortest is the truest.
  const [ours, theirs] = [Math.min(...times), Math.min(...splitting)];
  const speed = (milliseconds: number): number => round(Buffer.byteLength(text) / 1000 / milliseconds);
  yield {
    name: 'dataset.parse',
    value: speed(ours),
    unit: 'MB/s',
    peer: 'splitting into lines and cells, no more',
    ratio: round(theirs / ours),
    note: `CPU time of all threads for sentences with tokens and tags: the best of 30, ${round(ours)} ms, median ${round(median(times))} ms; peer ${speed(theirs)} MB/s; both ${round(wall)} ms by the clock`,
  };
}

/** Milliseconds. */
function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
