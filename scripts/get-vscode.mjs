// Lays out a real VS Code server (code-server's build of VS Code) and a Node that runs it, from npm packages alone:
//   node scripts/get-vscode.mjs [latest|oldest]
// `oldest` is the version that package.json's engines.vscode promises. Idempotent; lands in .cache/vscode/.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** @typedef {'latest' | 'oldest'} Edition */
/** @typedef {{ server: string, node: string, version: string }} VSCode the server's folder, the Node that runs it */

const root = path.resolve(import.meta.dirname, '..');
const platform = `${process.platform}-${process.arch}`;

/**
 * `integrity` pins the package's bytes. `node`: the npm package `node-PLATFORM` to run it with, where Node 20 is too old.
 * `ripgrep`: for a VS Code whose own ripgrep package downloads its binary at install time.
 * @type {Record<Edition, { codeServer: string, integrity: string, node?: string, ripgrep?: string }>}
 */
const editions = {
  // VS Code 1.139.1; needs Node 22.15 or later
  latest: {
    codeServer: '4.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    node: '24.21.0',
  },
  // VS Code 1.100.3
  oldest: {
    codeServer: '4.100.3',
    integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    ripgrep: '1.18.0',
  },
};

/** Modules of VS Code that only Copilot, Windows, tunnels and proxies need. */
const unneededModules =
  /^(@github\/.*|@microsoft\/mxc-sdk|@devcontainers\/.*|@vscode\/(copilot-api|sandbox-runtime|sqlite3|windows-.*)|ssh2|kerberos|zod|tar|node-addon-api)$/;

/** Extensions that ship with VS Code, are large, and that nothing here uses. */
const unneededExtensions = ['copilot', 'mermaid-markdown-features'];

/**
 * Stands in for the natively compiled @vscode/spdlog, which output channels and log files are written with.
 * VS Code imports it as an ES module, and Node finds a CommonJS module's names only in single `exports.x =` statements.
 */
const spdlog = `const fs = require('fs'), path = require('path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let initialLevel = 2;
class Logger {
  constructor(file) {
    this.file = file; this.level = initialLevel; this.plain = false;
    fs.mkdirSync(path.dirname(file), { recursive: true }); fs.appendFileSync(file, '');
  }
  write(level, message) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').slice(0, -1);
    try { fs.appendFileSync(this.file, this.plain ? message : stamp + ' [' + names[level] + '] ' + message + '\\n'); } catch {}
  }
  trace(m) { this.write(0, m); } debug(m) { this.write(1, m); } info(m) { this.write(2, m); }
  warn(m) { this.write(3, m); } error(m) { this.write(4, m); } critical(m) { this.write(5, m); }
  getLevel() { return this.level; } setLevel(level) { this.level = level; }
  clearFormatters() { this.plain = true; } setPattern() {} flush() {} drop() {}
}
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => { initialLevel = level; };
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);
`;

/** Stands in for the natively compiled watchdog. */
const watchdog = 'exports.start = () => {};\nexports.exit = (code) => process.reallyExit(code || 0);\n';

/** @param {string} cwd @param {string[]} args */
function npm(cwd, ...args) {
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The package's tarball, checked, and of it only VS Code. @param {string} folder @param {typeof editions.latest} edition */
function unpack(folder, { codeServer, integrity }) {
  /** @type {{ filename: string, integrity: string }[]} an array, or in newer npm an object of packages by name */
  const packs = Object.values(JSON.parse(npm(folder, 'pack', `code-server@${codeServer}`, '--json')));
  const pack = packs[0];
  if (!pack) throw new Error(`npm pack code-server@${codeServer} gave nothing`);
  if (pack.integrity !== integrity)
    throw new Error(`code-server@${codeServer}: expected ${integrity}, the registry gave ${pack.integrity}`);
  mkdirSync(path.join(folder, 'server'));
  const excluded = unneededExtensions.map((name) => `--exclude=package/lib/vscode/extensions/${name}`);
  const args = ['xzf', pack.filename, '--strip-components=3', '-C', 'server', ...excluded, 'package/lib/vscode'];
  execFileSync('tar', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  rmSync(path.join(folder, pack.filename));
}

/** VS Code's modules at the versions of its own lock, none compiled. @param {string} server */
function installModules(server) {
  const file = path.join(server, 'package.json');
  const manifest = readJson(file);
  for (const name of Object.keys(manifest.dependencies))
    if (unneededModules.test(name)) delete manifest.dependencies[name];
  // The lock names a fork by its git address; the registry has the same version.
  manifest.overrides = { 'node-gyp-build': '4.8.1' };
  write(file, JSON.stringify(manifest, null, 2));
  npm(server, 'install', '--omit=dev', '--ignore-scripts');
  const modules = path.join(server, 'node_modules');
  write(path.join(modules, '@vscode/spdlog/index.js'), spdlog);
  for (const name of ['@vscode/native-watchdog', 'native-watchdog'])
    if (existsSync(path.join(modules, name))) write(path.join(modules, name, 'index.js'), watchdog);
}

/** Node and ripgrep out of npm packages. @param {string} folder @param {typeof editions.latest} edition */
function installTools(folder, { node, ripgrep }) {
  const tools = path.join(folder, 'tools');
  const wanted = [node && `node-${platform}@${node}`, ripgrep && `@vscode/ripgrep-universal@${ripgrep}`];
  write(path.join(tools, 'package.json'), '{ "private": true }');
  npm(tools, 'install', '--no-save', '--ignore-scripts', ...wanted.filter((name) => name !== undefined));
  for (const unneeded of ['include', 'share'])
    rmSync(path.join(tools, 'node_modules', `node-${platform}`, unneeded), { recursive: true, force: true });
  const modules = path.join(folder, 'server/node_modules');
  if (ripgrep) {
    const universal = path.join(tools, 'node_modules/@vscode/ripgrep-universal');
    cpSync(path.join(universal, 'bin', platform), path.join(modules, '@vscode/ripgrep/bin'), { recursive: true });
    rmSync(universal, { recursive: true });
  }
  for (const binaries of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds'].map((name) =>
    path.join(modules, name),
  ))
    if (existsSync(path.join(binaries, platform)))
      for (const other of readdirSync(binaries).filter((name) => name !== platform))
        rmSync(path.join(binaries, other), { recursive: true });
}

/**
 * Lays the edition out where it does not stand yet (about 15 s), and says where it is.
 * @param {Edition} name
 * @returns {VSCode}
 */
export function getVSCode(name) {
  const edition = editions[name];
  const folder = path.join(root, '.cache/vscode', name);
  const server = path.join(folder, 'server');
  const stampFile = path.join(folder, 'stamp.json');
  const stamp = JSON.stringify({ ...edition, platform, layout: 1 });
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    console.log(`laying out VS Code (${name}) in ${path.relative(root, folder)}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    unpack(folder, edition);
    installModules(server);
    installTools(folder, edition);
    write(stampFile, stamp);
  }
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return {
    server,
    node: edition.node ? path.join(folder, 'tools/node_modules', `node-${platform}`, binary) : process.execPath,
    version: readJson(path.join(server, 'package.json')).version,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const name = process.argv[2] ?? 'latest';
  if (name !== 'latest' && name !== 'oldest') throw new Error(`unknown edition ${name}: latest or oldest`);
  console.log(JSON.stringify(getVSCode(name)));
}
