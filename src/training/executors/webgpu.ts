import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Dawn, Chromium's WebGPU, as a module for Node. */
interface Dawn {
  create(options: string[]): GPU;
  readonly globals: object;
}

export interface FoundAdapter {
  /** For people. */
  readonly name: string;
  /** It computes on the CPU: slower than the CPU's other engines, and fit for tests. */
  readonly isSoftware: boolean;
}

const software = /llvmpipe|lavapipe|swiftshader|software|basic render/i;

/**
 * Any vendor's GPU, through Vulkan, Metal or Direct3D, without CUDA.
 * @throws Error when there is none
 */
export async function findAdapter(): Promise<FoundAdapter> {
  const adapter = await provideGpu().requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('there is no graphics adapter. Install the driver of the GPU (on Linux: for Vulkan)');
  const { vendor, architecture, device, description } = adapter.info;
  const name = [description, device, architecture, vendor].find((text) => text !== '') ?? 'unnamed';
  return { name, isSoftware: software.test([vendor, architecture, device, description].join(' ')) };
}

let provided: GPU | undefined;

/** Puts WebGPU where a browser has it: TFJS looks there when it is loaded. */
function provideGpu(): GPU {
  if (provided) return provided;
  const dawn = loadDawn();
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(dawn.globals))) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, property);
  }
  provided = dawn.create([]);
  const navigator = Object.create(globalThis.navigator ?? null, { gpu: { value: provided } });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return provided;
}

/** `webgpu` beside the bundle, where the build copies the module for its platform; else where npm installed it. */
function loadDawn(): Dawn {
  const platform = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;
  const places = [path.join(__dirname, 'webgpu', 'dawn.node')];
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    places.push(path.join(folder, 'node_modules/webgpu/dist', platform, 'dawn.node'));
  }
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`there is no WebGPU for ${process.platform}-${process.arch} in this package`);
  const loaded: Dawn = createRequire(found)(found);
  return loaded;
}
