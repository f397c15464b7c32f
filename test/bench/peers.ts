import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = process.cwd();

/** Each a list of packages in `peers/`: PyTorch and Hugging Face's transformers (some minutes and 6 GB), or seqeval alone. */
export type PeerSet = 'training' | 'seqeval';

interface Installed {
  readonly python?: string;
  readonly reason?: string;
}

const known = new Map<PeerSet, Installed>();

/**
 * The Python of an ignored folder that has a set of packages from PyPI, installed on first use.
 * @returns the reason instead where they cannot be installed: comparisons are left out then
 */
export function peers(set: PeerSet = 'training'): Installed {
  const installed = known.get(set) ?? install(set);
  known.set(set, installed);
  return installed;
}

function install(set: PeerSet): Installed {
  const requirements = path.join(root, `test/bench/peers/${set}.txt`);
  const folder = path.join(root, '.cache/peers', set);
  const stamp = path.join(folder, 'installed.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const python = path.join(folder, 'venv/bin/python');
  try {
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
      console.error(`Installing the packages of ${requirements} from PyPI, to compare with ...`);
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
