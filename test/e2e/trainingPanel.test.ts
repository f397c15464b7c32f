import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTinyBert } from '../../scripts/make-tiny-bert.mjs';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';

const names = ['Ada', 'Boris', 'Carla', 'Dmitri', 'Elena'];
const sentences = (count: number, from: number) =>
  Array.from({ length: count }, (_, index) => `${names[index % 5]}${index + from} B-PER\nsings O\n. O\n`).join('\n');
const files = {
  'original.conll': sentences(60, 0),
  'distilled.conll': sentences(80, 100),
  'dev.conll': `${sentences(9, 300)}\n${sentences(1, 0)}`,
  'held-out.conll': sentences(10, 400),
};

/** Each step stands on the one before it, as with a person at the screen. */
describe.sequential('the training panel', () => {
  let opened: OpenedWorkspace;
  let failed = false;
  const runsFolder = () => path.join(opened.folder, '.conll-distill/runs');
  const page = () => opened.workbench.webview;
  const run = (name: string) => page().getByRole('row', { name });

  beforeAll(async () => {
    opened = await openWorkspace('training-panel', files);
    await makeTinyBert(path.join(opened.folder, 'student'));
  });
  afterAll(() => opened?.close());

  beforeEach((context) => {
    if (failed) context.skip('an earlier step failed');
    failed = true;
    context.onTestFinished(({ task }) => {
      failed = task.result?.state === 'fail';
    });
  });

  it('takes files from commands, and says at once what they hold and share', async () => {
    const { workbench } = opened;
    // The extension is there once entities are boxed.
    await expect.poll(() => workbench.decorations(), { timeout: 60_000 }).toMatchObject({ boxed: true });
    await workbench.openFile('held-out.conll');
    await workbench.runCommand('CoNLL: Use as Test');
    await page().getByRole('group', { name: 'Test' }).getByText('held-out.conll').waitFor();
    await page().getByRole('group', { name: 'Original' }).getByText('180 tokens · PER 60 · IOB2').waitFor();
    await page().getByText('1 of 10 sentences of dev also stand in original, such as “Ada0 sings .”').waitFor();
  });

  it('draws the curves as parameters change, and refuses what cannot be', async () => {
    const blend = page().locator('conll-plot', { hasText: 'Share of distilled' }).getByRole('img');
    await expect.poll(() => blend.getAttribute('aria-label')).toContain('now 100: Distilled 0');
    await page().locator('#blend-switchAt input').fill('1');
    await expect.poll(() => blend.getAttribute('aria-label')).toContain('now 100: Distilled 0');
    await page().locator('#blend-switchAt input').fill('7');
    await page().getByText('A number from 0 to 1.').waitFor();
    await page().locator('#blend-switchAt input').fill('');
  });

  it('describes the chosen student and estimates its run by three steps', async () => {
    const { workbench } = opened;
    await page().getByRole('button', { name: 'Choose the student' }).click();
    await workbench.quickPick('A folder').click();
    await workbench.chooseFolder(path.join(opened.folder, 'student'));
    await page().getByText('2 layers of 32').waitFor({ timeout: 30_000 });
    await page().locator('#steps input').fill('20000');
    await page().locator('#evaluateEvery input').fill('500');
    await page().locator('#seeds input').fill('1-2');
    await page().locator('#estimate').click();
    await page()
      .getByText(/About 2 runs of .*, \d+ MB|About 2 runs of .*, \d\.\d\d GB/)
      .waitFor({ timeout: 60_000 });
    await workbench.screenshot('1-set-up');
  });

  it('starts a run for each seed, one after another, and finds them again after the window was reloaded', async () => {
    const { workbench } = opened;
    await page().getByRole('button', { name: 'Start 2 runs' }).click();
    await run('seed-1').getByText('Training').waitFor({ timeout: 60_000 });
    await run('seed-2').getByText('Queued').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: /\d+ %.*1 more/ }).waitFor({ timeout: 30_000 });
    // In a browser VS Code writes down every five seconds what is open; without what was opened at first it restores that.
    await workbench.page.waitForTimeout(6000);
    const url = new URL(workbench.page.url());
    url.searchParams.delete('payload');
    await workbench.page.goto(url.href);
    await workbench.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await page().getByRole('tab', { name: 'Watch', selected: true }).waitFor({ timeout: 60_000 });
    await run('seed-1').getByText('Training').waitFor();
    await expect.poll(() => lossOf(), { timeout: 30_000 }).toMatch(/Loss by step, now \d+: /);
    await workbench.screenshot('2-watch');
  });

  it('stops a run with a checkpoint, after which the next one begins, and resumes it', async () => {
    const { workbench } = opened;
    await run('seed-1').getByRole('button').click();
    await page().getByRole('button', { name: 'Stop', exact: true }).click();
    await run('seed-1').getByText('Stopped').waitFor({ timeout: 30_000 });
    await workbench.notification('is stopped and saved').waitFor({ timeout: 30_000 });
    await run('seed-2').getByText('Training').waitFor({ timeout: 30_000 });
    await run('seed-2').getByRole('button').click();
    await page().getByRole('button', { name: 'Stop', exact: true }).click();
    await run('seed-2').getByText('Stopped').waitFor({ timeout: 30_000 });
    await run('seed-1').getByRole('button').click();
    await page().getByRole('button', { name: 'Resume' }).click();
    await run('seed-1').getByText('Training').waitFor({ timeout: 30_000 });
    await page().getByRole('button', { name: 'Stop', exact: true }).click();
    await run('seed-1').getByText('Stopped').waitFor({ timeout: 30_000 });
  });

  it('lays runs over each other', async () => {
    await page()
      .getByRole('checkbox', { name: /Overlay .*seed-2/ })
      .check();
    await expect.poll(() => lossOf()).toMatch(/seed-1 .*seed-2 /);
    await opened.workbench.screenshot('3-overlay');
  });

  it('tells of damaged lines, of runs of another version, and of a folder that was deleted while it was shown', async () => {
    const [first = ''] = (await readdir(runsFolder())).filter((name) => name.endsWith('seed-1'));
    await appendFile(path.join(runsFolder(), first, 'metrics.jsonl'), '{"kind":"step","st\n');
    await page().getByText('1 line of metrics.jsonl is not whole').waitFor({ timeout: 20_000 });
    const config = JSON.parse(await readFile(path.join(runsFolder(), first, 'config.json'), 'utf8'));
    await mkdir(path.join(runsFolder(), 'newer'));
    await writeFile(path.join(runsFolder(), 'newer/config.json'), JSON.stringify({ ...config, version: 2 }));
    await run('newer').getByRole('button').click();
    await page().getByText('A newer version has written it: update to read it.').waitFor();
    await run('seed-1').getByRole('button').click();
    await rm(path.join(runsFolder(), first), { recursive: true });
    await page().getByText(`The folder of ${first} was deleted or moved away.`).waitFor({ timeout: 20_000 });
    expect(await run('seed-1').count()).toBe(0);
  });

  it('puts the settings of a run into the form, by keyboard alone', async () => {
    const { page: window } = opened.workbench;
    await run('seed-2').getByRole('button').focus();
    await window.keyboard.press('Enter');
    await page().getByRole('button', { name: 'Fork…' }).focus();
    await window.keyboard.press('Enter');
    await page()
      .getByText(/The settings of .*seed-2: change them and start/)
      .waitFor();
    expect(await page().locator('#steps input').inputValue()).toBe('20000');
    expect(await page().locator('#seeds input').inputValue()).toBe('2');
    await page().getByRole('tab', { name: 'Set Up' }).focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('Enter');
    await page().getByRole('tab', { name: 'Watch', selected: true }).waitFor();
  });

  const lossOf = () =>
    page().locator('conll-plot', { hasText: 'Loss by step' }).getByRole('img').getAttribute('aria-label');
});
