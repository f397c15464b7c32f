import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

export const root = path.resolve(import.meta.dirname, '../..');
export const cli = path.join(root, 'dist/cli.js');
export const sharedData = path.join(root, '../shared/data');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the bundled command line as users do, to its end. */
export async function conllDistill(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return start(args, options).finished;
}

/** Starts the bundled command line, and never with this machine's own key. */
export function start(args: readonly string[], { cwd, input = '', env }: RunOptions = {}) {
  if (!existsSync(cli)) throw new Error('dist/cli.js is not there: npm run build');
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, OPENAI_MODEL: _model, ...clean } = process.env;
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...clean, ...env } });
  child.stdin.on('error', () => undefined).end(input);
  const finished = Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
    // Decoded at the end and by Buffer, which keeps a byte order mark.
  ]).then(
    ([stdout, stderr, code]): Finished => ({ code, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') }),
  );
  return { child, finished };
}

/** A folder of its own for one test file; `file` writes into it and gives the path. */
export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'conll-distill-cli-'));
  return {
    folder,
    at: (name: string) => path.join(folder, name),
    async file(name: string, content: string | Uint8Array): Promise<string> {
      const target = path.join(folder, name);
      await writeFile(target, content);
      return target;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
