import OpenAI from 'openai';
import { annotateOnce, sentencesOf, teacherAt, withServer } from './annotating';
import { round } from './interleave';
import type { BenchResult } from './result';

const count = 1000;
const rounds = 5;

/** CPU time of a sentence in our process, less that of OpenAI's own client asking as much. */
export default async function* overhead(): AsyncGenerator<BenchResult> {
  yield await withServer({}, async (connection) => {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let turn = 0; turn < rounds; turn++) {
      const sentences = sentencesOf(count);
      ours.push(await cpuOf(() => annotateOnce(teacherAt(connection), sentences)));
      bare.push(await cpuOf(() => askBare(new OpenAI(connection), sentences)));
    }
    const [job, client] = [median(ours) / count, median(bare) / count];
    return {
      name: 'annotation.overhead',
      value: round(job - client),
      unit: 'ms a sentence',
      peer: 'the openai package alone',
      ratio: round(job / client),
      note: `CPU time of our process: ${round(job)} ms a sentence, of it the openai package ${round(client)} ms`,
    };
  });
}

/** The same number of questions of about the same length, eight at once. */
async function askBare(client: OpenAI, sentences: readonly (readonly string[])[]): Promise<void> {
  const left = sentences.values();
  const ask = async () => {
    for (const tokens of left) {
      const content = JSON.stringify(tokens.map((token, index) => [index, token]));
      await client.chat.completions.create({
        model: 'm',
        messages: [
          { role: 'system', content: 'x'.repeat(2500) },
          { role: 'user', content },
        ],
        response_format: { type: 'json_object' },
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, ask));
}

/** Milliseconds of CPU time, of all threads. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
