// Finds Chromium for the tests in a real browser; installs Debian's when root on Debian.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function find() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = names.flatMap((name) => onPath.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM ?? '', ...candidates].find((file) => {
    if (file === '') return false;
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {string[]} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', ['-q', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}`);
}

/** The browser's path. Throws, saying what to do, when there is none and none can be installed. */
export function getChromium() {
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('installing Chromium (apt-get install chromium)');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    'The tests in a real browser need Chromium. Install it (Debian: sudo apt-get install chromium), or set CHROMIUM to its path.',
  );
}
