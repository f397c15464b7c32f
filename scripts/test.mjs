// Every check of the project, with what it needs installed first: `npm test`. Closes with `N passed, N failed`.
//   node scripts/test.mjs [STAGE...]     only these stages, for development
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { getVSCode } from './get-vscode.mjs';
import { ensureInstalled } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const artifacts = path.join(root, 'artifacts');

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {() => Promise<Counts>} Stage */

const onePassed = { passed: 1, failed: 0, skipped: 0 };
const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * Runs a command in the checkout to its end. What it prints is seen as it comes (`live`), or only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ live: boolean }} how
 * @returns {Promise<boolean>} whether it succeeded
 */
function run(command, args, { live }) {
  const binaries = path.join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH}` };
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(error.message)));
    child.on('close', (status) => {
      if (status !== 0) console.log(`${[command, ...args].join(' ')} failed:\n${output}`);
      resolve(status === 0);
    });
  });
}

/** A command that is one check. @param {string} command @param {string[]} args @returns {Stage} */
const check =
  (command, ...args) =>
  async () =>
    (await run(command, args, { live: false })) ? onePassed : oneFailed;

/** One of vitest.config.ts's projects. @param {string} project @returns {Stage} */
const vitest = (project) => async () => {
  const file = path.join(artifacts, `${project}.json`);
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const succeeded = await run('vitest', ['run', '--project', project, ...reporters], { live: true });
  if (!existsSync(file)) return oneFailed;
  const result = JSON.parse(await readFile(file, 'utf8'));
  const counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  // A file that does not load, an error outside of any test, or no test at all fails without a failed test.
  const silent = counts.failed === 0 && (!succeeded || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
};

/**
 * The grammars' tokens of each case in test/grammar, those in Markdown by the grammar that VS Code has for it; `vscode-tmgrammar-snap` would
 * write a snapshot that is missing.
 */
async function grammar() {
  const folder = 'test/grammar';
  const files = await readdir(path.join(root, folder));
  const cases = files.filter((file) => !file.endsWith('.snap'));
  const without = cases.filter((file) => !files.includes(`${file}.snap`));
  if (without.length > 0) console.log(`${folder} has no snapshot of ${without.join(', ')}`);
  const markdown = path.join(
    getVSCode('latest').server,
    'extensions/markdown-basics/syntaxes/markdown.tmLanguage.json',
  );
  const scopes = {
    '.conll': ['--scope', 'text.conll'],
    '.md': ['--scope', 'text.html.markdown', '--grammar', markdown],
  };
  let succeeded = without.length === 0 && cases.length > 0;
  for (const [extension, args] of Object.entries(scopes)) {
    const own = cases.filter((file) => path.extname(file) === extension).map((file) => `${folder}/${file}`);
    succeeded &&= await run('vscode-tmgrammar-snap', [...args, ...own], { live: false });
  }
  return succeeded ? { ...onePassed, passed: cases.length } : oneFailed;
}

/** What the package of every platform holds, and the one of this platform. @returns {Promise<Counts>} */
async function packages() {
  const script = 'scripts/package.mjs';
  const all = await check(process.execPath, script, '--all', '--dry-run')();
  const own = await check(process.execPath, script)();
  return { passed: all.passed + own.passed, failed: all.failed + own.failed, skipped: 0 };
}

/** mocha inside a real VS Code. @param {import('./get-vscode.mjs').Edition} edition @returns {Stage} */
const host = (edition) => async () => {
  const { runHostTests } = await import('../test/host/run.mjs');
  const { passed, skipped, failures } = await runHostTests(edition);
  for (const { title, error } of failures) console.log(`FAILED in VS Code (${edition}): ${title}\n${error}\n`);
  return { passed, failed: failures.length + (passed === 0 ? 1 : 0), skipped: skipped.length };
};

/** The browser that the last stages drive. @returns {Promise<Counts>} */
async function browser() {
  const { getChromium } = await import('./chromium.mjs');
  console.log(`Chromium: ${getChromium()}`);
  return { ...onePassed, passed: 0 };
}

/** The real libtensorflow for the unit tests of its executor, where one can be had. @returns {Promise<Counts>} */
async function tensorflow() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { ...onePassed, passed: 0, skipped: 1 };
  const output = execFileSync(process.execPath, ['scripts/build-tensorflow.mjs'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.env.CONLL_DISTILL_TFJS_NODE = output.trimEnd().split('\n').at(-1);
  return { ...onePassed, passed: 0 };
}

/** A Vulkan for the unit tests of the executors on WebGPU, where one can be had. @returns {Promise<Counts>} */
async function vulkan() {
  const { getVulkan } = await import('./vulkan.mjs');
  if (!getVulkan()) return { ...onePassed, passed: 0, skipped: 1 };
  process.env.CONLL_DISTILL_TEST_VULKAN = '1';
  return { ...onePassed, passed: 0 };
}

/** Experiments on a real Slurm of one node, where one can be started. @type {Stage} */
async function slurm() {
  const { whyNoSlurm } = await import('./slurm.mjs');
  const reason = whyNoSlurm();
  if (reason === undefined) return vitest('slurm')();
  console.log(`slurm is skipped: ${reason}`);
  return { ...onePassed, passed: 0, skipped: 1 };
}

/** The trainer's tests on TensorFlow, if the stage before has it. @type {Stage} */
async function trainerOnTensorflow() {
  if (process.env.CONLL_DISTILL_TFJS_NODE === undefined) return { ...onePassed, passed: 0, skipped: 1 };
  return vitest('tensorflow')();
}

/**
 * In groups: the stages of a group run side by side, the groups one after the other.
 * @type {Record<string, Stage>[]}
 */
const groups = [
  {
    lint: check('biome', 'ci', '.'),
    types: check('tsc', '-p', '.'),
    imports: check(process.execPath, 'scripts/check-imports.mjs'),
    package: packages,
    grammar,
  },
  { tensorflow },
  { vulkan },
  { unit: vitest('unit') },
  { 'trainer on tensorflow': trainerOnTensorflow },
  { bundles: vitest('bundles') },
  { slurm },
  { browser },
  { 'host latest': host('latest') },
  { 'host oldest': host('oldest') },
  { e2e: vitest('e2e') },
];

/** @param {number} started */
const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

ensureInstalled();
await mkdir(artifacts, { recursive: true });
const chosen = process.argv.slice(2);
const known = groups.flatMap((group) => Object.keys(group));
const unknown = chosen.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`no stage ${unknown.join(', ')}: there are ${known.join(', ')}`);

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];
const began = Date.now();
for (const group of groups)
  await Promise.all(
    Object.entries(group).map(async ([name, stage]) => {
      if (chosen.length > 0 && !chosen.includes(name)) return;
      const started = Date.now();
      const counts = await stage().catch((error) => {
        console.log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
        return oneFailed;
      });
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
      const line = `${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds(started)}`;
      summary.push(line);
      console.log(line);
    }),
  );
console.log(`\n${summary.join('\n')}\nin ${seconds(began)}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
