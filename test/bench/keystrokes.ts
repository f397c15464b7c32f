import { ConllDocument, lint } from '../../src/dataset';
import { percentile, ServerProcess, type Used } from './editing';
import { median, round } from './interleave';
import type { BenchResult } from './result';

/**
 * What a keystroke costs the server: the CPU time of its whole process, all threads, from the edit until it has told what is wrong and is
 * idle again, each key after a rest.
 * @param keys each in another place of the file: a tag gets another type letter by letter and gets its own back
 */
export async function keystrokes(name: string, text: string, keys: number): Promise<BenchResult> {
  const lines = ConllDocument.parse(text).sentences.flatMap((sentence) =>
    sentence.lines.filter((_, token) => sentence.tags[token] !== 'O'),
  );
  const starts = text.split('\n');
  const server = await ServerProcess.start();
  const used: Used[] = [];
  let last: Used = { cpu: 0, busy: 0, memory: 0 };
  try {
    await server.open(text);
    // The first keys are also those by which the compiler learns.
    const warm = Math.ceil(keys / 3);
    for (let key = -warm; key < keys; key++) {
      const line = lines[Math.floor(((Math.max(0, key) + 0.5 + (key < 0 ? -key : 0)) * 7919) % lines.length)] ?? 0;
      const end = starts[line]?.length ?? 0;
      const on = await server.type(line, end, 'X');
      const off = await server.type(line, end, '', 1);
      if (key >= 0) used.push(on, off);
      last = off;
    }
  } finally {
    await server.end();
  }
  const naive = naiveCost(text);
  const p95 = percentile(
    used.map(({ cpu }) => cpu),
    0.95,
  );
  const middle = median(used.map(({ cpu }) => cpu));
  return {
    name,
    value: round(p95),
    unit: 'ms',
    peer: 'parsing and linting the whole text again (Rainbow CSV is on no package registry and needs an editor around it)',
    ratio: round(naive / middle),
    note: [
      `CPU time from the edit until idle, ${used.length} keys`,
      `median ${round(middle)} ms`,
      `busy p95 ${round(
        percentile(
          used.map(({ busy }) => busy),
          0.95,
        ),
      )} ms`,
      `${Math.round(last.memory / 2 ** 20)} MB resident`,
      `peer: ${round(naive)} ms; ratio of medians`,
    ].join('; '),
  };
}

/** CPU milliseconds. */
function naiveCost(text: string): number {
  const times = Array.from({ length: text.length > 1e7 ? 1 : 5 }, () => {
    const before = process.cpuUsage();
    lint(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return median(times);
}
