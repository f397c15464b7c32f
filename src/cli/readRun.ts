import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunConfig, RunReport, RunStatus } from '../protocol/run';
import { parseRunConfig, parseRunReport, parseRunStatus, runFiles } from '../protocol/runFolder';

/** A run as it stands on disk; what is not there yet is left out. */
export interface StoredRun {
  readonly config: RunConfig;
  readonly status?: RunStatus;
  readonly report?: RunReport;
}

/** @throws Error when the folder holds no run; RunFolderError when one of its files is damaged. */
export async function readRun(folder: string): Promise<StoredRun> {
  const at = (name: string) => path.join(folder, name);
  if (!existsSync(at(runFiles.config))) {
    throw new Error(
      `${folder} is no run folder: it has no ${runFiles.config}. Runs are usually in .conll-distill/runs/.`,
    );
  }
  const read = async <T>(name: string, parse: (text: string, file: string) => T): Promise<T | undefined> =>
    existsSync(at(name)) ? parse(await readFile(at(name), 'utf8'), at(name)) : undefined;
  const status = await read(runFiles.status, parseRunStatus);
  const report = await read(runFiles.report, parseRunReport);
  return {
    config: parseRunConfig(await readFile(at(runFiles.config), 'utf8'), at(runFiles.config)),
    ...(status && { status }),
    ...(report && { report }),
  };
}
