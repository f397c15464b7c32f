// Who may import whom: reads every import of src/ and prints each one that crosses a wall.
//   node scripts/check-imports.mjs
// A room is a folder of src/; its door, where it has one, is its index.ts.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { parseSync, Visitor } from 'oxc-parser';

const root = path.resolve(import.meta.dirname, '..');
const src = path.join(root, 'src');

/**
 * Each room: the rooms it may import, those of which it may import the types only, and whether it is pure (no I/O, so
 * none of Node's modules). The host starts the language server and the trainer by their bundle's path, never by import.
 * @type {Record<string, { imports: string[], types?: string[], pure?: boolean }>}
 */
const rooms = {
  dataset: { imports: [], pure: true },
  tables: { imports: [], pure: true },
  corpus: { imports: ['dataset', 'tables'] },
  evaluation: { imports: ['dataset', 'tables'], pure: true },
  processLock: { imports: [] },
  annotation: { imports: ['dataset', 'evaluation', 'processLock', 'tables'] },
  training: { imports: ['dataset', 'evaluation', 'processLock', 'protocol', 'tables'] },
  experiment: { imports: ['dataset', 'evaluation', 'protocol', 'tables'] },
  gpuRuntime: { imports: ['protocol'] },
  protocol: { imports: [], types: ['dataset', 'evaluation', 'tables'], pure: true },
  languageServer: { imports: ['dataset', 'evaluation', 'protocol'] },
  webview: { imports: ['protocol', 'tables'], pure: true },
  cli: {
    imports: [
      'dataset',
      'corpus',
      'evaluation',
      'annotation',
      'experiment',
      'training',
      'gpuRuntime',
      'processLock',
      'protocol',
      'tables',
    ],
  },
  vscode: {
    imports: ['dataset', 'corpus', 'evaluation', 'experiment', 'annotation', 'processLock', 'protocol', 'tables'],
  },
  'extension.ts': { imports: ['vscode'] },
};

/** Packages that only some rooms may import. @type {{ packages: RegExp, rooms: string[] }[]} */
const keptPackages = [
  { packages: /^vscode$/, rooms: ['vscode', 'extension.ts'] },
  { packages: /^openai(\/|$)/, rooms: ['annotation'] },
  { packages: /^(@tensorflow\/|onnxruntime-|onnx-proto)/, rooms: ['training'] },
  { packages: /^(pacote|@npmcli\/|tar$)/, rooms: ['gpuRuntime'] },
  { packages: /^vscode-languageclient(\/|$)/, rooms: ['vscode'] },
  { packages: /^vscode-languageserver(\/|$)/, rooms: ['languageServer'] },
];

/** @typedef {{ specifier: string, start: number, typeOnly: boolean }} Import */

/** Every module that a file names, whichever syntax it uses. @param {string} file @param {string} source */
function importsOf(file, source) {
  /** @type {Import[]} */
  const found = [];
  /** @param {import('oxc-parser').Node | null} node @param {boolean} typeOnly */
  const add = (node, typeOnly) => {
    if (node?.type === 'Literal' && typeof node.value === 'string')
      found.push({ specifier: node.value, start: node.start, typeOnly });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
    CallExpression: (node) => {
      const callee = node.callee;
      if (callee.type === 'Identifier' && callee.name === 'require') add(node.arguments[0] ?? null, false);
    },
  }).visit(parseSync(file, source).program);
  return found;
}

/** What is wrong with one import, or undefined. @param {string} file path from src @param {Import} imported */
function violation(file, { specifier, typeOnly }) {
  const room = file.split('/')[0] ?? '';
  const rules = rooms[room];
  if (!rules) return `is in no room: the rooms of src/ are ${Object.keys(rooms).join(', ')}`;
  if (!specifier.startsWith('.')) {
    const kept = keptPackages.find(({ packages }) => packages.test(specifier));
    if (kept && !kept.rooms.includes(room)) return `${specifier} belongs to ${kept.rooms.join(' and ')} only`;
    if (rules.pure && isBuiltin(specifier)) return `${room} is pure and may not import ${specifier}`;
    return undefined;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const other = target.split('/')[0] ?? '';
  if (other === room) return undefined;
  if (!(other in rooms)) return `${specifier} leads outside the rooms of src/`;
  const allowed = rules.imports.includes(other) || (typeOnly && rules.types?.includes(other));
  if (!allowed)
    return `${room} may not import ${rules.types?.includes(other) ? 'more than the types of ' : ''}${other}`;
  if (target !== other && existsSync(path.join(src, other, 'index.ts')))
    return `${specifier} goes around the door of ${other}: import from its index`;
  return undefined;
}

const files = (await readdir(src, { recursive: true })).map((file) => file.replaceAll(path.sep, '/'));
let count = 0;
let violations = 0;
for (const file of files.filter((name) => /\.[cm]?tsx?$/.test(name)).sort()) {
  const source = await readFile(path.join(src, file), 'utf8');
  for (const imported of importsOf(file, source)) {
    count++;
    const message = violation(file, imported);
    if (!message) continue;
    violations++;
    console.error(`src/${file}:${source.slice(0, imported.start).split('\n').length}: ${message}`);
  }
}
console.log(`${count} imports read, ${violations} across a wall`);
process.exitCode = violations === 0 && count > 0 ? 0 : 1;
