// Runs the suites of test/host/suite with mocha inside a real VS Code's extension host:
//   node test/host/run.mjs [latest|oldest] [SUITE...]     for development: only these, such as `hover`
// The extension under test is the checkout's, built (`npm run build`).
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { getVSCode } from '../../scripts/get-vscode.mjs';
import { startVSCode } from '../../scripts/vscode-server.mjs';
import { startBrowser } from './browser.mjs';

/** @typedef {import('./mochaInHost').HostResult} HostResult */

const root = path.resolve(import.meta.dirname, '../..');
const timeLimit = 600_000;

/**
 * Mocha loads the suites by path, so each is a bundle of its own beside mocha's.
 * @param {string} folder
 * @param {readonly string[]} wanted
 */
async function bundleSuites(folder, wanted) {
  const suites = (await readdir(path.join(root, 'test/host/suite'))).filter(
    (file) => file.endsWith('.test.ts') && (wanted.length === 0 || wanted.includes(file.slice(0, -'.test.ts'.length))),
  );
  if (suites.length === 0) throw new Error('no suites in test/host/suite');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/host/mochaInHost.ts', ...suites.map((file) => `test/host/suite/${file}`)],
    outbase: 'test/host',
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/**
 * @param {import('../../scripts/get-vscode.mjs').Edition} edition
 * @param {readonly string[]} [suites] all of them where empty
 * @returns {Promise<HostResult>} rejects when the host did not finish
 */
export async function runHostTests(edition, suites = []) {
  // Inside the checkout, so that the bundles find mocha in its node_modules.
  const scratch = path.join(root, '.cache/host', edition);
  const artifacts = path.join(root, 'artifacts/host', edition);
  const workspace = path.join(scratch, 'workspace');
  const resultFile = path.join(scratch, 'result.json');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(artifacts, { recursive: true });
  await cp(path.join(root, 'test/host/workspace'), workspace, { recursive: true });
  await bundleSuites(path.join(scratch, 'tests'), suites);
  // A language model for the tests comes as an extension, like any other.
  await cp(path.join(root, 'test/host/models'), path.join(scratch, 'extensions/conll-test.models-0.0.1'), {
    recursive: true,
  });

  const server = await startVSCode({
    vscode: getVSCode(edition),
    profile: path.join(scratch, 'profile'),
    extensions: path.join(scratch, 'extensions'),
    // Without the smoke-test driver VS Code ignores extensionTestsPath.
    args: ['--enable-smoke-test-driver'],
    env: { CONLL_HOST_RESULT: resultFile, NODE_OPTIONS: '--enable-source-maps' },
  });
  try {
    const browser = await startBrowser(server.port);
    try {
      /** @type {Promise<number>} */
      const ended = new Promise((resolve) => {
        browser.page.exposeFunction('codeAutomationExit', resolve);
      });
      await browser.page.exposeFunction('codeAutomationLog', () => {});
      await browser.page.goto(
        server.url(workspace, [
          ['extensionDevelopmentPath', server.remoteUri(root)],
          ['extensionTestsPath', server.remoteUri(path.join(scratch, 'tests/mochaInHost.js'))],
          ['skipWelcome', 'true'],
        ]),
      );
      const code = await Promise.race([ended, sleep(timeLimit, undefined, { ref: false })]);
      await browser.page.screenshot({ path: path.join(artifacts, 'end.png') });
      await writeFile(path.join(artifacts, 'console.txt'), browser.console.join('\n'));
      if (code === undefined)
        throw new Error(`the host tests did not end within ${timeLimit / 1000} s: see ${artifacts}`);
    } finally {
      await browser.stop();
    }
  } finally {
    await server.stop();
  }
  return JSON.parse(await readFile(resultFile, 'utf8'));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const edition = process.argv[2] === 'oldest' ? 'oldest' : 'latest';
  const { passed, skipped, failures } = await runHostTests(edition, process.argv.slice(3));
  for (const { title, error } of failures) console.error(`FAILED ${title}\n${error}\n`);
  for (const title of skipped) console.log(`skipped: ${title}`);
  console.log(`in VS Code (${edition}): ${passed} passed, ${failures.length} failed, ${skipped.length} skipped`);
  process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
}
