// Writes src/gpuRuntime/packages.json: the packages that the GPU runtime consists of, each with its checksum, as npm
// resolves them today:
//   node scripts/lock-gpu-runtime.mjs
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const wanted = ['@tensorflow/tfjs-node-gpu@4.22.0', 'node-api-headers@1.9.0'];
const target = path.join(import.meta.dirname, '../src/gpuRuntime/packages.json');

const folder = await mkdtemp(path.join(tmpdir(), 'gpu-runtime-'));
try {
  await writeFile(path.join(folder, 'package.json'), '{}');
  const options = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...options, ...wanted], { cwd: folder, stdio: 'inherit' });
  const lock = JSON.parse(await readFile(path.join(folder, 'package-lock.json'), 'utf8'));
  const packages = Object.entries(lock.packages)
    .filter(([place]) => place !== '')
    .map(([place, { version, integrity }]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (!integrity) throw new Error(`${name} has no checksum`);
      return { place, name, version, integrity };
    });
  await writeFile(target, `${JSON.stringify(packages, undefined, 2)}\n`);
  console.log(`${packages.length} packages`);
} finally {
  await rm(folder, { recursive: true });
}
