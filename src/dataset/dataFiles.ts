import { fileRole } from './fileRoles';

/** A folder's files by what they are for, as the training panel takes them. */
export interface DataFiles {
  readonly original: readonly string[];
  readonly distilled: readonly string[];
  readonly dev?: string;
  readonly test?: string;
}

/**
 * Guesses roles by the words of each name: train, original, gold; distilled, llm, silver; dev, valid, testa; test, testb.
 * Several files may be original or distilled; of dev and test the first by name is taken. Others have no role.
 * @param files names or paths; the last path segment counts
 */
export function inferDataFiles(files: readonly string[]): DataFiles {
  const byRole = new Map<string, string[]>();
  for (const file of [...files].sort()) {
    const role = fileRole(file);
    if (role) byRole.set(role, [...(byRole.get(role) ?? []), file]);
  }
  const dev = byRole.get('dev')?.[0];
  const test = byRole.get('test')?.[0];
  return {
    original: byRole.get('original') ?? [],
    distilled: byRole.get('distilled') ?? [],
    ...(dev === undefined ? {} : { dev }),
    ...(test === undefined ? {} : { test }),
  };
}
