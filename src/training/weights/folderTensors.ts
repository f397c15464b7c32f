import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StudentError } from '../studentError';
import { SafetensorsFile, type Tensor } from './safetensorsFile';
import type { ElementType } from './safetensorsHeader';

export const weightsFile = 'model.safetensors';
/** Says which of several files, the shards, has which tensor. */
export const indexFile = 'model.safetensors.index.json';

/** Of a tensor in a folder, what is known before it is read. */
export interface StoredTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly isReadable: boolean;
}

/** The tensors of a Hugging Face folder, by their names there, read one by one as float32. Close it. */
export class FolderTensors {
  readonly #fileOf = new Map<string, SafetensorsFile>();

  private constructor(readonly files: readonly SafetensorsFile[]) {
    for (const file of files) for (const name of file.tensors.keys()) this.#fileOf.set(name, file);
  }

  /** @throws StudentError when files are missing or damaged */
  static async open(folder: string): Promise<FolderTensors> {
    const whole = path.join(folder, weightsFile);
    if (existsSync(whole)) return FolderTensors.#open([whole]);
    const index = path.join(folder, indexFile);
    if (!existsSync(index)) throw new StudentError(missingWeights(folder));
    const shardOf = await readIndex(index);
    const shards = [...new Set(shardOf.values())].map((name) => path.join(folder, name));
    const missing = shards.filter((shard) => !existsSync(shard)).map((shard) => path.basename(shard));
    if (missing.length > 0) {
      throw new StudentError(
        `${folder} lacks ${missing.join(', ')}, which ${indexFile} names. Copy or download it there.`,
      );
    }
    const tensors = await FolderTensors.#open(shards);
    const astray = [...shardOf].find(([name, shard]) => path.basename(tensors.#fileOf.get(name)?.path ?? '') !== shard);
    if (!astray) return tensors;
    await tensors.close();
    const [name, shard] = astray;
    throw new StudentError(
      `${index} says that ${name} is in ${shard}, which does not have it. Copy or download both again.`,
    );
  }

  static async #open(paths: readonly string[]): Promise<FolderTensors> {
    const files: SafetensorsFile[] = [];
    try {
      for (const file of paths) files.push(await SafetensorsFile.open(file));
      return new FolderTensors(files);
    } catch (error) {
      for (const file of files) await file.close();
      throw error;
    }
  }

  /** Every tensor, in the order of the files. */
  get tensors(): ReadonlyMap<string, StoredTensor> {
    return new Map(
      this.files.flatMap((file) =>
        [...file.tensors].map(([name, { dtype: type, shape }]): [string, StoredTensor] => [
          name,
          { type, shape, isReadable: file.isReadable(name) },
        ]),
      ),
    );
  }

  /** @param name of a tensor that `isReadable` @throws StudentError when its file is damaged */
  async read(name: string): Promise<Tensor> {
    const file = this.#fileOf.get(name);
    if (!file) throw new Error(`there is no tensor ${name}`);
    return file.read(name);
  }

  async close(): Promise<void> {
    for (const file of this.files) await file.close();
  }
}

const indexSchema = z.object({
  // Names of files beside it: a path would lead elsewhere.
  weight_map: z.record(z.string(), z.string().regex(/^[^/\\]+\.safetensors$/)),
});

/**
 * Which file has each tensor, by an index.
 * @throws StudentError when it is damaged
 */
export async function readIndex(file: string): Promise<ReadonlyMap<string, string>> {
  const index = indexSchema.safeParse(parseJson(await readFile(file, 'utf8')));
  if (index.success) return new Map(Object.entries(index.data.weight_map));
  throw new StudentError(`${file} does not say which file has which tensor. Copy or download it again.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missingWeights(folder: string): string {
  const other = ['pytorch_model.bin', 'tf_model.h5', 'flax_model.msgpack'].find((name) =>
    existsSync(path.join(folder, name)),
  );
  const found = other === undefined ? '' : ` It has ${other}, which cannot be read:`;
  const remedy = other === undefined ? 'Copy or download it there' : 'save the model as safetensors';
  return `${folder} has no ${weightsFile}.${found} ${remedy}, or choose another folder.`;
}
