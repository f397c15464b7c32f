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
    expect(unused).toEqual(['pooler.dense.bias']);
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

describe('readBertFolder honours', () => {
  it('what the config says of activation, epsilon and dropout', async () => {
    await editConfig({ hidden_act: 'gelu_new', layer_norm_eps: 1e-5 });
    await editConfig({ hidden_dropout_prob: 0.2, attention_probs_dropout_prob: 0, classifier_dropout: 0.3 });
    const { config } = await read();
    expect(config).toMatchObject({ hiddenAct: 'gelu_new', layerNormEps: 1e-5 });
    expect(config.dropout).toEqual({ hidden: 0.2, attention: 0, classifier: 0.3 });
    await editConfig({ classifier_dropout: null });
    expect((await read()).config.dropout.classifier).toBe(0.2);
  });

  it("transformers' defaults where it says nothing, as those of some early BERTs", async () => {
    const config: object = JSON.parse(await readFile(path.join(folder, 'config.json'), 'utf8'));
    const said = Object.entries(config).filter(([key]) =>
      /^(vocab_size|hidden_size|num_\w+|intermediate_size|max_position_embeddings)$/.test(key),
    );
    await writeFile(path.join(folder, 'config.json'), JSON.stringify(Object.fromEntries(said)));
    expect((await read()).config).toMatchObject({
      typeVocabSize: 2,
      layerNormEps: 1e-12,
      hiddenAct: 'gelu',
      dropout: { hidden: 0.1, attention: 0.1, classifier: 0.1 },
    });
  });

  it('the number of token types', async () => {
    await editConfig({ type_vocab_size: 3 });
    await editTensors((name, tensor) => [
      [name, name.includes('token_type') ? { ...tensor, shape: [3, 16], bytes: new Uint8Array(3 * 16 * 4) } : tensor],
    ]);
    expect((await read()).parameters.get('bert.embeddings.token_type_embeddings.weight')?.length).toBe(48);
  });
});

describe('readBertFolder reads shards', () => {
  const shards = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;
  const shardOf = (name: string) => (name.includes('layer') ? shards[1] : shards[0]);
  const index = () => path.join(folder, 'model.safetensors.index.json');

  beforeEach(async () => {
    await rm(weights);
    for (const shard of shards) {
      const part = [...tensors].filter(([name]) => shardOf(name) === shard);
      await writeFile(path.join(folder, shard), encodeSafetensors(part));
    }
    const map = Object.fromEntries([...tensors.keys()].map((name) => [name, shardOf(name)]));
    await writeFile(index(), JSON.stringify({ metadata: { total_size: 1 }, weight_map: map }));
  });

  it('as one file', async () => {
    const { parameters, unused } = await read();
    expect(unused).toEqual([]);
    expect(parameters).toEqual((await readBertFolder(pristine, { numLabels: classifier, seed: 1 })).parameters);
  });

  it('and says which are missing, or do not have what the index says', async () => {
    await rm(path.join(folder, shards[1]));
    expect(await problem()).toBe(
      `${folder} lacks ${shards[1]}, which model.safetensors.index.json names. Copy or download it there.`,
    );
    await cp(path.join(folder, shards[0]), path.join(folder, shards[1]));
    expect(await problem()).toMatch(
      /index\.json says that bert\..* is in model-0000\d-of-00002\.safetensors, which does/,
    );
    await writeFile(index(), JSON.stringify({ weight_map: { 'classifier.bias': '../model.safetensors' } }));
    expect(await problem()).toMatch(/index\.json does not say which file has which tensor/);
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
    [{ model_type: 'roberta' }, /describes a model of type roberta; only BERT/],
    [{ model_type: 'distilbert' }, /describes a model of type distilbert; only BERT/],
    [{ model_type: undefined, architectures: ['ModernBertModel'] }, /describes a ModernBertModel; only BERT/],
    [{ type_vocab_size: 0 }, /type_vocab_size is not what a BERT needs/],
    [{ hidden_dropout_prob: 1 }, /hidden_dropout_prob is not what a BERT needs/],
    [{ classifier_dropout: -0.1 }, /classifier_dropout is not what a BERT needs/],
    [{ hidden_size: 'large' }, /hidden_size is not what a BERT needs/],
    [{ hidden_act: 'mish' }, /hidden_act "mish" \(known: gelu, .*relu, tanh\)/],
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
    expect(await problem()).toMatch(/It has pytorch_model\.bin, which cannot be read: save the model as safetensors/);
  });

  it('tensors that are missing or of another shape', async () => {
    await editTensors((name, tensor) =>
      /\.output\.dense|layer\.1\.attention\.self\.key\.bias/.test(name) ? [] : [[name, tensor]],
    );
    expect(await problem()).toBe(
      `${folder} is not the BERT that its config.json describes: it lacks ` +
        'bert.encoder.layer.0-1.attention.output.dense.{weight, bias}, ' +
        'bert.encoder.layer.0-1.output.dense.{weight, bias}, bert.encoder.layer.1.attention.self.key.bias. ' +
        'Check that its files are of the same BERT.',
    );
    await editTensors((name, tensor) => [[name, tensor]]);
    await editConfig({ vocab_size: 61, intermediate_size: 47 });
    expect(await problem()).toMatch(
      /it has as F32 \[60,16\] instead of \[61,16\]: bert\.embeddings\.word_embeddings\.weight; it has as F32 \[48,16\] instead of \[47,16\]: bert\.encoder\.layer\.0-1\.intermediate\.dense\.weight; /,
    );
  });

  it('tensors of a type that no parameter has', async () => {
    await editTensors((name, tensor) => [
      [name, name.endsWith('query.bias') ? { ...tensor, dtype: 'F64', bytes: new Uint8Array(128) } : tensor],
    ]);
    expect(await problem()).toMatch(
      /has as F64 \[16\] instead of F32, F16 or BF16 \[16\]: bert\.encoder\.layer\.0-1\.attention\.self\.query\.bias\./,
    );
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
