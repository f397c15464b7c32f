import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';
import type { Workbench } from './workbench';

/** Mixed columns of white space, an Arabic and a Chinese sentence, and enough of the rest to scroll. */
const FILE = `# comment
Ada   NNP B-PER
Lovelace   NNP I-PER
did   VBD O
n't   RB O
live   VB O
in   IN O
Bath   NNP O
.   . O

زار X O
أحمد X B-PER
2024 X O
القاهرة X B-LOC

张伟 X B-PER
住 X O
在 X O
北京 X B-LOC
。 X O

${Array.from({ length: 3000 }, (_, index) => `Sentence X O\nnumber X O\n${index} X O\n`).join('\n')}
Oslo X B-LOC
ends X O
`;
const EDITED = FILE.replace('Bath   NNP O', 'Bath   NNP B-LOC');

/** Gold and a prediction that differs in two of three sentences. */
const COMPARED = `# global.columns = FORM gold prediction
the O B-LOC
Bank B-ORG I-LOC
opens O O

Oslo B-LOC B-LOC

Ada B-PER O
ran O O
`;

const ANSWERS = `${JSON.stringify({
  ...{ key: 'k', teacher: 'gpt-4', time: '2026-11-24T10:00:00Z', tokens: ['Oslo', 'ends'] },
  annotation: { entities: [{ type: 'LOC', start: 0, end: 1, repaired: false, confidence: 0.83 }], rejections: [] },
})}\n`;

describe('the reading view', () => {
  let opened: OpenedWorkspace;
  let workbench: Workbench;

  beforeAll(async () => {
    opened = await openWorkspace('e2e-reading', {
      'text.conll': FILE,
      'compared.conll': COMPARED,
      '.conll-distill/annotations/answers.jsonl': ANSWERS,
    });
    workbench = opened.workbench;
  });
  afterAll(() => opened.close());

  it('shows sentences as people read them, and labels by keyboard, each time as one edit of the document', async () => {
    const { page, webview } = workbench;
    await expect.poll(() => workbench.decorations(), { timeout: 30_000 }).toMatchObject({ boxed: true });
    await workbench.runCommand('CoNLL: Open Reading View');
    const row = (sentence: number) => webview.locator(`.row[data-sentence="${sentence}"] p`).first();
    const words = async (sentence: number) => (await row(sentence).textContent())?.replace(/\s+/g, ' ').trim();
    await expect.poll(() => words(0), { timeout: 20_000 }).toBe("Ada LovelacePER didn't live in Bath.");
    await expect.poll(() => words(2)).toBe('张伟PER住在北京LOC。');
    expect(await row(1).evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    // Each entity is one box, though its label is left-to-right and a number follows.
    const boxes = await row(1)
      .locator('.entity')
      .evaluateAll((entities) => entities.map((entity) => entity.getClientRects().length));
    expect(boxes).toEqual([1, 1]);
    await workbench.screenshot('1-read');

    const token = (sentence: number, index: number) =>
      webview.locator(`.row[data-sentence="${sentence}"] .token[data-token="${index}"]`);
    await token(0, 6).click();
    await page.keyboard.press('Shift+L');
    await expect.poll(() => words(0)).toBe("Ada LovelacePER didn't live in BathLOC.");
    // The same again removes it; a full stop repeats the last.
    await page.keyboard.press('1');
    await expect.poll(() => words(0)).toBe("Ada LovelacePER didn't live in Bath.");
    await page.keyboard.press('.');
    await expect.poll(() => words(0)).toBe("Ada LovelacePER didn't live in BathLOC.");
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    const lastEntity = () => webview.locator('.row[data-sentence="0"] .entity').last().textContent();
    await expect.poll(lastEntity).toContain('in');
    await page.keyboard.press('Control+Z');
    await expect
      .poll(() => webview.locator('.row[data-sentence="0"] .entity').last().textContent())
      .not.toContain('in');
    // Tab goes from entity to entity, over the end of the window, and around the document's.
    for (let press = 0; press < 5; press++) await page.keyboard.press('Tab');
    await expect.poll(() => token(2, 3).getAttribute('class')).toContain('selected');
    await page.keyboard.press('Tab');
    await expect.poll(() => words(3003)).toBe('OsloLOC 83 % ends');
    await workbench.screenshot('2-end');
    // The text editor goes along.
    await page
      .locator('.monaco-editor .view-line', { hasText: /Oslo\s+X\s+B-LOC/ })
      .first()
      .waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => token(0, 0).getAttribute('class')).toContain('selected');
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await expect.poll(() => token(2, 0).getAttribute('class')).toContain('selected');
    await page.keyboard.press('Control+S');
    await expect.poll(() => readFile(path.join(opened.folder, 'text.conll'), 'utf8')).toBe(EDITED);
  });

  it('follows the cursor and the edits of the text editor', async () => {
    const { page, webview } = workbench;
    await page.locator('.editor-group-container').first().locator('.monaco-editor').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const token = webview.locator('.row[data-sentence="0"] .token[data-token="1"]');
    await expect.poll(() => token.getAttribute('class')).toContain('selected');
    await page.keyboard.press('Home');
    await page.keyboard.type('X');
    await expect.poll(() => token.textContent()).toBe('XLovelace');
    // So do selections, both ways.
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const selected = () => webview.locator('.token.selected').allTextContents();
    await expect.poll(selected).toEqual(['XLovelace', 'did', "n't"]);
    await webview.locator('.row[data-sentence="0"] .token[data-token="4"]').click();
    for (let press = 0; press < 2; press++) await page.keyboard.press('Shift+ArrowRight', { delay: 0 });
    await page.locator('.editor-group-container').first().locator('.monaco-editor .selected-text').nth(2).waitFor();
    expect(await selected()).toEqual(['live', 'in', 'Bath']);
    // For a moment the text's scrolling is taken for the view's doing.
    await page.waitForTimeout(600);
    await page.locator('.editor-group-container').first().locator('.monaco-editor').click();
    // Scrolling goes along, both ways.
    const first = page.locator('.editor-group-container').first();
    await page.keyboard.press('Control+End');
    await webview.locator('.row[data-sentence="3003"]').waitFor();
    await page.waitForTimeout(600);
    await webview.locator('.row[data-sentence="3003"]').hover();
    await page.mouse.wheel(0, -1e6);
    await first.locator('.view-line', { hasText: /XLovelace/ }).waitFor();
    await page.keyboard.press('Control+Home');
  });

  it('loses no key, however fast they come, and every action is one undo', async () => {
    const { page, webview } = workbench;
    const token = (sentence: number, index: number) =>
      webview.locator(`.row[data-sentence="${sentence}"] .token[data-token="${index}"]`);
    await token(3, 0).click();
    // The page has the keyboard.
    await expect.poll(() => token(3, 0).getAttribute('class')).toContain('selected');
    // A label, the next sentence, the same again, four times: nothing waits for the page.
    for (let sentence = 0; sentence < 4; sentence++) {
      for (const key of ['1', 'n']) await page.keyboard.press(key, { delay: 0 });
    }
    await expect.poll(() => webview.locator('.row .entity', { hasText: 'Sentence' }).count()).toBe(4);
    for (let undone = 3; undone >= 0; undone--) {
      await page.keyboard.press('Control+Z');
      await expect.poll(() => webview.locator('.row .entity', { hasText: 'Sentence' }).count()).toBe(undone);
    }
    // Sentences further on, of which the page has heard nothing since its edit.
    await token(3, 0).click();
    for (const key of ['1', 'n', 'n', 'n', '1', 'n', 'n', 'n', '1']) await page.keyboard.press(key, { delay: 0 });
    await expect.poll(() => webview.locator('.row .entity', { hasText: 'Sentence' }).count()).toBe(3);
    for (let undone = 2; undone >= 0; undone--) {
      await page.keyboard.press('Control+Z');
      await expect.poll(() => webview.locator('.row .entity', { hasText: 'Sentence' }).count()).toBe(undone);
    }
    // A type that no key names: chosen from VS Code's list.
    await token(3, 0).click();
    await page.keyboard.press('Enter');
    await workbench.quickInput.waitFor();
    await workbench.quickInput.fill('WORD');
    await workbench.quickPick('new type').click();
    await expect.poll(() => webview.locator('.row[data-sentence="3"] .entity').textContent()).toBe('SentenceWORD');
    await expect.poll(() => webview.locator('footer button', { hasText: 'WORD' }).count()).toBe(1);
    // Esc lets go of the words, and Tab goes to the buttons.
    await page.keyboard.press('Escape');
    await expect.poll(() => webview.locator('.token.selected').count()).toBe(0);
    for (let press = 0; press < 2; press++) await page.keyboard.press('Tab');
    await expect.poll(() => webview.locator('footer button:focus').count()).toBe(1);
  });

  it('gives a type that is typed by its letters to the words that were selected then', async () => {
    const { page, webview } = workbench;
    const entities = (sentence: number) =>
      webview.locator(`.row[data-sentence="${sentence}"] .entity`).allTextContents();
    const first = (sentence: number) => webview.locator(`.row[data-sentence="${sentence}"] .token`).first();
    await first(7).click();
    await expect.poll(() => first(7).getAttribute('class')).toContain('selected');
    await page.keyboard.press('Enter');
    await workbench.quickInput.waitFor();
    await workbench.quickInput.fill('PER2');
    await workbench.quickPick('new type').click();
    await expect.poll(() => entities(7)).toEqual(['SentencePER2']);
    // PER may go on as PER2: what comes next settles it, where it was typed.
    for (const key of ['n', 'Shift+P', 'Shift+E', 'Shift+R', 'n']) await page.keyboard.press(key, { delay: 0 });
    await expect.poll(() => first(9).getAttribute('class')).toContain('selected');
    await expect.poll(() => entities(8)).toEqual(['SentencePER']);
    // A click does, too.
    for (const key of ['Shift+P', 'Shift+E', 'Shift+R']) await page.keyboard.press(key);
    await first(10).click();
    await expect.poll(() => first(10).getAttribute('class')).toContain('selected');
    await expect.poll(() => entities(9)).toEqual(['SentencePER']);
    for (const key of ['Shift+P', 'Shift+E', 'Shift+R', '2']) await page.keyboard.press(key);
    await expect.poll(() => entities(10)).toEqual(['SentencePER2']);
    for (const key of ['n', 'Shift+P', 'Shift+E', 'Shift+R', 'Escape', 'p']) await page.keyboard.press(key);
    await expect.poll(() => first(10).getAttribute('class')).toContain('selected');
    await page.waitForTimeout(1000);
    expect(await entities(11)).toEqual([]);
  });

  it('follows a file that is changed on disk', async () => {
    const { webview } = workbench;
    await workbench.runCommand('File: Revert File');
    await workbench.tab('text.conll').first().and(workbench.page.locator(':not(.dirty)')).waitFor();
    await writeFile(path.join(opened.folder, 'text.conll'), EDITED.replace('Ada ', 'Eve '));
    await expect
      .poll(() => webview.locator('.row[data-sentence="0"] .token').first().textContent(), { timeout: 20_000 })
      .toBe('Eve');
  });

  it('edits nothing that it did not show: what was changed out of sight is shown first', async () => {
    const { page, webview } = workbench;
    const row = (sentence: number) => webview.locator(`.row[data-sentence="${sentence}"]`);
    await row(5).locator('.token').first().click();
    await expect.poll(() => row(5).locator('.token').first().getAttribute('class')).toContain('selected');
    await row(5).hover();
    await page.mouse.wheel(0, 1e6);
    await row(3003).waitFor();
    const changed = EDITED.replace('Ada ', 'Eve ')
      .replace('Sentence X O\nnumber X O\n2 ', 'Changed X O\nnumber X O\n2 ')
      .replace('ends', 'stops');
    await writeFile(path.join(opened.folder, 'text.conll'), changed);
    await expect.poll(() => row(3003).textContent(), { timeout: 20_000 }).toContain('stops');
    expect(await row(5).count()).toBe(0);
    await page.keyboard.press('1');
    await webview.locator('.problem', { hasText: 'changed meanwhile' }).waitFor();
    await expect.poll(() => row(5).locator('p').textContent()).toBe('Changed number 2');
    expect(await row(5).locator('.entity').count()).toBe(0);
    // Now that it was seen, it is done.
    await page.keyboard.press('1');
    await expect.poll(() => row(5).locator('.entity .token').allTextContents()).toEqual(['Changed']);
    await page.keyboard.press('Control+Z');
    await expect.poll(() => row(5).locator('.entity').count()).toBe(0);
  });

  it('shows gold above a prediction where they disagree, goes from one disagreement to the next, and edits either', async () => {
    const { page, webview } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('compared.conll');
    await workbench.runCommand('CoNLL: Open Reading View');
    const line = (sentence: number, column: number) =>
      webview.locator(`.row[data-sentence="${sentence}"] p[data-column="${column}"]`);
    await expect.poll(() => line(0, 1).textContent(), { timeout: 20_000 }).toMatch(/^gold\s+the BankORG opens$/);
    expect(await line(0, 2).textContent()).toMatch(/^prediction\s+the BankLOC opens$/);
    expect(await webview.locator('.row[data-sentence="1"] p').count()).toBe(1);
    await webview.locator('footer button', { hasText: '2 of 3 sentences' }).click();
    await expect.poll(() => webview.locator('.row').count()).toBe(2);
    await webview.locator('lit-virtualizer').focus();
    await page.keyboard.press('a');
    await page.keyboard.press('a');
    await expect.poll(() => line(0, 2).locator('.selected').allTextContents()).toEqual(['the', 'Bank']);
    await workbench.screenshot('3-compared');
    await page.keyboard.press('Control+F8');
    await expect.poll(() => line(2, 2).locator('.selected').allTextContents()).toEqual(['Ada']);
    // The gold column is corrected, not the prediction.
    await page.keyboard.press('c');
    await expect.poll(() => line(2, 1).locator('.selected').allTextContents()).toEqual(['Ada']);
    await page.keyboard.press('Delete');
    await expect.poll(() => webview.locator('.row[data-sentence="2"]').count()).toBe(0);
    await page.keyboard.press('Control+S');
    await expect
      .poll(() => readFile(path.join(opened.folder, 'compared.conll'), 'utf8'))
      .toBe(COMPARED.replace('Ada B-PER O', 'Ada O O'));
  });

  it('keeps Alt+← and Alt+→ to itself on Windows, where they are Go Back and Go Forward', async () => {
    const { page, webview } = workbench;
    // VS Code in a browser goes by its name.
    await page.addInitScript(() => {
      const userAgent = navigator.userAgent.replace(/\(.*?\)/u, '(Windows NT 10.0; Win64; x64)');
      Object.defineProperty(navigator, 'userAgent', { get: () => userAgent });
    });
    await page.reload({ waitUntil: 'domcontentloaded' });
    await workbench.tab('text.conll').waitFor({ timeout: 60_000 });
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'compared.conll' }).dblclick();
    await workbench.tab('compared.conll').waitFor();
    await workbench.runCommand('CoNLL: Open Reading View');
    const bank = webview.locator('.row[data-sentence="0"] p[data-column="1"]');
    await bank.waitFor({ timeout: 20_000 });
    // Somewhere to go back to.
    const groups = page.locator('.editor-group-container');
    await groups.first().locator('.monaco-editor').click();
    await bank.locator('.token').nth(1).click();
    await groups.nth(1).and(page.locator('.active')).waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => bank.locator('.entity .token').allTextContents()).toEqual(['Bank', 'opens']);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => bank.locator('.entity .token').allTextContents()).toEqual(['Bank']);
    await page.waitForTimeout(500);
    expect(await groups.nth(1).and(page.locator('.active')).count()).toBe(1);
  });
});
