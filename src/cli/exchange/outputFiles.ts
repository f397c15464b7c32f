import path from 'node:path';
import type { ExportedFile } from '../../dataset';
import { UsageError } from '../failure';

/**
 * Where the files of an export go. One file goes to the output itself; several that share a name get its name with their own
 * endings; those with names of their own go into it as a folder.
 * @param source named after, where a folder gets files that have no name of their own
 * @throws UsageError when several files are to go to standard output, or a pair for each document to one file
 */
export function outputFiles(output: string, files: readonly ExportedFile[], source: string) {
  if (files.length === 1) return files.map(({ text }) => ({ path: output, text }));
  if (output === '-') throw new UsageError(`${files.length} files are to be written: say where to with -o.`);
  const shareName = files.every(({ name }) => name.startsWith('.'));
  const endings = files.map(({ name }) => name);
  const ending = endings.find((each) => output.toLowerCase().endsWith(each)) ?? path.extname(output);
  if (shareName) {
    const isFolder = ending === '';
    const base = isFolder ? path.join(output, path.parse(source).name) : output.slice(0, -ending.length);
    return files.map(({ name, text }) => ({ path: base + name, text }));
  }
  if (/\.(?:ann|txt)$/iu.test(output)) {
    throw new UsageError(
      `${files.length} files are to be written: name a folder with -o, or add --by file for one pair.`,
    );
  }
  return files.map(({ name, text }) => ({ path: path.join(output, name), text }));
}
