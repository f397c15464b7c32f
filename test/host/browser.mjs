// A headless Chromium with one page, cut off from every address but the VS Code server's.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { getChromium } from '../../scripts/chromium.mjs';

/**
 * @typedef {object} Browser
 * @property {import('playwright-core').Page} page
 * @property {string[]} console what the page logged, with uncaught errors
 * @property {() => Promise<void>} stop
 */

/**
 * @param {number} port the only server on this machine that the page may reach
 * @returns {Promise<Browser>}
 */
export async function startBrowser(port) {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'conll-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: getChromium(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const own = `127.0.0.1:${port}`;
  await context.route(
    (url) => /^(https?|wss?):$/.test(url.protocol) && url.host !== own,
    (route) => route.abort(),
  );
  const page = context.pages()[0] ?? (await context.newPage());
  /** @type {string[]} */
  const console = [];
  page.on('console', (message) => console.push(`[${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => console.push(`[uncaught] ${error.stack ?? error.message}`));
  return {
    page,
    console,
    stop: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
