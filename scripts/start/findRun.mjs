// Which run folder holds, finished or not, the training that is wanted now.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/**
 * @typedef {object} FoundRun
 * @property {string} folder
 * @property {boolean} finished
 */

/** @param {string} file @returns {any} undefined when it is absent or was not written to its end */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The data files of a run, as its config names them. @param {any} config @returns {string[]} */
const dataOf = ({ original = [], distilled = [], dev, test }) =>
  [...original, ...distilled, dev, test].filter((file) => typeof file === 'string');

/**
 * A run is the wanted one when its config says the same in every wanted key and no data file has changed since it began.
 * @param {string} runsFolder
 * @param {Record<string, unknown>} wanted part of a run's config.json
 * @returns {FoundRun | undefined}
 */
export function findRun(runsFolder, wanted) {
  if (!existsSync(runsFolder)) return undefined;
  for (const name of readdirSync(runsFolder).sort()) {
    const folder = path.join(runsFolder, name);
    const config = readJson(path.join(folder, 'config.json'));
    if (!config || !Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(config[key], value))) continue;
    const began = statSync(path.join(folder, 'config.json')).mtimeMs;
    if (!dataOf(config).every((file) => existsSync(file) && statSync(file).mtimeMs <= began)) continue;
    const finished = readJson(path.join(folder, 'status.json'))?.state === 'finished';
    return { folder, finished: finished && readJson(path.join(folder, 'report.json')) !== undefined };
  }
  return undefined;
}

/** A folder name that is still free: `name`, `name-2`, `name-3`… @param {string} runsFolder @param {string} name */
export function freeRunFolder(runsFolder, name) {
  for (let count = 1; ; count++) {
    const folder = path.join(runsFolder, count === 1 ? name : `${name}-${count}`);
    if (!existsSync(folder)) return folder;
  }
}
