import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = process.cwd();
const requirements = path.join(root, 'test/bench/peers/requirements.txt');
const folder = path.join(root, '.cache/peers');
const stamp = path.join(folder, 'installed.txt');

let known: { readonly python?: string; readonly reason?: string } | undefined;

/**
 * The Python of an ignored folder that has PyTorch and Hugging Face's transformers from PyPI, installed on first use
 * (some minutes and 6 GB).
 * @returns the reason instead where they cannot be installed: comparisons are left out then
 */
export function peers(): { readonly python?: string; readonly reason?: string } {
  known ??= install();
  return known;
}

function install(): NonNullable<typeof known> {
  const wanted = readFileSync(requirements, 'utf8');
  const python = path.join(folder, 'venv/bin/python');
  try {
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
      console.error('Installing PyTorch and transformers from PyPI, to compare with ...');
      rmSync(folder, { recursive: true, force: true });
      runQuietly('python3', '-m', 'venv', path.join(folder, 'venv'));
      runQuietly(python, '-m', 'pip', 'install', '--quiet', '-r', requirements);
      writeFileSync(stamp, wanted);
    }
    return { python };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).trim().split('\n').slice(-1);
    return { reason: `the peers could not be installed from PyPI: ${reason}` };
  }
}

function runQuietly(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** The command that runs a file of `peers/`. */
export function peerWorker(python: string, file: string, ...args: string[]): string[] {
  return [python, path.join(root, 'test/bench/peers', file), ...args];
}
