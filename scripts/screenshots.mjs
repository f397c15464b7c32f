// Takes the pictures of the README and the walkthrough anew, of what `npm start` makes: the sample in the editor, its runs in the panel.
//   node scripts/screenshots.mjs
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { startBrowser } from '../test/host/browser.mjs';
import { getVSCode } from './get-vscode.mjs';
import { createPackage } from './package.mjs';
import { installExtension, startVSCode } from './vscode-server.mjs';

const root = path.resolve(import.meta.dirname, '..');
const workspace = path.join(root, 'workspace');
const images = path.join(root, 'media/walkthrough');
const scratch = path.join(root, '.cache/screenshots');

execFileSync(process.execPath, ['scripts/start.mjs', '--no-editor'], { cwd: root, stdio: 'inherit' });
rmSync(scratch, { recursive: true, force: true });
mkdirSync(images, { recursive: true });
// A second opinion on the sentences that the rule-based teacher annotated: that of the student which learnt from it.
execFileSync(
  process.execPath,
  [
    path.join(root, 'dist/cli.js'),
    ...['annotate', 'distilled-rule-based.conll', '-o', path.join(scratch, 'by-student.conll')],
    ...['--teacher', 'student:.conll-distill/runs/simple-mix-rule-based'],
  ],
  { cwd: workspace, stdio: 'inherit' },
);
const vscode = getVSCode('latest');
const extensions = path.join(scratch, 'extensions');
await installExtension(vscode, await createPackage(), extensions);
const server = await startVSCode({
  vscode,
  extensions,
  profile: path.join(scratch, 'profile'),
  settings: { 'workbench.sideBar.location': 'right', 'editor.minimap.enabled': false },
});
const { page, stop } = await startBrowser(server.port);
try {
  await page.goto(
    server.url(workspace, [['openFile', server.remoteUri(path.join(workspace, 'distilled-rule-based.conll'))]]),
  );
  await hover(6);
  await picture('editor');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await command('CoNLL: Open Reading View');
  await panel.locator('.row .entity').first().waitFor({ timeout: 60_000 });
  await panel.locator('.row .entity .token').nth(2).click();
  await picture('reading');
  await command('View: Close Editor');
  await command('CoNLL: Review Annotations');
  await panel.locator('.opinions li').first().waitFor({ timeout: 60_000 });
  await picture('review');
  await command('View: Close All Editor Groups');
  await command('CoNLL: Open Training Panel');
  await panel.getByRole('tab', { name: 'Watch' }).click();
  await panel.getByText('simple-mix-rule-based').first().click();
  await panel.getByText('weighted').first().waitFor();
  await page.setViewportSize({ width: 1440, height: 1180 });
  await pointNowhere();
  await picture('panel');
  await panel.getByRole('tab', { name: 'Compare' }).click();
  await panel.getByRole('checkbox', { name: 'Compare all that are listed' }).check();
  await panel.getByRole('img', { name: 'F1 on test by entity type' }).waitFor();
  await pointNowhere();
  await picture('compare');
  await panel.getByRole('tab', { name: 'Evaluate' }).click();
  await panel.getByText('Confusion of entity types').waitFor();
  await picture('evaluate');
} finally {
  await stop();
  await server.stop();
}

/** Rests the mouse on the token of a line, so that its sentence is shown. @param {number} nth */
async function hover(nth) {
  const lines = page.locator('.monaco-editor .view-line');
  await lines.nth(20).waitFor({ timeout: 60_000 });
  // The boxes come with the extension, after the text.
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('.view-overlays .cdr')].some(
        (element) => getComputedStyle(element).borderLeftStyle === 'solid',
      ),
    null,
    { timeout: 60_000 },
  );
  await lines.nth(nth).hover({ position: { x: 12, y: 8 } });
  await page.locator('.monaco-hover:visible').first().waitFor();
}

/** @param {string} title */
async function command(title) {
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await input.fill(`>${title}`);
  // The first that is offered may be one that only begins like that.
  const labels = page.locator('.quick-input-widget .monaco-list-row .label-name');
  await labels.filter({ hasText: new RegExp(`^${title}$`) }).click();
  await pointNowhere();
}

/** Away from what would show that the mouse is on it. */
async function pointNowhere() {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height - 1);
}

/** @param {string} name */
async function picture(name) {
  // What the last input set in motion comes to rest.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(images, `${name}.png`) });
}
