import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RuntimeCheck } from '../protocol/gpuRuntime';
import { compiler, compilerAdvice } from './compileBinding';
import { compareVersions, type Requirements } from './requirements';

const run = promisify(execFile);

/**
 * What a TensorFlow needs to find a GPU, looked for on this machine.
 * @param cudaFolders where its CUDA may be besides the system's places
 */
export async function checkMachine(
  { cuda, cudnn, driver, libraries }: Requirements,
  cudaFolders: readonly string[],
): Promise<RuntimeCheck[]> {
  const known = await librariesOfSystem();
  const places = [...cudaFolders, ...(process.env.LD_LIBRARY_PATH ?? '').split(path.delimiter)].filter(Boolean);
  const isFound = (library: string) =>
    known.has(library) || places.some((place) => existsSync(path.join(place, library)));
  const check = (what: string, wanted: readonly string[], advice: string): RuntimeCheck => {
    const missing = wanted.filter((library) => !isFound(library));
    if (missing.length === 0) return { what, isFound: true, detail: wanted.join(', ') };
    return {
      what,
      isFound: false,
      detail: `not found: ${missing.join(', ')}`,
      advice: placedElsewhere(missing) ?? advice,
    };
  };
  const isCudnn = (library: string) => library.startsWith('libcudnn');
  return [
    await checkCompiler(),
    await checkDriver(driver),
    check(
      `CUDA ${cuda}`,
      libraries.filter((library) => !isCudnn(library)),
      `Install the CUDA toolkit ${cuda} of NVIDIA (developer.nvidia.com/cuda-toolkit-archive)${pipAdvice(cuda)}.`,
    ),
    check(
      `cuDNN ${cudnn}`,
      libraries.filter(isCudnn),
      `Install cuDNN ${cudnn} of NVIDIA (developer.nvidia.com/cudnn-archive)${pipAdvice(cuda)}.`,
    ),
  ];
}

/** From CUDA 12 on pip installs it. */
function pipAdvice(cuda: string): string {
  return compareVersions(cuda, '12') < 0 ? '' : ", or let pip do it: python3 -m pip install 'tensorflow[and-cuda]'";
}

async function checkCompiler(): Promise<RuntimeCheck> {
  const what = 'C++ compiler';
  const version = await run(compiler, ['--version']).catch(() => undefined);
  if (!version) return { what, isFound: false, detail: `not found: ${compiler}`, advice: compilerAdvice };
  return { what, isFound: true, detail: version.stdout.split('\n')[0] ?? compiler };
}

async function checkDriver(least: string): Promise<RuntimeCheck> {
  const what = 'NVIDIA driver';
  const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const answer = await run('nvidia-smi', query).catch(() => undefined);
  const [name, version] = (answer?.stdout.trim().split('\n')[0] ?? '').split(/,\s*/);
  if (!name || !version) {
    const advice = `Install NVIDIA's driver, ${least} or newer, and see that nvidia-smi lists the GPU. Without an NVIDIA GPU this runtime is of no use: WebGPU trains on others.`;
    return { what, isFound: false, detail: 'nvidia-smi lists no GPU', advice };
  }
  const detail = `${version}, ${name}`;
  if (compareVersions(version, least) >= 0) return { what, isFound: true, detail };
  return { what, isFound: false, detail, advice: `Install the driver ${least} or newer.` };
}

/** By name, as the system's loader finds them. */
async function librariesOfSystem(): Promise<ReadonlySet<string>> {
  for (const command of ['ldconfig', '/sbin/ldconfig']) {
    const answer = await run(command, ['-p'], { maxBuffer: 2 ** 24 }).catch(() => undefined);
    if (answer) return new Set(answer.stdout.split('\n').map((line) => line.trim().split(' ')[0] ?? ''));
  }
  return new Set();
}

/** CUDA is often installed where the loader does not look. */
function placedElsewhere(missing: readonly string[]): string | undefined {
  const folders = existsSync('/usr/local') ? readdirSync('/usr/local').filter((name) => name.startsWith('cuda')) : [];
  const place = folders
    .map((name) => path.join('/usr/local', name, 'lib64'))
    .find((lib) => missing.every((library) => existsSync(path.join(lib, library))));
  return place && `It is in ${place}, where the loader does not look: add that folder to LD_LIBRARY_PATH.`;
}
