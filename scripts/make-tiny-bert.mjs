// Makes a folder with a tiny BERT of random weights, as Hugging Face lays it out: a student for tests, trained in seconds.
//   node scripts/make-tiny-bert.mjs FOLDER [WORD...]
// It knows every ASCII character, and the given words as wholes.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const layers = 2;
const hidden = 32;
const intermediate = 64;
const positions = 128;

/** @param {string[]} words */
function vocabulary(words) {
  const ascii = Array.from({ length: 126 - 32 }, (_, index) => String.fromCharCode(33 + index).toLowerCase());
  const characters = [...new Set(ascii)];
  const continued = characters.filter((character) => /[a-z0-9]/.test(character)).map((character) => `##${character}`);
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  return [...new Set([...special, ...characters, ...continued, ...words.map((word) => word.toLowerCase())])];
}

/** Names and shapes of BERT's tensors. @param {number} vocabularySize @returns {[string, number[]][]} */
function tensors(vocabularySize) {
  /** @param {string} name @param {number} outputs @param {number} inputs @returns {[string, number[]][]} */
  const linear = (name, outputs, inputs) => [
    [`${name}.weight`, [outputs, inputs]],
    [`${name}.bias`, [outputs]],
  ];
  /** @param {string} name @returns {[string, number[]][]} */
  const layerNorm = (name) => [
    [`${name}.LayerNorm.weight`, [hidden]],
    [`${name}.LayerNorm.bias`, [hidden]],
  ];
  return [
    ['embeddings.word_embeddings.weight', [vocabularySize, hidden]],
    ['embeddings.position_embeddings.weight', [positions, hidden]],
    ['embeddings.token_type_embeddings.weight', [2, hidden]],
    ...layerNorm('embeddings'),
    ...Array.from({ length: layers }, (_, layer) => `encoder.layer.${layer}`).flatMap((layer) => [
      ...['query', 'key', 'value'].flatMap((part) => linear(`${layer}.attention.self.${part}`, hidden, hidden)),
      ...linear(`${layer}.attention.output.dense`, hidden, hidden),
      ...layerNorm(`${layer}.attention.output`),
      ...linear(`${layer}.intermediate.dense`, intermediate, hidden),
      ...linear(`${layer}.output.dense`, hidden, intermediate),
      ...layerNorm(`${layer}.output`),
    ]),
  ];
}

/** The safetensors format: the header's length as a 64-bit number, the header as JSON, the arrays. @param {number} vocabularySize */
function safetensors(vocabularySize) {
  const random = xoroshiro128plus(1);
  /** @type {Record<string, { dtype: string, shape: number[], data_offsets: [number, number] }>} */
  const header = {};
  /** @type {Buffer[]} */
  const arrays = [];
  let offset = 0;
  for (const [name, shape] of tensors(vocabularySize)) {
    const size = shape.reduce((product, length) => product * length, 1);
    // Uniform with the standard deviation 0.1: a network this small learns nothing from BERT's 0.02.
    const value = () => (uniformFloat32(random) - 0.5) * 0.1 * Math.sqrt(12);
    const constant = name.endsWith('bias') ? 0 : name.includes('LayerNorm') ? 1 : undefined;
    const data = Float32Array.from({ length: size }, () => constant ?? value());
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
    arrays.push(Buffer.from(data.buffer));
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  return Buffer.concat([length, json, padding, ...arrays]);
}

/**
 * @param {string} folder made when it is absent
 * @param {string[]} [words] that are one word piece
 */
export async function makeTinyBert(folder, words = []) {
  const pieces = vocabulary(words);
  const config = {
    architectures: ['BertModel'],
    model_type: 'bert',
    vocab_size: pieces.length,
    hidden_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: 2,
    intermediate_size: intermediate,
    hidden_act: 'gelu',
    hidden_dropout_prob: 0.1,
    attention_probs_dropout_prob: 0.1,
    max_position_embeddings: positions,
    type_vocab_size: 2,
    layer_norm_eps: 1e-12,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  await writeFile(path.join(folder, 'vocab.txt'), `${pieces.join('\n')}\n`);
  await writeFile(path.join(folder, 'tokenizer_config.json'), '{ "do_lower_case": true }\n');
  await writeFile(path.join(folder, 'model.safetensors'), safetensors(pieces.length));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder, ...words] = process.argv;
  if (folder === undefined) {
    console.error('Usage: node scripts/make-tiny-bert.mjs FOLDER [WORD...]');
    process.exitCode = 2;
  } else {
    await makeTinyBert(folder, words);
  }
}
