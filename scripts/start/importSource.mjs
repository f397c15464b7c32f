// Lets a script use the product's own TypeScript: bundled in memory, nothing written.
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** @param {string} file path from the repository's root @returns {Promise<any>} the module */
export async function importSource(file) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    // As in the bundles: the ES module of a library, where it has one.
    mainFields: ['module', 'main'],
    target: 'node20',
    // What is CommonJS inside still asks for `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}
