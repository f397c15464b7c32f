import path from 'node:path';
import { type DataFiles, inferDataFiles } from '../../dataset';

/**
 * Guesses what to train on: the files of one directory, because data sets are kept together. Of all directories with
 * original files the one of `beside` is preferred, then the one that is least deep.
 */
export function inferTogether(files: readonly string[], beside: string | undefined): DataFiles {
  const directories = [...new Set(files.map((file) => path.dirname(file)))].sort(
    (a, b) => Number(b === beside) - Number(a === beside) || depth(a) - depth(b) || (a < b ? -1 : 1),
  );
  const candidates = directories.map((directory) =>
    inferDataFiles(files.filter((file) => path.dirname(file) === directory)),
  );
  return candidates.find(({ original }) => original.length > 0) ?? inferDataFiles(files);
}

const depth = (directory: string) => directory.split(path.sep).length;
