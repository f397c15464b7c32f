import { annotateOnce, sentencesOf, teacherAt, withServer } from './annotating';
import { round } from './interleave';
import type { BenchResult } from './result';

const count = 1000;
const rateLimit = { perSecond: 50, burst: 25 };

/** A job against a server that takes 200 ms an answer and refuses what is above its rate limit. */
export default async function* throughput(): AsyncGenerator<BenchResult> {
  yield await withServer({ delay: 200, rateLimit }, async (connection, server) => {
    const before = performance.now();
    await annotateOnce(teacherAt(connection), sentencesOf(count));
    const seconds = (performance.now() - before) / 1000;
    const { limited } = await server.ask<{ limited: number }>({});
    return {
      name: 'annotation.throughput',
      value: round(count / (rateLimit.burst + seconds * rateLimit.perSecond)),
      unit: 'of the rate limit',
      note: `${count} sentences in ${seconds.toFixed(1)} s at ${rateLimit.perSecond}/s; ${limited} questions refused`,
    };
  });
}
