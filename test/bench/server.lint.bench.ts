import { conllText, generatedText, ServerProcess, type Used } from './editing';
import { median, round } from './interleave';
import type { BenchResult } from './result';

/** Milliseconds from opening a file until the editor is told what is wrong with it, in a server that has just started. */
export default async function* serverLint(): AsyncGenerator<BenchResult> {
  const text = await conllText();
  if (text !== undefined) yield await opening('server.lint.file', text, 5);
  yield await opening('server.lint.file.large', generatedText(3_000_000), 1);
}

async function opening(name: string, text: string, times: number): Promise<BenchResult> {
  const walls: number[] = [];
  const used: Used[] = [];
  for (let time = 0; time < times; time++) {
    const server = await ServerProcess.start();
    const before = performance.now();
    used.push(await server.open(text));
    walls.push(performance.now() - before);
    await server.end();
  }
  return {
    name,
    value: round(median(walls)),
    unit: 'ms',
    note: `${round(text.length / 1e6)} MB; CPU time ${round(median(used.map(({ cpu }) => cpu)))} ms; busy ${round(median(used.map(({ busy }) => busy)))} ms; ${Math.round(median(used.map(({ memory }) => memory)) / 2 ** 20)} MB resident`,
  };
}
