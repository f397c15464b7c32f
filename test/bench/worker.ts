import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * One side of a comparison: a process of its own that answers each line of JSON with another. What it computes with
 * stays in memory between requests, so that the sides can take turns.
 */
export class Worker {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  /** @param cores it is pinned to, where the system can do that */
  constructor(command: readonly string[], cores?: readonly number[]) {
    const pinned = cores && process.platform === 'linux' ? ['taskset', '-c', cores.join()] : [];
    const [program = '', ...args] = [...pinned, ...command];
    const threads = cores && { OMP_NUM_THREADS: String(cores.length), MKL_NUM_THREADS: String(cores.length) };
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...threads } });
    const { stdout } = this.#child;
    if (!stdout) throw new Error('a worker has no output');
    this.#answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  /** @throws Error when the process ends instead of answering */
  async ask<T>(request: object): Promise<T> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    while (true) {
      const answer = await this.#answers.next();
      if (answer.done) throw new Error('a worker ended without an answer: see its output above');
      // Libraries print what they like; an answer is an object.
      if (answer.value.startsWith('{"')) return JSON.parse(answer.value);
    }
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.stdin?.end();
    await once(this.#child, 'exit');
  }
}

/** Answers requests of the process that started this one, until it wants no more. */
export async function serve<Request>(answer: (request: Request) => Promise<object>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  }
}

/** The command that runs a file of `workers/`, which run.mjs has bundled. */
export function ourWorker(name: string, ...args: string[]): string[] {
  return workerOn(process.execPath, name, ...args);
}

/** The same on another Node. */
export function workerOn(node: string, name: string, ...args: string[]): string[] {
  const bundle = `${process.env.BENCH_WORKERS}/${name}.cjs`;
  // Real runs have the heap that VS Code gives; what is measured of memory is the process's own.
  return [node, '--expose-gc', bundle, ...args];
}
