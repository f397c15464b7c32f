import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';
import type { Workbench } from './workbench';

const FILE = `Ada B-PER
Lovelace I-PER
lives O
in O
Bath O
. O

Oslo B-LOC
won O
. O
`;

const entity = (type: string, start: number, end: number, confidence: number, reason?: string) => ({
  ...{ type, start, end, repaired: false, confidence },
  ...(reason && { reason }),
});
const answer = (teacher: string, tokens: string, entities: ReturnType<typeof entity>[]) =>
  `${JSON.stringify({
    ...{ key: `${teacher} ${tokens}`, teacher, time: '2026-11-24T10:00:00Z', tokens: tokens.split(' ') },
    annotation: { entities, rejections: [] },
  })}\n`;

/** What two teachers said of the file's sentences, as annotating them leaves it. */
const ANSWERS = [
  answer('gpt-4-0125-preview, chain of thought', 'Ada Lovelace lives in Bath .', [
    entity('PER', 0, 2, 0.97, 'The name of a person.'),
    entity('LOC', 4, 5, 0.91, 'A city that somebody lives in.'),
  ]),
  answer('student simple-mix', 'Ada Lovelace lives in Bath .', [entity('PER', 0, 2, 0.88), entity('ORG', 4, 5, 0.41)]),
  answer('gpt-4-0125-preview, chain of thought', 'Oslo won .', [
    entity('ORG', 0, 1, 0.62, 'A team, named after its city.'),
  ]),
].join('');

describe('reviewing annotations', () => {
  let opened: OpenedWorkspace;
  let workbench: Workbench;

  beforeAll(async () => {
    opened = await openWorkspace('e2e-review', {
      'news.conll': FILE,
      '.conll-distill/annotations/answers.jsonl': ANSWERS,
    });
    workbench = opened.workbench;
  });
  afterAll(() => opened.close());

  it('goes through the doubtful regions by single keys, and writes down who decided what', async () => {
    const { page, webview } = workbench;
    // The extension is there once entities are boxed.
    await expect.poll(() => workbench.decorations(), { timeout: 30_000 }).toMatchObject({ boxed: true });
    await workbench.runCommand('CoNLL: Review Annotations');
    const heading = webview.locator('h1');
    // Both teachers see something in line 5 where the file has nothing; one contradicts line 8; line 1 is nearly sure.
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 5');
    await expect.poll(() => webview.locator('.opinions li').count()).toBe(2);
    await workbench.screenshot('1-review');
    // The page follows what is edited in the text meanwhile.
    await workbench.tab('news.conll').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 6');
    await page.keyboard.press('Control+z');
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 5');
    await webview.locator('.sentence').click();
    await page.keyboard.press('t');
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 8');
    expect(await webview.locator('.reason').allTextContents()).toEqual(['A team, named after its city.']);
    await page.keyboard.press('a');
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 1');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => webview.locator('.sentence .entity').first().textContent()).toBe('AdaPER');
    await page.keyboard.press('u');
    await page.keyboard.press('u');
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 8');
    await page.keyboard.press('3');
    await expect.poll(() => heading.textContent()).toBe('news.conll, line 1');
    await page.keyboard.press('a');
    await expect.poll(() => heading.textContent()).toBe('All reviewed');
    await workbench.screenshot('2-done');
    // Other tags than the cursor's own column stay as they are.
    await workbench.tab('news.conll').first().click();
    const tags = FILE.replace('Bath O', 'Bath B-LOC').replace('Oslo B-LOC', 'Oslo B-ORG');
    await workbench.save();
    expect(await readFile(path.join(opened.folder, 'news.conll'), 'utf8')).toBe(tags);
    const lines = (await readFile(path.join(opened.folder, '.conll-distill/annotations/reviews.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n');
    const reviews = lines.map((line) => JSON.parse(line));
    expect(reviews.map(({ decision }) => decision)).toEqual([
      ...['change', 'accept', 'change', 'undo', 'undo', 'change', 'accept'],
    ]);
    expect(reviews[0]).toMatchObject({
      who: expect.stringMatching(/./),
      file: 'news.conll',
      before: [],
      after: [{ type: 'LOC', start: 4, end: 5 }],
      opinions: [{ by: ['gpt-4-0125-preview, chain of thought'] }, { by: ['student simple-mix'] }],
    });
  });

  it('has nothing more to ask the next time', async () => {
    await workbench.runCommand('CoNLL: Review Annotations');
    await expect.poll(() => workbench.webview.locator('h1').textContent()).toBe('Nothing to review');
    await workbench.screenshot('3-nothing');
  });
});
