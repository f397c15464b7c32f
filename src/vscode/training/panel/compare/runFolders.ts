import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lockHolder } from '../../../../processLock';
import { type DeletedRun, isActive, runNameProblem } from '../../../../protocol/panel';
import { deletedFolder, runFiles } from '../../../../protocol/runFolder';
import { RunFolderReader } from '../../runFolderReader';

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
  await renameFiles(folder, to);
}

/**
 * Moves run folders out of the way, to where they can be restored from; all or, where one is at work, none.
 * @throws Error saying which is at work
 */
export async function deleteRuns(runsFolder: string, runs: readonly string[]): Promise<void> {
  await refuseActive(runsFolder, runs, 'deleted');
  const deleted = path.join(runsFolder, deletedFolder);
  await mkdir(deleted, { recursive: true });
  const taken = new Set((await namesIn(deleted)).map(folded));
  for (const run of runs) {
    let name = run;
    for (let copy = 2; taken.has(folded(name)); copy++) name = `${run}-${copy}`;
    taken.add(folded(name));
    await rename(path.join(runsFolder, run), path.join(deleted, name));
  }
}

/** Those that can be restored. */
export async function deletedRuns(runsFolder: string): Promise<DeletedRun[]> {
  const deleted = path.join(runsFolder, deletedFolder);
  const names = (await namesIn(deleted)).sort();
  return Promise.all(names.map(async (name) => ({ name, size: await sizeOf(path.join(deleted, name)) })));
}

/**
 * Brings runs back under the names that they had, or, where another run has it now, under those that they got here.
 * @throws Error naming those whose place another run has taken, and those that are gone; the others are restored
 */
export async function restoreRuns(runsFolder: string, runs: readonly string[]): Promise<void> {
  const taken = new Set((await namesIn(runsFolder)).map(folded));
  const deleted = new Set(await namesIn(path.join(runsFolder, deletedFolder)));
  const lost = runs.filter((run) => !deleted.has(run));
  const refused: string[] = [];
  for (const { run, original } of await withOriginals(runsFolder, runs)) {
    if (lost.includes(run)) continue;
    const name = [original, run].find((each) => !taken.has(folded(each)));
    if (name === undefined) {
      refused.push(run);
      continue;
    }
    taken.add(folded(name));
    await moveBack(runsFolder, run, name, name !== original);
  }
  const problems: string[] = [];
  if (refused.length > 0) {
    const why = 'not restored, because another run has this name now. Rename that one, then restore again.';
    problems.push(`${refused.join(', ')}: ${why}`);
  }
  if (lost.length > 0) {
    problems.push(`${lost.join(', ')}: not restored, because the folder is not among the deleted runs any more.`);
  }
  if (problems.length > 0) throw new Error(problems.join(' '));
}

async function moveBack(runsFolder: string, run: string, name: string, isOther: boolean): Promise<void> {
  const folder = path.join(runsFolder, name);
  await rename(path.join(runsFolder, deletedFolder, run), folder);
  if (isOther) await renameFiles(folder, name);
}

/** The names that runs had before they were deleted, those first that kept theirs: none other is to take it. */
async function withOriginals(runsFolder: string, runs: readonly string[]) {
  const found = runs.map(async (run) => {
    const { config } = (await new RunFolderReader(path.join(runsFolder, deletedFolder, run)).read()) ?? {};
    const own = config?.name;
    // A number was added to it, where it was added at all.
    const isNumbered = own !== undefined && run.startsWith(`${own}-`) && /^\d+$/u.test(run.slice(own.length + 1));
    return { run, original: isNumbered ? own : run };
  });
  return (await Promise.all(found)).sort((a, b) => Number(a.original !== a.run) - Number(b.original !== b.run));
}

async function refuseActive(runsFolder: string, runs: readonly string[], what: string): Promise<void> {
  const active: string[] = [];
  for (const run of runs) {
    const found = await new RunFolderReader(path.join(runsFolder, run)).read();
    if (!found) throw new Error(`The folder of ${run} is not there any more.`);
    const isUnclear = found.damage !== undefined || found.state === 'interrupted';
    if (isActive(found.state) || (isUnclear && (await hasTrainer(path.join(runsFolder, run))))) active.push(run);
  }
  if (active.length === 0) return;
  const verb =
    active.length === 1 ? 'is at work or waits in a queue, and is' : 'are at work or wait in a queue, and are';
  throw new Error(`${active.join(', ')} ${verb} not ${what}. Stop it in Watch first.`);
}

/** Its status may be damaged, or not written for long: the lock of its trainer tells. */
async function hasTrainer(folder: string): Promise<boolean> {
  try {
    return (await lockHolder(path.join(folder, runFiles.lock))) !== undefined;
  } catch {
    // A lock that cannot be read is no sign of a trainer.
    return false;
  }
}

async function renameFiles(folder: string, name: string): Promise<void> {
  for (const file of [runFiles.config, runFiles.report]) await renameIn(path.join(folder, file), name);
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

/** Of what can be looked at: what is deleted for good meanwhile, or is another user's, takes nothing. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map((entry) => {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) return sizeOf(inside);
    return entry.isFile() ? stat(inside).then(({ size }) => size, nothing) : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const nothing = () => 0;

/** As names are compared: some file systems make no difference between capitals and small letters. */
function folded(name: string): string {
  return name.toLowerCase();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
