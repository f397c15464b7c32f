// A Vulkan for the tests of WebGPU on a machine without a GPU: Mesa's, which computes on the CPU.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { aptInstall, canInstall } from './apt.mjs';

const drivers = '/usr/share/vulkan/icd.d';
const packages = ['libvulkan1', 'mesa-vulkan-drivers'];

/** Dawn asks for more than the Mesa of Debian 12 has; that release's backports have a newer one. */
const withBackports = 'bookworm';

/** Installs it when root on Debian. @returns {boolean} whether there is one now */
export function getVulkan() {
  if (process.platform !== 'linux') return false;
  if (isInstalled()) return true;
  if (!canInstall()) return false;
  const release = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  if (release === withBackports) installFromBackports(release);
  else aptInstall(packages);
  return isInstalled();
}

function isInstalled() {
  try {
    return readdirSync(drivers).some((file) => file.startsWith('lvp_'));
  } catch {
    return false;
  }
}

/** With sources of its own: the machine's stay as they are. @param {string} release */
function installFromBackports(release) {
  const sources = mkdtempSync(path.join(tmpdir(), 'apt-sources-'));
  try {
    const debian = readFileSync('/etc/apt/sources.list.d/debian.sources', 'utf8');
    const backports = debian.replace(/^Suites:.*$/gm, `Suites: ${release}-backports`);
    writeFileSync(path.join(sources, 'debian.sources'), debian);
    // The first stanza is the archive's, the others are of security updates.
    writeFileSync(path.join(sources, 'backports.sources'), `${backports.split(/\n\n/)[0]}\n`);
    const options = ['-o', 'Dir::Etc::sourcelist=/dev/null', '-o', `Dir::Etc::sourceparts=${sources}`];
    aptInstall(packages, { options, release: `${release}-backports` });
  } finally {
    rmSync(sources, { recursive: true });
  }
}
