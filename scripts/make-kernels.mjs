// Compiles src/training/executors/kernels.wat into kernels.wasm.ts beside it:
//   node scripts/make-kernels.mjs
// The result is committed, so that neither a build nor a run needs a compiler; a test sees that it is up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';

const folder = path.resolve(import.meta.dirname, '../src/training/executors');
export const kernelsFile = path.join(folder, 'kernels.wasm.ts');

/** The text of kernels.wasm.ts. */
export async function compileKernels() {
  const source = await readFile(path.join(folder, 'kernels.wat'), 'utf8');
  const module = (await wabt()).parseWat('kernels.wat', source, { simd: true });
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = base64.match(/.{1,100}/g) ?? [];
  return [
    '// Made from kernels.wat by scripts/make-kernels.mjs; do not edit.',
    'export const kernelsWasm = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(kernelsFile, await compileKernels());
}
