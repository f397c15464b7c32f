// Runs benchmarks: every one whose name is, or begins with, NAME; a group's NAME stands for several.
//   npm run bench -- NAME [--json]
// Each is a file of this folder; its default export yields results as they are measured (see result.ts).
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [wanted = ''] = positionals;

/** What is measured together, though its names begin otherwise. @type {Readonly<Record<string, readonly string[]>>} */
const groups = {
  editing: ['dataset', 'server', 'editor', 'readingView'],
  evaluation: ['evaluation', 'panel', 'extension'],
};
const names = groups[wanted] ?? [wanted];

const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.bench.ts'));
const nameOf = (/** @type {string} */ file) => file.slice(0, -'.bench.ts'.length);
const chosen = files.filter(
  (file) => wanted === '' || names.some((name) => nameOf(file) === name || nameOf(file).startsWith(`${name}.`)),
);
if (chosen.length === 0) {
  console.error(
    `There is no benchmark ${wanted}. There are: ${[...files.map(nameOf), ...Object.keys(groups)].join(', ')}`,
  );
  process.exit(2);
}

// Inside the project, so that what is left out of the bundles is found in node_modules.
const bundles = path.join(root, `.cache/bench/${process.pid}`);
process.env.BENCH_WORKERS = path.join(bundles, 'workers');
const workers = (await readdir(path.join(import.meta.dirname, 'workers'))).map((file) => `workers/${file}`);
await esbuild.build({
  entryPoints: [...chosen, ...workers].map((file) => path.join(import.meta.dirname, file)),
  outdir: bundles,
  outbase: import.meta.dirname,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['onnxruntime-node'],
  // Some libraries are ES modules that ask where they are.
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  logLevel: 'warning',
});
process.chdir(root);
try {
  for (const file of chosen) {
    const { default: benchmark } = await import(pathToFileURL(path.join(bundles, file.replace(/ts$/, 'cjs'))).href);
    for await (const result of (benchmark.default ?? benchmark)()) print(result);
  }
} finally {
  await rm(bundles, { recursive: true, force: true });
}

/** @param {import('./result').BenchResult} result */
function print({ name, value, unit, peer, ratio, note }) {
  if (values.json) return console.log(JSON.stringify({ name, value, unit, peer, ratio, note }));
  const compared = ratio === undefined ? '' : `  ${ratio} x ${peer}`;
  console.log(`${name}  ${value} ${unit}${compared}${note === undefined ? '' : `  (${note})`}`);
}
