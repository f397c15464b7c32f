// The licences of the packages that the bundles hold: theirs ask to travel with the copy.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** `node_modules/@scope/name`, nested or not, of a bundled file; undefined for our own. @param {string} file */
function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

/**
 * @param {Iterable<string>} files the files that went into the bundles, as esbuild's metafile names them
 * @returns {Promise<string>} each package's name, version and licence, in the order of their names
 */
export async function licenceNotices(files) {
  const folders = new Set([...files].map(packageFolder).filter((folder) => folder !== undefined));
  const notices = await Promise.all(
    [...folders].map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
      const names = (await readdir(path.join(root, folder))).filter((file) => /^(licen[cs]e|notice)/i.test(file));
      const texts = await Promise.all(names.map((file) => readFile(path.join(root, folder, file), 'utf8')));
      return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
    }),
  );
  return `${[...new Set(notices)].sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
