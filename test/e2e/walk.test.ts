import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getVSCode } from '../../scripts/get-vscode.mjs';
import { packagePath } from '../../scripts/package.mjs';
import { installExtension, startVSCode } from '../../scripts/vscode-server.mjs';
import { startBrowser } from '../host/browser.mjs';
import { Workbench } from './workbench';

const root = path.resolve(import.meta.dirname, '../..');
const scratch = path.join(root, '.cache/e2e');
const workspace = path.join(scratch, 'workspace');
const artifacts = path.join(root, 'artifacts/e2e');
const sample = path.join(workspace, 'original.conll');

/** Each step stands on the one before it, as with a person at the screen. */
describe.sequential('a walk through VS Code with the packaged extension', () => {
  const undo: (() => Promise<void>)[] = [];
  let workbench: Workbench;
  let console: readonly string[] = [];
  let failed = false;

  beforeAll(async () => {
    const vsix = packagePath();
    if (!existsSync(vsix)) throw new Error(`${vsix} is missing: npm run package`);
    await rm(scratch, { recursive: true, force: true });
    await rm(artifacts, { recursive: true, force: true });
    await mkdir(artifacts, { recursive: true });
    await cp(path.join(root, 'media/sample'), workspace, { recursive: true });

    const vscode = getVSCode('latest');
    const extensions = path.join(scratch, 'extensions');
    await installExtension(vscode, vsix, extensions);
    const server = await startVSCode({ vscode, profile: path.join(scratch, 'profile'), extensions });
    undo.push(server.stop);
    const browser = await startBrowser(server.port);
    undo.push(browser.stop);
    console = browser.console;
    workbench = new Workbench(browser.page, artifacts);
    await workbench.open(server.url(workspace, [['openFile', server.remoteUri(sample)]]));
  });

  afterAll(async () => {
    for (const step of undo.reverse()) await step();
    await writeFile(path.join(artifacts, 'console.txt'), console.join('\n'));
  });

  beforeEach((context) => {
    if (failed) context.skip('an earlier step failed');
  });

  afterEach(async (context) => {
    if (context.task.result?.state !== 'fail') return;
    failed = true;
    await workbench.screenshot('failure');
  });

  it('opens the sample and boxes its entities', async () => {
    await workbench.tab('original.conll').waitFor();
    expect(await readFile(sample, 'utf8')).toContain('B-');
  });
});
