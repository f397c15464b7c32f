import path from 'node:path';
import pLimit from 'p-limit';
import pacote from 'pacote';
import { npmOptions } from './npmOptions';
import type { OfflineFolder } from './offlineFolder';
import { depthOf, type RuntimePackage, runtimePackages } from './runtimePackages';
import { SetupError } from './setupError';

export interface InstallHooks {
  /** Ends it between two packages. */
  readonly signal: AbortSignal;
  readonly onPackage: (name: string, done: number, total: number) => void;
}

const atOnce = 6;

/**
 * Unpacks every package of the runtime into a folder; none of their scripts is run. What was downloaded stays in npm's
 * own cache: a second try goes on from there.
 * @param offline where their archives are instead of the registry
 * @throws SetupError naming the package; the signal's reason
 */
export async function installPackages(
  folder: string,
  offline: OfflineFolder | undefined,
  hooks: InstallHooks,
): Promise<void> {
  const options = await npmOptions();
  const progress = { done: 0 };
  for (const level of levels()) {
    await forEach(level, progress, hooks, async (wanted) => {
      const spec = offline ? `file:${offline.archiveOf(wanted)}` : `${wanted.name}@${wanted.version}`;
      await pacote.extract(spec, path.join(folder, wanted.place), { ...options, integrity: wanted.integrity });
    });
  }
}

/** Writes the archives of all packages into a folder, as `OfflineFolder` finds them. @throws see `installPackages` */
export async function downloadPackages(folder: string, hooks: InstallHooks): Promise<void> {
  const options = await npmOptions();
  await forEach(runtimePackages, { done: 0 }, hooks, async (wanted) => {
    const { name, version, integrity } = wanted;
    await pacote.tarball.file(`${name}@${version}`, path.join(folder, archiveName(wanted)), { ...options, integrity });
  });
}

/** Several at once; after a failure no more are begun. */
async function forEach(
  packages: readonly RuntimePackage[],
  progress: { done: number },
  { signal, onPackage }: InstallHooks,
  handle: (wanted: RuntimePackage) => Promise<void>,
): Promise<void> {
  const limit = pLimit(atOnce);
  const failures: unknown[] = [];
  await Promise.all(
    packages.map((wanted) =>
      limit(async () => {
        if (failures.length > 0) return;
        try {
          signal.throwIfAborted();
          await handle(wanted).catch((error: unknown) => refuse(wanted, error));
          onPackage(wanted.name, ++progress.done, runtimePackages.length);
        } catch (error) {
          failures.push(error);
        }
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
}

/** As `npm pack` names it. */
export function archiveName({ name, version }: RuntimePackage): string {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}

/** Those that lie in none other, those that lie in them, and so on. */
function levels(): RuntimePackage[][] {
  const found: RuntimePackage[][] = [];
  for (const wanted of runtimePackages) {
    const depth = depthOf(wanted) - 1;
    found[depth] ??= [];
    found[depth].push(wanted);
  }
  return found;
}

function refuse({ name, version }: RuntimePackage, error: unknown): never {
  if (error instanceof SetupError) throw error;
  if (error instanceof Error && 'code' in error && error.code === 'EINTEGRITY') {
    throw new SetupError(
      `${name} ${version} came with another checksum than it must have: it is damaged, or another package of that name. Nothing of it is used. Try again; if it stays so, ask whoever runs your registry.`,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  throw new SetupError(
    `${name} ${version} could not be had: ${reason}. Check the connection and the registry in your .npmrc, then try again: what was downloaded is kept. Without a connection, use an offline folder.`,
  );
}
