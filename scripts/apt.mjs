// What tests need from outside npm: installed by apt when root on Debian, asked for in words otherwise.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Whether this process may install packages. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

/**
 * @param {readonly string[]} packages
 * @param {{ options?: readonly string[], release?: string }} [from] apt's options, and the release to take them from
 */
export function aptInstall(packages, { options = [], release } = {}) {
  console.error(`installing ${packages.join(' ')} (apt-get install)`);
  apt(...options, 'update');
  apt(...options, 'install', '-y', '--no-install-recommends', ...(release ? ['-t', release] : []), ...packages);
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
