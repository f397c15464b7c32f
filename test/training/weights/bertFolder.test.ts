import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBertFolder, readSafetensors } from '../../../src/training/weights';
import { encodeSafetensors, type RawTensor } from './rawSafetensors';

const pristine = path.resolve(import.meta.dirname, '../../fixtures/pytorch/tiny');
const classifier = 5;
let folder: string;
let weights: string;
let tensors: Map<string, RawTensor>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bert-'));
  await cp(pristine, folder, { recursive: true });
  weights = path.join(folder, 'model.safetensors');
  tensors = new Map(
    [...(await readSafetensors(weights))].map(([name, { shape, data }]) => [
      name,
      { dtype: 'F32', shape, bytes: new Uint8Array(data.buffer) },
    ]),
  );
});

afterEach(() => rm(folder, { recursive: true }));

const read = (numLabels = classifier, seed = 1) => readBertFolder(folder, { numLabels, seed });

async function editTensors(edit: (name: string, tensor: RawTensor) => [string, RawTensor][]): Promise<void> {
  await writeFile(weights, encodeSafetensors([...tensors].flatMap(([name, tensor]) => edit(name, tensor))));
}

async function editConfig(change: object): Promise<void> {
  const file = path.join(folder, 'config.json');
  const config: object = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...config, ...change }));
}

async function problem(): Promise<string> {
  try {
    await read();
  } catch (error) {
    if (error instanceof Error && error.name === 'StudentError') return error.message;
    throw error;
  }
  throw new Error('the folder was read');
}

describe('readBertFolder reads', () => {
  it('a token classifier as it is', async () => {
    const { config, parameters, initialized, unused } = await read();
    expect(config).toMatchObject({ hiddenSize: 16, numHiddenLayers: 2, vocabSize: 60, numLabels: classifier });
    expect([initialized, unused]).toEqual([[], []]);
    expect(parameters.get('classifier.bias')?.length).toBe(classifier);
  });

  it('names without `bert.` and those of the first checkpoints, and lists what it has no use for', async () => {
    const pooler: RawTensor = { dtype: 'F32', shape: [1], bytes: new Uint8Array(4) };
    const reference = await read();
    await editTensors((name, tensor) => {
      if (name === 'classifier.bias') return [['pooler.dense.bias', pooler]];
      if (name.startsWith('classifier.')) return [];
      const old = name
        .replace('bert.', '')
        .replace('LayerNorm.weight', 'LayerNorm.gamma')
        .replace('LayerNorm.bias', 'LayerNorm.beta');
      return [[old, tensor]];
    });
    const { parameters, initialized, unused } = await read();
    expect(unused).toEqual(['bert.pooler.dense.bias']);
    expect(initialized).toEqual(['classifier.weight', 'classifier.bias']);
    for (const [name, values] of reference.parameters) {
      if (!name.startsWith('classifier.')) expect(parameters.get(name), name).toEqual(values);
    }
  });

  it('a new classifier from the seed, where the labels are others', async () => {
    const [first, again, other] = [await read(9), await read(9), await read(9, 2)];
    const weight = first.parameters.get('classifier.weight');
    expect(weight?.length).toBe(9 * 16);
    expect(again.parameters.get('classifier.weight')).toEqual(weight);
    expect(other.parameters.get('classifier.weight')).not.toEqual(weight);
    expect(first.initialized).toEqual(['classifier.weight', 'classifier.bias']);
  });

  it('bfloat16, float16 and int8 with scales', async () => {
    const reference = await read();
    await editTensors((name, { shape, bytes }) => {
      const floats = new Float32Array(bytes.buffer);
      if (name.endsWith('word_embeddings.weight')) {
        // What a bfloat16 has, and no more.
        const halves = Uint16Array.from(new Uint32Array(bytes.buffer), (bits) => bits >>> 16);
        return [[name, { dtype: 'BF16', shape, bytes: new Uint8Array(halves.buffer) }]];
      }
      if (name === 'classifier.bias') {
        // 1, -2, the largest, the smallest above 0, 0
        const halves = Uint16Array.from([0x3c00, 0xc000, 0x7bff, 0x0001, 0x0000]);
        return [[name, { dtype: 'F16', shape, bytes: new Uint8Array(halves.buffer) }]];
      }
      if (name === 'classifier.weight') {
        const scales = Float32Array.from([1, 2, 3, 4, 5]);
        const integers = Int8Array.from(floats, (_, index) => (index % 255) - 127);
        return [
          [`${name}.scales`, { dtype: 'F32', shape: [5], bytes: new Uint8Array(scales.buffer) }],
          [name, { dtype: 'I8', shape, bytes: new Uint8Array(integers.buffer) }],
        ];
      }
      return [[name, { dtype: 'F32', shape, bytes }]];
    });
    const { parameters } = await read();
    expect([...(parameters.get('classifier.bias') ?? [])]).toEqual([1, -2, 65504, 2 ** -24, 0]);
    expect(parameters.get('classifier.weight')?.[16 * 2 + 1]).toBe(3 * (33 - 127));
    const name = 'bert.embeddings.word_embeddings.weight';
    const exact = reference.parameters.get(name) ?? new Float32Array();
    parameters.get(name)?.forEach((value, index) => {
      expect(Math.abs(value - (exact[index] ?? 0))).toBeLessThanOrEqual(Math.abs(exact[index] ?? 0) / 128);
    });
  });
});

describe('readBertFolder says what is wrong with', () => {
  it('no folder', async () => {
    await expect(readBertFolder(path.join(folder, 'none'), { numLabels: 5, seed: 1 })).rejects.toThrow(
      /no folder .*none/,
    );
  });

  it('no config.json', async () => {
    await rm(path.join(folder, 'config.json'));
    expect(await problem()).toMatch(/config\.json cannot be read\. Choose a folder/);
  });

  it('a config.json that is not JSON', async () => {
    await writeFile(path.join(folder, 'config.json'), '{ "hidden_size"');
    expect(await problem()).toMatch(/config\.json is not a JSON object/);
  });

  it.each([
    [{ model_type: 'roberta' }, /type roberta; only BERT/],
    [{ model_type: undefined }, /no model_type; only BERT/],
    [{ hidden_size: 'large' }, /hidden_size is not what a BERT needs/],
    [{ hidden_act: 'relu' }, /hidden_act "relu"/],
    [{ position_embedding_type: 'relative_key' }, /position_embedding_type "relative_key"/],
    [{ num_attention_heads: 3 }, /hidden_size 16 for 3 heads/],
    [{ is_decoder: true }, /is_decoder/],
  ])('the config %o', async (change, message) => {
    await editConfig(change);
    expect(await problem()).toMatch(message);
  });

  it('no weights', async () => {
    await rm(weights);
    expect(await problem()).toMatch(/has no model\.safetensors\. Copy or download it there, or choose/);
    await writeFile(path.join(folder, 'pytorch_model.bin'), '');
    expect(await problem()).toMatch(
      /It has pytorch_model\.bin, which cannot be read: save the model as one safetensors/,
    );
  });

  it('tensors that are missing or of another shape', async () => {
    await editTensors((name, tensor) => (name.includes('layer.1.output.dense') ? [] : [[name, tensor]]));
    expect(await problem()).toMatch(
      /lacks bert\.encoder\.layer\.1\.output\.dense\.weight, .*dense\.bias, which its config/,
    );
    await editTensors((name, tensor) => [[name, tensor]]);
    await editConfig({ vocab_size: 61 });
    expect(await problem()).toMatch(/word_embeddings\.weight of shape \[61,16\] \(it has \[60,16\]\)/);
  });

  it('a file that is cut off', async () => {
    await truncate(weights, 20_000);
    expect(await problem()).toMatch(
      /model\.safetensors is damaged: it ends at byte 20000, but .* it is cut off\. Copy/,
    );
    await truncate(weights, 5);
    expect(await problem()).toMatch(/it has 5 bytes, which is too short/);
  });

  it.each([
    ['a length beyond the file', Buffer.from('ffffffffffffff7f7b7d', 'hex'), /first 8 bytes announce a header of/],
    [
      'no JSON',
      Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{"')]),
      /header is not a JSON object/,
    ],
    ['no UTF-8', Buffer.from('0200000000000000fffe', 'hex'), /header is not a JSON object/],
    [
      'an unknown type',
      withHeader({ a: { dtype: 'F8', shape: [1], data_offsets: [0, 1] } }),
      /describes a in an unknown/,
    ],
    [
      'a negative offset',
      withHeader({ a: { dtype: 'U8', shape: [1], data_offsets: [-1, 0] } }),
      /describes a in an unknown/,
    ],
    [
      'offsets that disagree with the shape',
      withHeader({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }),
      /4 bytes, but F32 \[2\] needs 8/,
    ],
  ])('a header with %s', async (_, bytes, message) => {
    await writeFile(weights, bytes);
    const found = await problem();
    expect(found).toContain(`${weights} is damaged`);
    expect(found).toMatch(message);
  });
});

function withHeader(header: object): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(64)]);
}
