import { ConllDocument, lint } from '../../src/dataset';
import { percentile, ServerProcess, type Used } from './editing';
import { median, round } from './interleave';
import type { BenchResult } from './result';

/** Milliseconds that the server waits for typing to rest; asking alone is measured after as long a rest. */
const rest = 160;

/**
 * What a keystroke costs the server: how long its process is at work, from the edit until it has told what is wrong and is idle again, each
 * key after a rest, less what asking for that takes. In the note is the CPU time of all its threads, too: of the compiler's and the
 * collector's beside it.
 * @param keys each in another place of the file: a tag gets another type letter by letter and gets its own back
 */
export async function keystrokes(name: string, text: string, keys: number): Promise<BenchResult> {
  const lines = ConllDocument.parse(text).sentences.flatMap((sentence) =>
    sentence.lines.filter((_, token) => sentence.tags[token] !== 'O'),
  );
  const starts = text.split('\n');
  const server = await ServerProcess.start();
  const used: Used[] = [];
  const asking: Used[] = [];
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
      if (key % 5 === 0) asking.push(await server.idle(rest));
    }
  } finally {
    await server.end();
  }
  const naive = naiveCost(text);
  const busy = (share: number) => percentile(used.map(timeOf), share) - median(asking.map(timeOf));
  const cpu = (share: number) => percentile(used.map(cpuOf), share) - median(asking.map(cpuOf));
  return {
    name,
    value: round(busy(0.95)),
    unit: 'ms',
    peer: 'parsing and linting the whole text again (Rainbow CSV is on no package registry and needs an editor around it)',
    ratio: round(naive / cpu(0.5)),
    note: [
      `at work from the edit until idle, ${used.length} keys`,
      `median ${round(busy(0.5))} ms`,
      `CPU of all threads: median ${round(cpu(0.5))}, p95 ${round(cpu(0.95))} ms`,
      `${Math.round((used.at(-1)?.memory ?? 0) / 2 ** 20)} MB resident`,
      `peer: ${round(naive)} ms; ratio of medians`,
    ].join('; '),
  };
}

const timeOf = ({ busy }: Used): number => busy;
const cpuOf = ({ cpu }: Used): number => cpu;

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
