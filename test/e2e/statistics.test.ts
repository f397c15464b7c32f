import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';
import type { Workbench } from './workbench';

const sample = (name: string) => readFile(path.resolve(import.meta.dirname, '../../media/sample', name), 'utf8');
const themes = { light: 'Default Light Modern', contrast: 'Default High Contrast', dark: 'Default Dark Modern' };

describe('statistics', () => {
  let opened: OpenedWorkspace;
  let workbench: Workbench;

  beforeAll(async () => {
    const [train, dev, test] = await Promise.all(['original.conll', 'dev.conll', 'test.conll'].map(sample));
    opened = await openWorkspace('e2e-statistics', {
      // A sentence of dev stands in train too.
      'train.conll': `${train}\n${dev?.split('\n\n')[1] ?? ''}\n`,
      'dev.conll': dev ?? '',
      'test.conll': test ?? '',
    });
    workbench = opened.workbench;
  });
  afterAll(() => opened.close());

  const setTheme = async (name: string) => {
    await mkdir(path.join(opened.folder, '.vscode'), { recursive: true });
    await writeFile(
      path.join(opened.folder, '.vscode/settings.json'),
      JSON.stringify({ 'workbench.colorTheme': name }),
    );
    // The page takes the new colours over when VS Code sends them.
    await workbench.page.waitForTimeout(2500);
  };

  it('of files chosen in the explorer are drawn, compared, and lead to the lines', async () => {
    const { page, webview } = workbench;
    const file = (name: string) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    const submenu = page.locator('.monaco-menu .action-item', { hasText: 'CoNLL Data Set' });
    // The explorer learns only a moment after it opened what kind of file is clicked: until then the menu lacks what depends on it.
    for (let attempt = 1; ; attempt++) {
      await file('train.conll').click();
      await file('dev.conll').click({ modifiers: ['Control'] });
      await file('test.conll').click({ modifiers: ['Control'] });
      await file('test.conll').click({ button: 'right' });
      await page.locator('.monaco-menu .action-item', { hasText: 'Copy Path' }).first().waitFor();
      if (await submenu.isVisible()) break;
      expect(attempt).toBeLessThan(8);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(1500);
    }
    await submenu.hover();
    const item = page.locator('.monaco-menu .action-item', { hasText: /^Statistics$/ });
    await item.waitFor();
    await item.click();
    await webview.getByRole('heading', { name: 'Ambiguous surface forms' }).waitFor({ timeout: 60_000 });
    const overlap = webview.locator('section', { hasText: 'Overlap' }).locator('tbody tr');
    expect(await overlap.count()).toBe(6);
    await expect.poll(() => overlap.first().locator('.warns').count()).toBe(1);
    for (const [name, theme] of Object.entries(themes)) {
      await setTheme(theme);
      await webview.getByRole('heading', { name: 'Files' }).scrollIntoViewIfNeeded();
      await workbench.screenshot(`${name}-1-top`);
      await webview.getByRole('heading', { name: 'Length of sentences' }).scrollIntoViewIfNeeded();
      await page.mouse.move(900, 600);
      await workbench.screenshot(`${name}-2-charts`);
      await webview.getByRole('heading', { name: 'Ambiguous surface forms' }).scrollIntoViewIfNeeded();
      await webview.locator('.forms tbody tr').last().scrollIntoViewIfNeeded();
      await workbench.screenshot(`${name}-3-forms`);
    }
    await webview.locator('vscode-textfield input').fill('may');
    await expect.poll(() => webview.locator('.forms tbody tr').count()).toBe(1);
    const label = webview.locator('.forms .label').first();
    const [, name = '', line = ''] =
      /go to (\S+), line (\d+)/.exec((await label.getAttribute('aria-label')) ?? '') ?? [];
    await label.focus();
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
    await page.locator('.statusbar-item', { hasText: `Ln ${line}, ` }).waitFor();
  });

  it('are written as Markdown and as a drawing', async () => {
    const { page, webview } = workbench;
    for (const [name, ending, part] of [
      ['Markdown', 'md', '| train.conll |'],
      ['SVG', 'svg', '<svg'],
    ] as const) {
      await webview.getByRole('button', { name: `Export as ${name}` }).click();
      const dialog = page.locator('.quick-input-widget', { has: page.locator('.quick-input-action') });
      await dialog.getByRole('button', { name: 'OK' }).click();
      const target = path.join(opened.folder, `statistics.${ending}`);
      await expect.poll(() => readFile(target, 'utf8').catch(() => ''), { timeout: 20_000 }).toContain(part);
    }
  });
});
