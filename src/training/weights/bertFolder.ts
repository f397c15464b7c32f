import { existsSync } from 'node:fs';
import path from 'node:path';
import type { StudentModel } from '../executors/student';
import type { BertConfig } from '../model/config';
import { parameterShapes, sizeOf } from '../model/parameters';
import { StudentError } from '../studentError';
import { readBertConfig } from './bertConfig';
import { FolderTensors } from './folderTensors';
import { normalNumbers } from './normalNumbers';
import { canonicalName, listNames } from './parameterNames';

export interface BertFolder extends StudentModel {
  /** Parameters that the folder does not have, drawn at random: a new classifier's. */
  readonly initialized: readonly string[];
  /** Tensors of the folder that a token classifier has no use for, such as a pooler, by their names there. */
  readonly unused: readonly string[];
}

export interface ReadOptions {
  readonly numLabels: number;
  /** Of the new classifier, when the folder has none, or one of other labels. */
  readonly seed: number;
}

/** BERT's `initializer_range`. */
const initialDeviation = 0.02;

type Shapes = ReturnType<typeof parameterShapes>;

/**
 * Reads any Hugging Face BERT folder: config.json and model.safetensors, in one file or in shards, of a bare BERT (with
 * or without the prefix `bert.`), of a token classifier, or of another head on BERT. Besides the parameters themselves,
 * it takes little memory.
 * @throws StudentError naming the file, what is wrong with it and what to do
 */
export async function readBertFolder(folder: string, { numLabels, seed }: ReadOptions): Promise<BertFolder> {
  if (!existsSync(folder)) throw new StudentError(`There is no folder ${folder}. Check the path of the model.`);
  const config = await readBertConfig(path.join(folder, 'config.json'), numLabels);
  const shapes = parameterShapes(config);
  const tensors = await FolderTensors.open(folder);
  try {
    const stored = chooseTensors(folder, tensors, shapes);
    const parameters = new Map<string, Float32Array>();
    for (const [name, nameThere] of stored) parameters.set(name, (await tensors.read(nameThere)).data);
    const initialized = [...shapes.keys()].filter((name) => !stored.has(name));
    if (initialized.length > 0) {
      const size = sizeOf([numLabels, config.hiddenSize]);
      parameters.set('classifier.weight', normalNumbers(seed, size, initialDeviation));
      parameters.set('classifier.bias', new Float32Array(numLabels));
    }
    const used = new Set(stored.values());
    return { config, parameters, initialized, unused: [...tensors.tensors.keys()].filter((name) => !used.has(name)) };
  } finally {
    await tensors.close();
  }
}

/**
 * Looks at a folder as `readBertFolder` does, without reading its weights.
 * @returns what it describes, with a classifier of one label
 * @throws StudentError naming the file, what is wrong with it and what to do
 */
export async function checkBertFolder(folder: string): Promise<BertConfig> {
  const config = await readBertConfig(path.join(folder, 'config.json'), 1);
  const tensors = await FolderTensors.open(folder);
  try {
    chooseTensors(folder, tensors, parameterShapes(config));
    return config;
  } finally {
    await tensors.close();
  }
}

/**
 * The tensor to read for each parameter. The classifier's are left out when they do not fit.
 * @throws StudentError naming every other parameter that the folder does not have as it is needed
 */
function chooseTensors(folder: string, { tensors }: FolderTensors, shapes: Shapes): ReadonlyMap<string, string> {
  const nameThere = new Map([...tensors.keys()].map((name) => [canonicalName(name), name]));
  const stored = new Map<string, string>();
  const missing: string[] = [];
  const unfit = new Map<string, string[]>();
  for (const [name, shape] of shapes) {
    const there = nameThere.get(name);
    const tensor = there === undefined ? undefined : tensors.get(there);
    if (there === undefined || !tensor) missing.push(name);
    else if (tensor.isReadable && `${tensor.shape}` === `${shape}`) stored.set(name, there);
    else {
      const difference = `${tensor.type} [${tensor.shape}] instead of ${tensor.isReadable ? '' : 'F32, F16 or BF16 '}[${shape}]`;
      unfit.set(difference, [...(unfit.get(difference) ?? []), name]);
    }
  }
  const isClassifier = (name: string) => name.startsWith('classifier.');
  const problems = [
    [missing, 'lacks'] as const,
    ...[...unfit].map(([difference, names]) => [names, `has as ${difference}:`] as const),
  ].flatMap(([names, what]) => {
    const needed = names.filter((name) => !isClassifier(name));
    return needed.length > 0 ? [`${what} ${listNames(needed)}`] : [];
  });
  if (problems.length > 0) {
    throw new StudentError(
      `${folder} is not the BERT that its config.json describes: it ${problems.join('; it ')}. ` +
        'Check that its files are of the same BERT.',
    );
  }
  // A matrix of its own without its bias, or the other way round, would be half a classifier.
  const classifier = [...shapes.keys()].filter(isClassifier);
  if (!classifier.every((name) => stored.has(name))) for (const name of classifier) stored.delete(name);
  return stored;
}
