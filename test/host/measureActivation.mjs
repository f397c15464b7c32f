// Prints how many milliseconds the built extension takes to be loaded and activated in a real VS Code, started anew.
//   node test/host/measureActivation.mjs
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { getVSCode } from '../../scripts/get-vscode.mjs';
import { startVSCode } from '../../scripts/vscode-server.mjs';
import { startBrowser } from './browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
await mkdir(path.join(root, '.cache'), { recursive: true });
const scratch = await mkdtemp(path.join(root, '.cache/activation-'));
const resultFile = path.join(scratch, 'result.json');
const probe = path.join(scratch, 'probe.js');
try {
  await esbuild.build({
    entryPoints: [path.join(root, 'test/host/activationProbe.ts')],
    outfile: probe,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await mkdir(path.join(scratch, 'workspace'));
  const server = await startVSCode({
    vscode: getVSCode('latest'),
    profile: path.join(scratch, 'profile'),
    extensions: path.join(scratch, 'extensions'),
    args: ['--enable-smoke-test-driver'],
    env: { CONLL_HOST_RESULT: resultFile },
  });
  const browser = await startBrowser(server.port);
  try {
    const ended = new Promise((resolve) => browser.page.exposeFunction('codeAutomationExit', resolve));
    await browser.page.exposeFunction('codeAutomationLog', () => {});
    await browser.page.goto(
      server.url(path.join(scratch, 'workspace'), [
        ['extensionDevelopmentPath', server.remoteUri(root)],
        ['extensionTestsPath', server.remoteUri(probe)],
        ['skipWelcome', 'true'],
      ]),
    );
    await Promise.race([ended, sleep(120_000, undefined, { ref: false })]);
  } finally {
    await browser.stop();
    await server.stop();
  }
  console.log(JSON.parse(await readFile(resultFile, 'utf8')).milliseconds);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
