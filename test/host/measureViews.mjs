// Prints, as JSON, how long the text editor's decorations and the reading view take on a large file in a real VS Code:
//   node test/host/measureViews.mjs FILE
// The extension under test is the checkout's, built (`npm run build`). FILE is copied into an ignored scratch folder only.
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { getVSCode } from '../../scripts/get-vscode.mjs';
import { startVSCode } from '../../scripts/vscode-server.mjs';
import { startBrowser } from './browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const [file = ''] = process.argv.slice(2);
await mkdir(path.join(root, '.cache'), { recursive: true });
const scratch = await mkdtemp(path.join(root, '.cache/views-'));
const resultFile = path.join(scratch, 'result.json');
const probe = path.join(scratch, 'probe.js');
const workspace = path.join(scratch, 'workspace');

/** In the workbench: when a file's text is first seen, and when its first box. Times are of the epoch, to the frame. */
function watchEditor() {
  /** @type {{ file: string, text: number, box?: number }[]} */
  const seen = [];
  const isBox = (/** @type {Element} */ element) => getComputedStyle(element).borderLeftStyle === 'solid';
  const look = () => {
    requestAnimationFrame(look);
    const group = document.querySelector('.editor-group-container.active');
    const name = group?.querySelector('.tab.active .label-name')?.textContent ?? '';
    const now = performance.timeOrigin + performance.now();
    if (!group?.querySelector('.monaco-editor .view-line span span')) return;
    const last = seen.at(-1);
    if (last?.file !== name) seen.push({ file: name, text: now });
    else if (last.box === undefined && [...group.querySelectorAll('.view-overlays .cdr')].some(isBox)) last.box = now;
  };
  requestAnimationFrame(look);
  Object.assign(window, { conllSeen: seen });
}

/** In the reading view: when its page began, and when its first sentences were painted; nothing elsewhere, or before that. */
function paintedReading() {
  const [mark] = performance.getEntriesByName('conll.sentences');
  const { timeOrigin } = performance;
  return mark && { began: timeOrigin, painted: timeOrigin + mark.startTime };
}

/** Scrolls the page for a while as a wheel does. @returns milliseconds between frames, and how many frames showed a row without its text */
async function scrollReading() {
  const list = document.querySelector('lit-virtualizer');
  const frames = [];
  let bare = 0;
  let last = performance.now();
  for (let step = 0; step < 240; step++) {
    list?.scrollBy({ top: step < 180 ? 40 : 400 });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames.push(performance.now() - last);
    last = performance.now();
    if (document.querySelector('.row.waiting')) bare++;
  }
  return { frames, bare };
}

try {
  await esbuild.build({
    entryPoints: [path.join(root, 'test/host/viewsProbe.ts')],
    outfile: probe,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await mkdir(workspace);
  await writeFile(path.join(workspace, 'small.conll'), 'Ada B-PER\nran O\n');
  for (const name of ['large1.conll', 'large2.conll', 'large3.conll', 'plain1.txt', 'plain2.txt', 'plain3.txt'])
    await copyFile(file, path.join(workspace, name));
  const server = await startVSCode({
    vscode: getVSCode('latest'),
    profile: path.join(scratch, 'profile'),
    extensions: path.join(scratch, 'extensions'),
    args: ['--enable-smoke-test-driver'],
    settings: { 'workbench.editor.enablePreview': false },
    env: { CONLL_HOST_RESULT: resultFile },
  });
  const browser = await startBrowser(server.port);
  const { page } = browser;
  /** @type {{ began: number, painted: number }[]} */
  const painted = [];
  let scrolled = { frames: /** @type {number[]} */ ([]), bare: 0 };
  try {
    let isOver = false;
    const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve)).then(() => {
      isOver = true;
    });
    await page.exposeFunction('codeAutomationLog', () => {});
    await page.goto(
      server.url(workspace, [
        ['extensionDevelopmentPath', server.remoteUri(root)],
        ['extensionTestsPath', server.remoteUri(probe)],
        ['skipWelcome', 'true'],
      ]),
    );
    await page.evaluate(watchEditor);
    const deadline = Date.now() + 240_000;
    while (!isOver && Date.now() < deadline) {
      for (const frame of page.frames()) {
        const found = await frame.evaluate(paintedReading).catch(() => undefined);
        if (!found || painted.some(({ began }) => began === found.began)) continue;
        painted.push(found);
        if (painted.length === 3) scrolled = await frame.evaluate(scrollReading);
        await writeFile(path.join(workspace, `painted${painted.length}`), '');
      }
      await Promise.race([ended, sleep(50)]);
    }
    const seen = await page.evaluate(() => Reflect.get(window, 'conllSeen'));
    const { opened, scrolls, read } = JSON.parse(await readFile(resultFile, 'utf8'));
    console.log(JSON.stringify({ seen, opened, scrolls, read, painted, scrolled }));
  } finally {
    await browser.stop();
    await server.stop();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
