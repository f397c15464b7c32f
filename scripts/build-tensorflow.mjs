/**
 * Sets up the GPU runtime against the libtensorflow of PyPI's `tensorflow-cpu` wheel, by the command that users have for
 * it, so that both it and the `tensorflow` executor are tested on the real thing, without a GPU.
 *
 *   node scripts/build-tensorflow.mjs [FOLDER]     prints the path of the package to load; does nothing when it is built
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { aptInstall, canInstall } from './apt.mjs';
import { build } from './build.mjs';

const WHEEL = {
  version: '2.21.0',
  python: '311',
  platform: 'manylinux_2_27_x86_64',
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
};

const root = path.resolve(import.meta.dirname, '..');
const folder = path.resolve(process.argv[2] ?? path.join(root, '.cache', 'tensorflow'));
const runtime = path.join(folder, 'runtime');
const packages = fs.readFileSync(path.join(root, 'src/gpuRuntime/packages.json'), 'utf8');
const stampFile = path.join(folder, 'stamp.json');
const stamp = JSON.stringify({ WHEEL, packages: createHash('sha256').update(packages).digest('hex'), layout: 3 });

if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== stamp) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `the tensorflow-cpu wheel pinned here is for linux-x64, this is ${process.platform}-${process.arch}`,
    );
  }
  installTools();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const tensorflow = unpackWheel(downloadWheel());
  const cli = path.join(root, 'dist/cli.js');
  if (!fs.existsSync(cli)) await build();
  const gpu = (/** @type {string[]} */ ...args) =>
    run(process.execPath, [cli, 'gpu', ...args], { stdio: ['ignore', process.stderr, 'inherit'] });
  // As on a machine without a connection.
  const offline = path.join(folder, 'offline');
  gpu('download', offline, '--without-tensorflow');
  gpu('setup', '--folder', runtime, '--tensorflow', tensorflow, '--offline', offline);
  fs.rmSync(offline, { recursive: true });
  fs.writeFileSync(stampFile, stamp);
}
console.log(path.join(runtime, 'node_modules/@tensorflow/tfjs-node-gpu'));

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

/** Takes the two libraries and the headers that are needed out of the wheel (the whole of it is 1.5 GB) and drops the wheel. @param {string} wheel */
function unpackWheel(wheel) {
  const program = [
    'import sys, zipfile',
    'archive = zipfile.ZipFile(sys.argv[1])',
    'wanted = ("tensorflow/libtensorflow", "tensorflow/include/tensorflow/c/", "tensorflow/include/xla/tsl/",',
    '          "tensorflow/include/tsl/", "tensorflow/include/tensorflow/core/p")',
    'archive.extractall(sys.argv[2], [n for n in archive.namelist() if n.startswith(wanted)])',
  ].join('\n');
  run('python3', ['-c', program, wheel, folder]);
  fs.rmSync(wheel);
  return path.join(folder, 'tensorflow');
}
