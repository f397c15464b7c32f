// Compiles the WebAssembly of the executors into modules of text beside them:
//   node scripts/make-kernels.mjs
// src/training/executors/kernels.wat   -> kernels.wasm.ts
// scripts/gemm-wat.mjs, in two ways     -> tfjs/gemm.wasm.ts
// The results are committed, so that neither a build nor a run needs a compiler; a test sees that they are up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';
import { gemmWat } from './gemm-wat.mjs';

const folder = path.resolve(import.meta.dirname, '../src/training/executors');
export const kernelsFile = path.join(folder, 'kernels.wasm.ts');
export const gemmFile = path.join(folder, 'tfjs/gemm.wasm.ts');

/** The text of kernels.wasm.ts. */
export async function compileKernels() {
  const source = await readFile(path.join(folder, 'kernels.wat'), 'utf8');
  return moduleOf('kernels.wat', { kernelsWasm: await compile('kernels.wat', source) });
}

/** The text of gemm.wasm.ts. */
export async function compileGemm() {
  return moduleOf('gemm-wat.mjs', {
    fusedGemm: await compile('gemm.wat', gemmWat({ fused: true })),
    plainGemm: await compile('gemm.wat', gemmWat({ fused: false })),
  });
}

/** @param {string} name @param {string} source @returns {Promise<string>} base64 */
async function compile(name, source) {
  const module = (await wabt()).parseWat(name, source, { simd: true, relaxed_simd: true });
  module.validate();
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}

/** @param {string} source @param {Record<string, string>} modules base64 by the name of the constant */
function moduleOf(source, modules) {
  const lines = [`// Made from ${source} by scripts/make-kernels.mjs; do not edit.`];
  for (const [name, base64] of Object.entries(modules)) {
    lines.push(
      `export const ${name} = [`,
      ...(base64.match(/.{1,100}/g) ?? []).map((part) => `  '${part}',`),
      "].join('');",
    );
  }
  return [...lines, ''].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(kernelsFile, await compileKernels());
  await writeFile(gemmFile, await compileGemm());
}
