import { expect, it } from 'vitest';
import { requirementsOf } from '../../src/gpuRuntime';

it.each([
  ['2.9.1', '11.2', '8.1', 'libcudnn.so.8'],
  ['2.12.0', '11.8', '8.6', 'libcudnn.so.8'],
  ['2.15.1', '12.2', '8.9', 'libcudnn.so.8'],
  ['2.18.0', '12.5', '9.3', 'libcudnn.so.9'],
  ['2.21.0', '12.5', '9.3', 'libcudnn.so.9'],
  ['unknown', '12.5', '9.3', 'libcudnn.so.9'],
])('TensorFlow %s needs CUDA %s and cuDNN %s', (version, cuda, cudnn, library) => {
  expect(requirementsOf(version)).toMatchObject({ cuda, cudnn });
  expect(requirementsOf(version)?.libraries).toContain(library);
});

it('knows nothing of old ones', () => {
  expect(requirementsOf('2.4.4')).toBeUndefined();
  expect(requirementsOf('1.15')).toBeUndefined();
});
