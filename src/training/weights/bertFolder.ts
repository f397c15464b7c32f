import { existsSync } from 'node:fs';
import path from 'node:path';
import type { StudentModel } from '../executors/student';
import { parameterShapes, sizeOf } from '../model/parameters';
import { StudentError } from '../studentError';
import { readBertConfig } from './bertConfig';
import { normalNumbers } from './normalNumbers';
import { readSafetensors, type Tensor } from './safetensors';

export interface BertFolder extends StudentModel {
  /** Parameters that the folder does not have, drawn at random: a new classifier's. */
  readonly initialized: readonly string[];
  /** Tensors of the folder that a token classifier has no use for, such as a pooler. */
  readonly unused: readonly string[];
}

export interface ReadOptions {
  readonly numLabels: number;
  /** Of the new classifier, when the folder has none, or one of other labels. */
  readonly seed: number;
}

/** BERT's `initializer_range`. */
const initialDeviation = 0.02;

/**
 * Reads any Hugging Face BERT folder: config.json and model.safetensors, of a bare BERT (with or without the prefix
 * `bert.`), of a token classifier, or of another head on BERT.
 * @throws StudentError naming the file, what is wrong with it and what to do
 */
export async function readBertFolder(folder: string, { numLabels, seed }: ReadOptions): Promise<BertFolder> {
  if (!existsSync(folder)) throw new StudentError(`There is no folder ${folder}. Check the path of the model.`);
  const config = await readBertConfig(path.join(folder, 'config.json'), numLabels);
  const file = path.join(folder, 'model.safetensors');
  if (!existsSync(file)) throw new StudentError(missingWeights(folder));
  const tensors = new Map([...(await readSafetensors(file))].map(([name, tensor]) => [canonicalName(name), tensor]));
  const parameters = new Map<string, Float32Array>();
  const initialized: string[] = [];
  const missing: string[] = [];
  for (const [name, shape] of parameterShapes(config)) {
    const tensor = tensors.get(name);
    if (tensor && sameShape(tensor, shape)) parameters.set(name, tensor.data);
    else if (name.startsWith('classifier.')) initialized.push(name);
    else if (tensor) missing.push(`${name} of shape [${shape}] (it has [${tensor.shape}])`);
    else missing.push(name);
  }
  if (missing.length > 0) {
    const listed = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ` and ${missing.length - 5} more` : '');
    throw new StudentError(
      `${file} lacks ${listed}, which its config.json asks for. Check that both files are of the same BERT.`,
    );
  }
  // A matrix of its own without its bias, or the other way round, would be half a classifier.
  if (initialized.length > 0) {
    parameters.set('classifier.weight', normalNumbers(seed, sizeOf([numLabels, config.hiddenSize]), initialDeviation));
    parameters.set('classifier.bias', new Float32Array(numLabels));
  }
  const unused = [...tensors.keys()].filter((name) => !parameters.has(name));
  return { config, parameters, initialized, unused };
}

/** The name that `BertForTokenClassification` of transformers gives a parameter today. */
function canonicalName(name: string): string {
  const prefixed = /^(embeddings|encoder|pooler)\./.test(name) ? `bert.${name}` : name;
  // Folders converted from the first TensorFlow checkpoints.
  return prefixed.replace(/LayerNorm\.gamma$/, 'LayerNorm.weight').replace(/LayerNorm\.beta$/, 'LayerNorm.bias');
}

function sameShape(tensor: Tensor, shape: readonly number[]): boolean {
  return tensor.shape.length === shape.length && tensor.shape.every((dimension, axis) => dimension === shape[axis]);
}

function missingWeights(folder: string): string {
  const other = ['model.safetensors.index.json', 'pytorch_model.bin', 'tf_model.h5', 'flax_model.msgpack'].find(
    (name) => existsSync(path.join(folder, name)),
  );
  const found = other === undefined ? '' : ` It has ${other}, which cannot be read:`;
  const remedy = other === undefined ? 'Copy or download it there' : 'save the model as one safetensors file';
  return `${folder} has no model.safetensors.${found} ${remedy}, or choose another folder.`;
}
