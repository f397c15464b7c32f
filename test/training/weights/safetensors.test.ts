import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readSafetensors, type Tensor, writeSafetensors } from '../../../src/training/weights';
import { SafetensorsFile } from '../../../src/training/weights/safetensorsFile';
import { encodeSafetensors } from './rawSafetensors';

afterEach(() => {
  vi.restoreAllMocks();
});

it('what is written is read again, bit for bit', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'safetensors-'));
  const file = path.join(folder, 'state.safetensors');
  const tensors = new Map<string, Tensor>([
    ['first.größe', { shape: [2, 3], data: Float32Array.from([1, -0, 1e-45, 3.4e38, Number.NaN, -Infinity]) }],
    ['empty', { shape: [0], data: new Float32Array() }],
    ['part', { shape: [2], data: new Float32Array([9, 1, 2, 9]).subarray(1, 3) }],
  ]);
  const handle = await open(file, 'w');
  await writeSafetensors(handle, tensors);
  await handle.close();
  const read = await readSafetensors(file);
  expect([...read.keys()]).toEqual([...tensors.keys()]);
  for (const [name, { shape, data }] of tensors) {
    expect(read.get(name)?.shape).toEqual(shape);
    const bits = (floats: Float32Array = new Float32Array()) => [...new Uint32Array(floats.slice().buffer)];
    expect(bits(read.get(name)?.data)).toEqual(bits(data));
  }
  await rm(folder, { recursive: true });
});

it('reads a tensor of many megabytes in small parts, and nothing of the others', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'safetensors-'));
  const file = path.join(folder, 'model.safetensors');
  const halves = new Uint16Array(3_000_001).map((_, index) => index);
  const bytes = new Uint8Array(halves.buffer);
  const other = { dtype: 'F32', shape: [1_000_000], bytes: new Uint8Array(4_000_000) };
  await writeFile(
    file,
    encodeSafetensors([
      ['other', other],
      ['chosen', { dtype: 'BF16', shape: [halves.length], bytes }],
    ]),
  );
  const opened = await SafetensorsFile.open(file);
  const read = vi.spyOn(opened.handle, 'read');
  const { data } = await opened.read('chosen');
  const lengths = read.mock.results.length;
  const parts = read.mock.calls.map(([buffer]) => (ArrayBuffer.isView(buffer) ? buffer.byteLength : Number.NaN));
  await opened.close();
  await rm(folder, { recursive: true });
  expect(lengths).toBeGreaterThan(5);
  expect(Math.max(...parts)).toBeLessThanOrEqual(2 ** 20);
  expect(parts.reduce((sum, part) => sum + part)).toBe(bytes.length);
  expect(new Set(read.mock.calls.map(([buffer]) => ArrayBuffer.isView(buffer) && buffer.buffer)).size).toBe(1);
  // A bfloat16 is the upper half of a float32.
  expect(new Uint32Array(data.buffer).every((bits, index) => bits === (index % 65_536) * 65_536)).toBe(true);
});
