import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readSafetensors, type Tensor, writeSafetensors } from '../../../src/training/weights';

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
