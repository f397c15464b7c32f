import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * How many threads a matrix product can use: a second thread on a core shares its arithmetic units and gains nothing.
 * Linux tells which threads share a core; elsewhere all that the process may use are taken. `CONLL_DISTILL_THREADS` in the
 * environment says otherwise: several trainers side by side share the cores.
 */
export function physicalCores(): number {
  const asked = Number(process.env.CONLL_DISTILL_THREADS);
  if (Number.isInteger(asked) && asked > 0) return asked;
  const threads = availableParallelism();
  if (process.platform !== 'linux') return threads;
  try {
    const cores = new Set<string>();
    for (const processor of readFileSync('/proc/cpuinfo', 'utf8').split('\n\n')) {
      const socket = /^physical id\s*:\s*(\d+)/m.exec(processor)?.[1];
      const core = /^core id\s*:\s*(\d+)/m.exec(processor)?.[1];
      if (socket !== undefined && core !== undefined) cores.add(`${socket}.${core}`);
    }
    return cores.size > 0 ? Math.min(threads, cores.size) : threads;
  } catch {
    return threads;
  }
}
