import { existsSync } from 'node:fs';
import path from 'node:path';
import { bindingPlace, tfjsNodeVariable } from '../../protocol/gpuRuntime';

/** The extension's own programs, and what they are run with. */
export interface Bundles {
  /** Path of `trainer.js`. */
  readonly trainer: string;
  /** Path of `cli.js`. */
  readonly cli: string;
  /** Path of `comparisons.js`. */
  readonly comparisons: string;
  /** The folder where the GPU runtime is, or would be. */
  readonly gpuRuntime: string;
}

/** For VS Code's own Node, with the GPU runtime where it is installed and the user has named no other. */
export function bundleEnvironment({ gpuRuntime }: Pick<Bundles, 'gpuRuntime'>): NodeJS.ProcessEnv {
  const installed = path.join(gpuRuntime, bindingPlace);
  const named = process.env[tfjsNodeVariable] ?? (existsSync(installed) ? installed : undefined);
  return { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...(named !== undefined && { [tfjsNodeVariable]: named }) };
}
