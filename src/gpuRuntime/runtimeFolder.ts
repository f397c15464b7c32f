import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bindingPlace } from '../protocol/gpuRuntime';

/**
 * The package to load, if the runtime is installed in a folder: for `CONLL_DISTILL_TFJS_NODE` of a trainer's process.
 * @param folder of the runtime
 */
export function installedRuntime(folder: string): string | undefined {
  const found = path.join(folder, bindingPlace);
  return existsSync(found) ? found : undefined;
}

/** Removes the runtime and what a broken setup left. @returns whether there was one */
export async function uninstallRuntime(folder: string): Promise<boolean> {
  const there = existsSync(folder);
  await rm(folder, { recursive: true, force: true });
  await removeStaging(folder);
  return there;
}

/** Where a setup builds it, beside where it will be. */
export function stagingFolder(folder: string): string {
  return `${folder}.${process.pid}.new`;
}

/** Of setups that were killed; one that is under way would lose its work, and say so. */
export async function removeStaging(folder: string): Promise<void> {
  const { dir, base } = path.parse(path.resolve(folder));
  const names = await readdir(dir).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${base}.`) && name.endsWith('.new'));
  await Promise.all(left.map((name) => rm(path.join(dir, name), { recursive: true, force: true })));
}
