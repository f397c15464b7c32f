import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DeletedRun, isActive, runNameProblem } from '../../../../protocol/panel';
import { runFiles } from '../../../../protocol/runFolder';
import { RunFolderReader } from '../../runFolderReader';

/** Inside the folder of runs: no run can have that name. */
export const deletedFolder = '.deleted';

export async function starRun(folder: string, starred: boolean): Promise<void> {
  const file = path.join(folder, runFiles.star);
  await (starred ? writeFile(file, '') : rm(file, { force: true }));
}

/**
 * Gives a run's folder another name, and the files in it that say it.
 * @throws Error saying why not: it is at work, it is gone, or the name is taken or none
 */
export async function renameRun(runsFolder: string, run: string, to: string): Promise<void> {
  await refuseActive(runsFolder, [run], 'renamed');
  const others = (await namesIn(runsFolder)).filter((name) => name !== run);
  const problem = runNameProblem(to, others);
  if (problem !== undefined) throw new Error(`${run} is not renamed. ${problem}`);
  const folder = path.join(runsFolder, to);
  await rename(path.join(runsFolder, run), folder);
  for (const file of [runFiles.config, runFiles.report]) await renameIn(path.join(folder, file), to);
}

/**
 * Moves run folders out of the way, to where they can be restored from; all or, where one is at work, none.
 * @throws Error saying which is at work
 */
export async function deleteRuns(runsFolder: string, runs: readonly string[]): Promise<void> {
  await refuseActive(runsFolder, runs, 'deleted');
  const deleted = path.join(runsFolder, deletedFolder);
  await mkdir(deleted, { recursive: true });
  const taken = new Set(await namesIn(deleted));
  for (const run of runs) {
    let name = run;
    for (let copy = 2; taken.has(name); copy++) name = `${run}-${copy}`;
    taken.add(name);
    await rename(path.join(runsFolder, run), path.join(deleted, name));
  }
}

/** Those that can be restored. */
export async function deletedRuns(runsFolder: string): Promise<DeletedRun[]> {
  const deleted = path.join(runsFolder, deletedFolder);
  const names = (await namesIn(deleted)).sort();
  return Promise.all(names.map(async (name) => ({ name, size: await sizeOf(path.join(deleted, name)) })));
}

/** @throws Error naming those whose place another run has taken; the others are restored */
export async function restoreRuns(runsFolder: string, runs: readonly string[]): Promise<void> {
  const present = new Set((await namesIn(runsFolder)).map((name) => name.toLowerCase()));
  const refused = runs.filter((run) => present.has(run.toLowerCase()));
  for (const run of runs) {
    if (!refused.includes(run)) await rename(path.join(runsFolder, deletedFolder, run), path.join(runsFolder, run));
  }
  if (refused.length === 0) return;
  throw new Error(
    `${refused.join(', ')}: not restored, because another run has this name now. Rename that one, then restore again.`,
  );
}

async function refuseActive(runsFolder: string, runs: readonly string[], what: string): Promise<void> {
  const active: string[] = [];
  for (const run of runs) {
    const found = await new RunFolderReader(path.join(runsFolder, run)).read();
    if (!found) throw new Error(`The folder of ${run} is not there any more.`);
    if (isActive(found.state)) active.push(run);
  }
  if (active.length === 0) return;
  const verb =
    active.length === 1 ? 'is at work or waits in a queue, and is' : 'are at work or wait in a queue, and are';
  throw new Error(`${active.join(', ')} ${verb} not ${what}. Stop it in Watch first.`);
}

/** The run's order in time is that of its config's, so that stays. */
async function renameIn(file: string, name: string): Promise<void> {
  try {
    const [text, { atime, mtime }] = [await readFile(file, 'utf8'), await stat(file)];
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('name' in json)) return;
    await writeFile(`${file}.new`, `${JSON.stringify({ ...json, name }, null, 2)}\n`);
    await utimes(`${file}.new`, atime, mtime);
    await rename(`${file}.new`, file);
  } catch (error) {
    // A run need not have a report, and a damaged file is left as it is: it is told where the run is shown.
    if (!(error instanceof SyntaxError) && !isMissing(error)) throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => stat(path.join(parentPath, name)).then(({ size }) => size));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
