import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { annotateOnce, sentencesOf, teacherAt, withServer } from './annotating';
import type { BenchResult } from './result';

const count = 100_000;
const warm = 5_000;

/** What a job's memory grows by while it annotates 100,000 sentences, the sentences themselves left out. */
export default async function* memory(): AsyncGenerator<BenchResult> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  yield await withServer({}, async (connection) => {
    const sentences = sentencesOf(count);
    let [early, late] = [0, 0];
    const before = performance.now();
    await annotateOnce(teacherAt(connection), sentences, (done) => {
      if (done === warm) early = used();
      if (done === count) late = used();
    });
    const seconds = (performance.now() - before) / 1000;
    return {
      name: 'annotation.memory.growth',
      value: Math.round(late - early),
      unit: 'MB',
      note: `from sentence ${warm} (${Math.round(early)} MB) to ${count} (${Math.round(late)} MB), in ${Math.round(seconds)} s`,
    };
  });
}
