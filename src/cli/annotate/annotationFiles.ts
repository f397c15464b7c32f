import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import {
  ConllDocument,
  DatasetError,
  decodeBytes,
  importPlainText,
  isPlainText,
  READABLE_EXTENSIONS,
} from '../../dataset';
import { UsageError } from '../failure';
import { type ConllFile, nameOf, readBytes, readConll } from '../input';
import { refuseOverwriting } from '../output';

/** A file to annotate, and where its annotated copy goes. */
export interface AnnotationFile extends ConllFile {
  readonly input: string;
  readonly output: string;
}

export interface Destination {
  /** `-` is standard output; for one input. */
  readonly output: string;
  /** For any number of inputs: each keeps its path below the folder or the pattern that it was found by. */
  readonly outputFolder?: string | undefined;
  readonly inPlace?: boolean | undefined;
  /** Nothing will be written. */
  readonly estimate?: boolean | undefined;
}

export interface ReadingOptions {
  readonly tagColumn?: number | undefined;
  /** Of plain text. */
  readonly locale?: string | undefined;
}

interface Found {
  readonly file: string;
  /** Its place below an output folder. */
  readonly place: string;
}

/**
 * Reads the files that were named, one by one, by a folder or by a pattern such as `news/**\/*.txt`. Plain text (`.txt`) is
 * split into sentences and tokens.
 * @throws UsageError when nothing is found, or two would be written to one file; DatasetError when one cannot be read
 */
export async function readAnnotationFiles(
  inputs: readonly string[],
  destination: Destination,
  options: ReadingOptions,
): Promise<AnnotationFile[]> {
  const found = (await Promise.all(inputs.map(findFiles))).flat();
  const { outputFolder, inPlace, output, estimate } = destination;
  if (outputFolder !== undefined && inPlace) throw new UsageError('Choose one of --output-folder and --in-place.');
  if (found.length > 1 && outputFolder === undefined && !inPlace && !estimate) {
    throw new UsageError(
      `${found.length} files are to be annotated: say where to with --output-folder FOLDER, or --in-place.`,
    );
  }
  if (output !== '-' && (outputFolder !== undefined || inPlace)) {
    throw new UsageError('-o is for one file: leave it out with --output-folder or --in-place.');
  }
  const outputs = new Map<string, string>();
  const files: AnnotationFile[] = [];
  for (const { file, place } of found) {
    const target = targetOf(file, place, destination);
    const other = outputs.get(path.resolve(target));
    if (other !== undefined && target !== '-') {
      throw new UsageError(
        `${other} and ${file} would both be written to ${target}. Annotate them one after the other.`,
      );
    }
    outputs.set(path.resolve(target), file);
    if (!inPlace)
      await refuseOverwriting(
        target,
        found.map((each) => each.file),
      );
    else if (target !== file && (await stat(target).catch(() => undefined))) {
      throw new UsageError(`${target} is there already: nothing was written. Annotate that one, or move it away.`);
    }
    files.push({ ...(await readOne(file, options)), input: file, output: target });
  }
  return files;
}

async function findFiles(input: string): Promise<Found[]> {
  const existing = input === '-' ? undefined : await stat(input).catch(() => undefined);
  if (existing?.isDirectory()) {
    const places = await glob(`**/*{${READABLE_EXTENSIONS.join(',')}}`, { cwd: input });
    if (places.length === 0) {
      throw new UsageError(`${input} holds no file that ends in ${READABLE_EXTENSIONS.join(', ')}.`);
    }
    return places.toSorted().map((place) => ({ file: path.join(input, place), place }));
  }
  if (!existing && isDynamicPattern(input)) {
    const files = (await glob(input)).toSorted();
    if (files.length === 0) throw new UsageError(`No file is named like ${input}.`);
    return files.map((file) => ({
      file,
      place: path.isAbsolute(file) || file.startsWith('..') ? path.basename(file) : file,
    }));
  }
  return [{ file: input, place: path.basename(input) }];
}

function targetOf(file: string, place: string, { output, outputFolder, inPlace }: Destination): string {
  if (outputFolder !== undefined) return path.join(outputFolder, asConll(place));
  return inPlace ? asConll(file) : output;
}

function asConll(file: string): string {
  return isPlainText(file) ? `${file.slice(0, -4)}.conll` : file;
}

async function readOne(file: string, { tagColumn, locale }: ReadingOptions): Promise<ConllFile> {
  if (!isPlainText(file)) return readConll(file, { tagColumn, needsTags: false });
  const bytes = await readBytes(file);
  if (bytes.includes(0)) throw new DatasetError(`${nameOf(file)}: this is a binary file. Expected plain text.`);
  const { text, encoding } = decodeBytes(bytes);
  const conll = importPlainText(text, locale === undefined ? {} : { locale });
  if (conll === '') throw new DatasetError(`${nameOf(file)}: there is no text in it.`);
  return { name: nameOf(file), document: ConllDocument.parse(conll), encoding };
}
