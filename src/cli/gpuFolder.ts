import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bindingPlace, tfjsNodeVariable } from '../protocol/gpuRuntime';

/** Of the GPU runtime, where the terminal installs it: among the user's data (XDG Base Directory Specification). */
export function gpuFolder(): string {
  const data = process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share');
  return path.join(data, 'conll-distill', 'gpu-runtime');
}

/** The environment of a trainer: with the GPU runtime where it is installed and none is named. */
export function trainerEnvironment(): NodeJS.ProcessEnv {
  const installed = path.join(gpuFolder(), bindingPlace);
  if (process.env[tfjsNodeVariable] !== undefined || !existsSync(installed)) return process.env;
  return { ...process.env, [tfjsNodeVariable]: installed };
}
