import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkMachine, cudaOfPip, readTensorflow, requirementsOf, tensorflowOfPython } from '../../src/gpuRuntime';
import { Machine } from './machine';

let machine: Machine;
beforeEach(async () => {
  machine = await Machine.create();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await machine.remove();
});

const requirements = requirementsOf('2.18.0');
const check = async (folders: readonly string[] = []) => {
  if (!requirements) throw new Error('no requirements');
  return Object.fromEntries((await checkMachine(requirements, folders)).map((one) => [one.what, one]));
};

describe.skipIf(process.platform === 'win32')('the checks', () => {
  it('say of a machine without a GPU what is missing and what to do', async () => {
    vi.stubEnv('PATH', '/nowhere');
    vi.stubEnv('LD_LIBRARY_PATH', '');
    const found = await check();
    expect(found['C++ compiler']).toMatchObject({ isFound: false, advice: expect.stringContaining('apt-get install') });
    expect(found['NVIDIA driver']).toMatchObject({ isFound: false, advice: expect.stringContaining('525.60.13') });
    expect(found['CUDA 12.5']).toMatchObject({
      isFound: false,
      detail: expect.stringContaining('libcudart.so.12'),
      advice: expect.stringContaining("'tensorflow[and-cuda]'"),
    });
    expect(found['cuDNN 9.3']).toMatchObject({ isFound: false, detail: 'not found: libcudnn.so.9' });
  });

  it.each([
    ['550.54.14', true],
    ['525.60.13', true],
    ['470.10.01', false],
  ])('take a driver %s: %o', async (version, isFound) => {
    vi.stubEnv('PATH', await machine.program('nvidia-smi', `NVIDIA H200, ${version}`));
    expect((await check())['NVIDIA driver']).toMatchObject({ isFound, detail: `${version}, NVIDIA H200` });
  });

  it("find CUDA where pip has put it beside TensorFlow, and in the loader's folders", async () => {
    const library = await readTensorflow(await machine.tensorflow('2.18.0'));
    const [cudnn, ...cuda] = [...(requirements?.libraries ?? [])].reverse();
    for (const name of cuda) await machine.file(`site-packages/nvidia/all/lib/${name}`);
    const file = await machine.file(`elsewhere/${cudnn}`);
    expect((await check(cudaOfPip(library)))['CUDA 12.5']).toMatchObject({ isFound: true });
    expect((await check(cudaOfPip(library)))['cuDNN 9.3']).toMatchObject({ isFound: false });
    vi.stubEnv('LD_LIBRARY_PATH', path.dirname(file));
    expect((await check(cudaOfPip(library)))['cuDNN 9.3']).toEqual({
      what: 'cuDNN 9.3',
      isFound: true,
      detail: 'libcudnn.so.9',
    });
  });
});

describe('a TensorFlow', () => {
  it('is read from the folder of a wheel', async () => {
    const home = await machine.tensorflow('2.18.0');
    expect(await readTensorflow(home)).toMatchObject({ version: '2.18.0', folder: home });
  });

  it('is found as a Python would import it', async () => {
    const home = await machine.tensorflow('2.17.1');
    const python = path.join(await machine.program('python', home), 'python');
    expect(await tensorflowOfPython(python)).toMatchObject({ version: '2.17.1', folder: home });
    const without = path.join(await machine.program('python', ''), 'python');
    expect(await tensorflowOfPython(without)).toBeUndefined();
    expect(await tensorflowOfPython('/no/python')).toBeUndefined();
  });

  it('says what it lacks', async () => {
    const home = await machine.tensorflow('2.9.0', ['libtensorflow_framework.so.2']);
    await expect(readTensorflow(home)).rejects.toThrow(
      `${home} has no libtensorflow_cc.so.2 and libtensorflow_framework.so.2`,
    );
  });
});
