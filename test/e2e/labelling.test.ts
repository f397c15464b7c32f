import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';
import type { Workbench } from './workbench';

const TRAIN = `-DOCSTART- O

Ada NNP B-PER
Lovelace NNP I-PER
left VBD O
Bath NNP B-LOC
. . O

Bath NNP O
waits VBZ O

The DT O
Bath NNP B-ORG
Chronicle NNP I-ORG
`;
const DEV = 'Bath NNP B-PER\nis O O\n\nIn IN O\nBath NNP O\n';

describe('labelling in the text', () => {
  let opened: OpenedWorkspace;
  let workbench: Workbench;

  beforeAll(async () => {
    opened = await openWorkspace('e2e-labelling', { 'train.conll': TRAIN, 'dev.conll': DEV });
    workbench = opened.workbench;
  });
  afterAll(() => opened.close());

  it('tells what a name is elsewhere, and labels it everywhere after a look at each hit', async () => {
    const { page } = workbench;
    await expect.poll(() => workbench.decorations(), { timeout: 30_000 }).toMatchObject({ boxed: true });
    // The server has read the document once its sentences stand in the breadcrumbs.
    await page.locator('.view-line', { hasText: 'Lovelace' }).click();
    await page.locator('.monaco-breadcrumb-item', { hasText: 'Ada Lovelace left Bath.' }).waitFor({ timeout: 30_000 });

    const city = page.locator('.view-line', { hasText: /^Bath.NNP.B-LOC/ });
    await city.hover({ position: { x: 10, y: 5 } });
    await page
      .locator('.monaco-hover', { hasText: 'Bath in 2 files: LOC 1 · PER 1 · untagged 2 · with other boundaries 1' })
      .waitFor();
    await workbench.screenshot('1-hover');

    await city.click({ position: { x: 10, y: 5 } });
    await workbench.runCommand('CoNLL: Label All Occurrences');
    await page
      .locator('.action-widget', { hasText: 'Label the 1 other occurrence of “Bath” in this file as LOC…' })
      .waitFor();
    await page.locator('.action-widget').getByText('in the workspace as LOC').click();
    const preview = page.locator('.refactor-preview, .bulk-edit-panel').first();
    await preview.getByText('Apply').waitFor();
    for (const file of ['dev.conll', 'train.conll']) {
      await preview
        .locator('.monaco-list-row', { hasText: file })
        .locator('input[type="checkbox"], .monaco-checkbox')
        .first()
        .click();
    }
    await workbench.screenshot('2-preview');
    await preview.getByText('Apply').click();
    await expect.poll(() => workbench.editorText()).toContain('Bath NNP B-LOC\nwaits VBZ O');
    // VS Code saves what a refactoring has changed.
    const train = TRAIN.replace('Bath NNP O', 'Bath NNP B-LOC');
    await expect.poll(() => readFile(path.join(opened.folder, 'train.conll'), 'utf8')).toBe(train);
    const dev = DEV.replace('B-PER', 'B-LOC').replace('Bath NNP O', 'Bath NNP B-LOC');
    await expect.poll(() => readFile(path.join(opened.folder, 'dev.conll'), 'utf8')).toBe(dev);
  });
});
