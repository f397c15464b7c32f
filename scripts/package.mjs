// Packs the extension for one platform, or for each, and checks that the VSIX holds only what runs:
//   node scripts/package.mjs [--target=TARGET | --all] [--dry-run]     TARGET: see `targets` in build.mjs
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build, hostTarget, targets } from './build.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** What a package may hold. */
const wanted = [
  /^(package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/((extension|server|trainer|cli|comparisons|training|gpuRuntime|cl100k_base|o200k_base)\.js|third-party-licences\.txt)$/,
  /^dist\/webview\/[^/]+\.(js|css)$/,
  /^dist\/onnxruntime\/[^/]+\/[^/]+\/[^/]+\.(node|dll|dylib|so(\.\d+)*)$/,
  /^dist\/webgpu\/[^/]+\.(node|dll|txt)$/i,
  /^dist\/wasm\/[^/]+\.wasm$/,
  /^media\/(icon\.png|file-[a-z]+\.svg)$/,
  /^media\/(models|walkthrough)\//,
  /^media\/experiments\/[a-z]+\.yaml$/,
  /^media\/sample\/(README\.md|(original|unlabelled|politics|dev|test)\.conll)$/,
  /^syntaxes\/[^/]+\.json$/,
  /^docs\/rules\.md$/,
];

/** What it must hold. @param {string} target */
const needed = (target) => [
  'package.json',
  'dist/extension.js',
  'dist/server.js',
  'dist/trainer.js',
  'dist/cli.js',
  'dist/comparisons.js',
  'dist/training.js',
  'dist/gpuRuntime.js',
  'dist/cl100k_base.js',
  'dist/o200k_base.js',
  ...(targets[target]?.onnxruntime ? [`dist/onnxruntime/${target.replace('-', '/')}/onnxruntime_binding.node`] : []),
  ...(targets[target]?.webgpu ? ['dist/webgpu/dawn.node'] : []),
  'dist/wasm/',
  'dist/webview/',
  'media/models/minilm-l6/',
  'media/icon.png',
  'media/experiments/',
  'media/sample/original.conll',
  'media/walkthrough/',
  'syntaxes/',
];

/** Throws, naming them, for files that have no business in the package and for those that it lacks. @param {string} target */
async function checkContents(target) {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const strangers = files.filter((file) => !wanted.some((pattern) => pattern.test(file)));
  const missing = needed(target).filter((name) => !files.some((file) => file === name || file.startsWith(name)));
  if (strangers.length > 0) throw new Error(`not for users, but in the package: ${strangers.join(', ')}`);
  if (missing.length > 0) throw new Error(`not in the package: ${missing.join(', ')}`);
  return files.length;
}

/** Where the package for a target lands. @param {string} [target] */
export function packagePath(target = hostTarget) {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(root, `${name}-${target}-${version}.vsix`);
}

/** @param {string} target @returns how many files the package has */
async function buildAndCheck(target) {
  await build(target);
  return checkContents(target);
}

/**
 * Builds and packs for a target. Needs no repository address: the package is not published from here.
 * @param {string} [target]
 * @returns {Promise<string>} the VSIX's path
 */
export async function createPackage(target = hostTarget) {
  const count = await buildAndCheck(target);
  const file = packagePath(target);
  await createVSIX({
    cwd: root,
    ...(target !== 'universal' && { target }),
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    packagePath: file,
  });
  const megabytes = (statSync(file).size / 2 ** 20).toFixed(1);
  console.log(`${path.basename(file)}: ${count} files, ${megabytes} MB`);
  return file;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: hostTarget },
      all: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  });
  const chosen = values.all ? Object.keys(targets) : [values.target];
  const unknown = chosen.filter((target) => !(target in targets));
  if (unknown.length > 0) throw new Error(`no target ${unknown}: there are ${Object.keys(targets).join(', ')}`);
  for (const target of chosen) {
    if (values['dry-run']) console.log(`${target}: ${await buildAndCheck(target)} files`);
    else await createPackage(target);
  }
}
