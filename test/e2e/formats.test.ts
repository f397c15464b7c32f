import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';
import type { Workbench } from './workbench';

const TASKS = `${JSON.stringify({
  id: 11,
  text: 'The Bank of England rose.',
  source: 'news/1',
  entities: [
    { id: 1, label: 'ORG', start_offset: 4, end_offset: 19 },
    { id: 2, label: 'LOC', start_offset: 12, end_offset: 19 },
  ],
  relations: [{ id: 3, from_id: 1, to_id: 2, type: 'in' }],
})}\n`;

describe('importing and exporting', () => {
  let opened: OpenedWorkspace;
  let workbench: Workbench;

  beforeAll(async () => {
    opened = await openWorkspace('e2e-formats', { 'tasks.jsonl': TASKS });
    workbench = opened.workbench;
  });
  afterAll(() => opened.close());

  it('shows what is lost, imports when that is accepted, and exports for another tool', async () => {
    const { page } = workbench;
    // Until the editor has the keyboard, it takes it from the palette.
    await page.locator('.view-line', { hasText: 'Bank' }).click();
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await workbench.runCommand('CoNLL: Import');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Import of doccano JSONL: 3 things would be lost.').waitFor();
    for (const loss of [
      'in from 1 to 2 (line 1)',
      'source = "news/1" (line 1)',
      'LOC "England" stands inside ORG "Bank of England"',
    ]) {
      await dialog.getByText(loss).waitFor();
    }
    await workbench.screenshot('1-losses');
    await dialog.getByRole('button', { name: 'Import Anyway' }).click();
    await page.locator('.view-line', { hasText: /^Bank.B-ORG/ }).waitFor();
    await workbench.notification('tasks.jsonl was read as doccano JSONL.').waitFor();
    await workbench.screenshot('2-imported');

    await workbench.runCommand('CoNLL: Export…');
    await workbench.quickPick('CoNLL-2003').waitFor();
    await workbench.screenshot('3-formats');
    await workbench.quickInput.fill('Hugging Face JSONL, tags by name');
    await workbench.quickPick('Hugging Face JSONL, tags by name').waitFor();
    await page.keyboard.press('Enter');
    const target = path.join(opened.folder, 'out.jsonl');
    await page.locator('.quick-input-widget', { hasText: 'Export as Hugging Face JSONL' }).waitFor();
    await workbench.quickPick('..').waitFor();
    await workbench.quickInput.fill(target);
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await workbench.notification('Exported to out.jsonl.').waitFor();
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({
      id: '11',
      tokens: ['The', 'Bank', 'of', 'England', 'rose', '.'],
      ner_tags: ['O', 'B-ORG', 'I-ORG', 'I-ORG', 'O', 'O'],
    });
    await workbench.screenshot('4-exported');
  });
});
