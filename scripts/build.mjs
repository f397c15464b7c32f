// Bundles every process of the extension with esbuild:
//   node scripts/build.mjs [--watch] [--target=PLATFORM-ARCH|universal]
// dist/extension.js   the extension host's side         dist/server.js    the language server
// dist/trainer.js     trains, tags and embeds            dist/cli.js       the terminal's `conll-distill`
// dist/comparisons.js a thread that compares runs
// dist/training.js, dist/gpuRuntime.js   what a few of the terminal's verbs need
// dist/*_base.js      tokenizers to estimate costs with
// dist/webview/*      the panel's pages                 dist/onnxruntime, dist/webgpu, dist/wasm   the engines' binaries
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { licenceNotices } from './notices.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const modules = path.join(root, 'node_modules');

/** This machine's, as VS Code's marketplace names it. */
export const hostTarget = `${process.platform}-${process.arch}`;

/**
 * ONNX Runtime's JavaScript is bundled like any other; only its native binding stays a file, looked up beside the bundle
 * (`dist/onnxruntime/PLATFORM/ARCH`), because a VSIX packed without its dependencies has no node_modules.
 * @type {esbuild.Plugin}
 */
const onnxruntimeBesideTheBundle = {
  name: 'onnxruntime-beside-the-bundle',
  setup(build) {
    build.onLoad({ filter: /onnxruntime-node[/\\]dist[/\\]binding\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const contents = source.replace(
        /require\(`\.\.\/bin\/napi-v\d+\/(.*?)`\)/,
        'require(require("node:path").join(__dirname, "onnxruntime", `$1`))',
      );
      if (contents === source)
        throw new Error(`${file} no longer loads its binding as expected: see scripts/build.mjs`);
      return { contents, loader: 'js' };
    });
  },
};

/**
 * The tokenizers' tables are megabytes that only an estimate of costs needs: each is a file of its own beside the
 * bundle, so that the extension starts without them.
 * @type {esbuild.Plugin}
 */
const encodingsBesideTheBundle = {
  name: 'encodings-beside-the-bundle',
  setup(build) {
    build.onResolve({ filter: /^gpt-tokenizer\/encoding\// }, ({ path: name, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${path.basename(name)}.js`, external: true },
    );
  },
};

/**
 * Engines and npm's libraries are megabytes that few of the terminal's verbs need, and to read them takes Node longer than
 * most verbs take: each of these rooms is a file of its own beside `cli.js`, which imports it where it is used.
 * @type {esbuild.Plugin}
 */
const roomsBesideTheTerminal = {
  name: 'rooms-beside-the-terminal',
  setup(build) {
    build.onResolve({ filter: /\/(training|gpuRuntime)$/ }, ({ path: name, kind, importer }) =>
      kind === 'dynamic-import' && importer.startsWith(path.join(root, 'src/cli'))
        ? { path: `./${path.basename(name)}.js`, external: true }
        : undefined,
    );
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};

/** @type {esbuild.BuildOptions} */
const processes = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    server: 'src/languageServer/server.ts',
    trainer: 'src/training/trainerProcess.ts',
    cli: 'src/cli/main.ts',
    comparisons: 'src/vscode/training/panel/compare/comparisonWorker.ts',
    training: 'src/training/index.ts',
    gpuRuntime: 'src/gpuRuntime/index.ts',
    cl100k_base: 'gpt-tokenizer/encoding/cl100k_base',
    o200k_base: 'gpt-tokenizer/encoding/o200k_base',
  },
  outdir: dist,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The CommonJS bundle of tfjs-core registers no gradients; `module` is its ESM.
  mainFields: ['module', 'main'],
  // node-gyp: npm's libraries can run packages' scripts, which we never do.
  external: ['vscode', 'node-gyp/bin/node-gyp.js'],
  // Some libraries are ES modules that ask where they are.
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  plugins: [onnxruntimeBesideTheBundle, encodingsBesideTheBundle, roomsBesideTheTerminal],
};

/** One page a folder of src/webview, each with its `main.ts`. @returns {Promise<esbuild.BuildOptions>} */
async function pages() {
  const folders = await readdir(path.join(root, 'src/webview'), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    ...common,
    entryPoints: Object.fromEntries(names.map((page) => [page, `src/webview/${page}/main.ts`])),
    outdir: path.join(dist, 'webview'),
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  };
}

/**
 * What each target's package has besides WebAssembly, which runs everywhere. ONNX Runtime has no binary for Macs with
 * Intel's processors; `universal` is for every other platform.
 * @type {Readonly<Record<string, { onnxruntime: boolean, webgpu: boolean }>>}
 */
export const targets = {
  'linux-x64': { onnxruntime: true, webgpu: true },
  'linux-arm64': { onnxruntime: true, webgpu: true },
  'win32-x64': { onnxruntime: true, webgpu: true },
  'win32-arm64': { onnxruntime: true, webgpu: true },
  'darwin-arm64': { onnxruntime: true, webgpu: true },
  'darwin-x64': { onnxruntime: false, webgpu: true },
  universal: { onnxruntime: false, webgpu: false },
};

/** The engines' binaries of a target. @param {string} target */
async function copyEngines(target) {
  const has = targets[target] ?? targets.universal;
  const [platform = '', arch = ''] = target.split('-');
  /** @param {string} from @param {string[]} to */
  const copy = (from, ...to) => cp(path.join(modules, from), path.join(dist, ...to), { recursive: true });
  await mkdir(dist, { recursive: true });
  await Promise.all([
    has?.onnxruntime && copy(`onnxruntime-node/bin/napi-v6/${platform}/${arch}`, 'onnxruntime', platform, arch),
    has?.webgpu && copy(`webgpu/dist/${platform}-${platform === 'darwin' ? 'universal' : arch}`, 'webgpu'),
    copyWasm(),
  ]);
}

async function copyWasm() {
  const folder = path.join(modules, '@tensorflow/tfjs-backend-wasm/dist');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.wasm'));
  await mkdir(path.join(dist, 'wasm'), { recursive: true });
  await Promise.all(files.map((file) => cp(path.join(folder, file), path.join(dist, 'wasm', file))));
}

/** Builds dist/ anew. @param {string} [target] PLATFORM-ARCH that the binaries are for */
export async function build(target = hostTarget) {
  const started = Date.now();
  await rm(dist, { recursive: true, force: true });
  const [inNode, inBrowser] = await Promise.all([
    esbuild.build({ ...processes, metafile: true }),
    esbuild.build({ ...(await pages()), metafile: true }),
    copyEngines(target),
  ]);
  const files = [inNode, inBrowser].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await writeFile(path.join(dist, 'third-party-licences.txt'), await licenceNotices(files));
  await chmod(path.join(dist, 'cli.js'), 0o755);
  console.log(`built dist/ for ${target} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Builds, then again whenever a source changes, with source maps. @param {string} target */
async function watch(target) {
  await copyEngines(target);
  for (const options of [processes, await pages()]) {
    const context = await esbuild.context({ ...options, sourcemap: 'linked', logLevel: 'info' });
    await context.watch();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { watch: { type: 'boolean', default: false }, target: { type: 'string', default: hostTarget } },
  });
  try {
    await (values.watch ? watch(values.target) : build(values.target));
  } catch (error) {
    // esbuild has printed its own errors.
    if (!(error instanceof Error && 'errors' in error)) throw error;
    process.exitCode = 1;
  }
}
