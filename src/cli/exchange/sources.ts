import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { bratPartner, DatasetError, decodeBytes, type SourceFile, type TextEncoding } from '../../dataset';
import { UsageError } from '../failure';
import { nameOf, readBytes } from '../input';

/** The files that one import reads: most often one; two for brat, or those of a folder. */
export interface Sources {
  readonly files: readonly SourceFile[];
  /** Of the first. */
  readonly encoding: TextEncoding;
  /** The list of labels beside a file of Hugging Face, `NAME.labels.json`, where it is there. */
  readonly labels: SourceFile | undefined;
}

/**
 * Reads a file with what belongs to it, or all pairs of .ann and .txt of a folder.
 * @throws DatasetError for binary files; UsageError for a folder without pairs
 */
export async function readSources(input: string): Promise<Sources> {
  const found = input === '-' ? undefined : await stat(input).catch(() => undefined);
  if (found?.isDirectory()) return readFolder(input);
  const first = await readText(input);
  const partner = input === '-' ? undefined : bratPartner(input);
  const labels = input.replace(/\.jsonl?$/iu, '.labels.json');
  return {
    files: [first.file, ...(partner && (await isFile(partner)) ? [(await readText(partner)).file] : [])],
    encoding: first.encoding,
    labels: labels !== input && (await isFile(labels)) ? (await readText(labels)).file : undefined,
  };
}

async function readFolder(folder: string): Promise<Sources> {
  const names = (await glob('**/*.ann', { cwd: folder })).toSorted();
  if (names.length === 0) throw new UsageError(`${folder} holds no annotations of brat (.ann). Name one file.`);
  const files: SourceFile[] = [];
  for (const name of names) {
    const annotations = path.join(folder, name);
    files.push((await readText(annotations)).file, (await readText(bratPartner(annotations) ?? annotations)).file);
  }
  return { files, encoding: 'utf-8', labels: undefined };
}

export async function readText(file: string): Promise<{ readonly file: SourceFile; readonly encoding: TextEncoding }> {
  const bytes = await readBytes(file);
  if (bytes.includes(0)) throw new DatasetError(`${nameOf(file)}: this is a binary file. Expected text.`);
  const { text, encoding } = decodeBytes(bytes);
  return { file: { name: nameOf(file), text }, encoding };
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() ?? false;
}
