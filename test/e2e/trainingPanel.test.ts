import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTinyBert } from '../../scripts/make-tiny-bert.mjs';
import { conllDistill } from '../cli/terminal';
import { FakeHub, filesOf } from '../training/hub/fakeHub';
import { type OpenedWorkspace, openWorkspace } from './packagedExtension';
import { walkStepByStep } from './steps';

const names = ['Ada', 'Boris', 'Carla', 'Dmitri', 'Elena'];
const sentences = (count: number, from: number) =>
  Array.from({ length: count }, (_, index) => `${names[index % 5]}${index + from} B-PER\nsings O\n. O\n`).join('\n');
const files = {
  'original.conll': sentences(60, 0),
  'distilled.conll': sentences(80, 100),
  'dev.conll': `${sentences(9, 300)}\n${sentences(1, 0)}`,
  'held-out.conll': sentences(10, 400),
  'notes.md': '# of no use\n',
};

const hubModel = 'someone/tiny-bert';

/** Each step stands on the one before it, as with a person at the screen. */
describe.sequential('the training panel', () => {
  let opened: OpenedWorkspace;
  const hub = new FakeHub();
  const env: NodeJS.ProcessEnv = {};
  let hubCache = '';
  const runsFolder = () => path.join(opened.folder, '.conll-distill/runs');
  const page = () => opened.workbench.webview;
  const run = (name: string) => page().getByRole('row', { name });

  beforeAll(async () => {
    await hub.start();
    hubCache = await mkdtemp(path.join(tmpdir(), 'conll-hub-'));
    Object.assign(env, { HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: hubCache });
    opened = await openWorkspace('training-panel', files, env);
    const student = path.join(opened.folder, 'student');
    await makeTinyBert(student);
    hub.models.set(hubModel, { commit: 'c0ffee'.padEnd(40, '0'), files: await filesOf(student) });
  });
  afterAll(async () => {
    await opened?.close();
    await hub.stop();
    await rm(hubCache, { recursive: true, force: true });
  });

  walkStepByStep();

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
    // Named for screen readers.
    await page().getByRole('combobox', { name: 'Regimen or blend' }).waitFor();
  });

  it('takes files by picker, by the explorer’s menu and by dragging, and lets nothing start with one that cannot be used', async () => {
    const { workbench } = opened;
    const group = (name: string) => page().getByRole('group', { name, exact: true });
    const remove = page().getByRole('button', { name: 'Remove held-out.conll' });
    await remove.click();
    await page().getByRole('button', { name: 'Choose test file' }).click();
    await workbench.quickPick('held-out.conll').click();
    await group('Test').getByText('10 sentences').waitFor();
    await remove.click();
    await workbench.chooseInExplorer('held-out.conll', 'Use for Training', 'Use as Test');
    await group('Test').getByText('10 sentences').waitFor();
    await workbench.dragToWebview('notes.md', group('Distilled'));
    await group('Distilled').getByText('notes.md: no token line was found').waitFor();
    await page().locator('#start').click();
    await group('Distilled').getByText('Correct or remove the file that cannot be used.').waitFor();
    await page().getByRole('button', { name: 'Remove notes.md' }).click();
    await page().getByText('Correct or remove').waitFor({ state: 'detached' });
  });

  it('downloads a student of the hub, goes on where it was stopped, and says what to do offline', async () => {
    const { workbench } = opened;
    const student = page().getByRole('group', { name: 'Student' });
    const choose = async (name: string) => {
      await page().getByRole('button', { name: 'Choose the student' }).click();
      await workbench.quickPick('A name').click();
      await workbench.answerInput('the name of a BERT', name);
      await student.getByText('Not on this machine').waitFor({ timeout: 30_000 });
    };
    await choose(hubModel);
    hub.trouble = { stallAfter: 60_000 };
    await student.getByText('Download now').click();
    await student.getByText(/model\.safetensors: .* of 0\.1 MB/).waitFor({ timeout: 30_000 });
    await expect.poll(() => hub.storageRanges, { timeout: 30_000 }).toEqual([undefined]);
    await student.getByText('Stop').click();
    await student.getByText('Download now').click({ timeout: 30_000 });
    await student.getByText('commit c0ffee0').waitFor({ timeout: 30_000 });
    expect(hub.storageRanges).toEqual([undefined, 'bytes=60000-']);
    const endpoint = new URL(hub.endpoint);
    await choose('someone/else');
    await hub.stop();
    await student.getByText('Download now').click();
    await student.getByText(`${endpoint.host} cannot be asked for it`).waitFor({ timeout: 60_000 });
    await student.getByText('Copy its folder (config.json').waitFor();
    await page().getByRole('button', { name: 'Use the embedded student' }).click();
  });

  it('saves all of it as a file that the terminal runs unchanged, and loads it again', async () => {
    const { workbench, folder } = opened;
    await page().getByRole('button', { name: 'Choose the student' }).click();
    await workbench.quickPick('A folder').click();
    await workbench.chooseFolder(path.join(folder, 'student'));
    await page().locator('#steps input').fill('6');
    await page().getByRole('button', { name: 'Save Config…' }).click();
    await workbench.chooseFile(path.join(folder, 'mine.json'));
    await page().getByText('conll-distill train --config mine.json').waitFor();
    const args = ['train', '--config', 'mine.json', '--out', '.conll-distill/runs/from-terminal'];
    expect(await conllDistill(args, { cwd: folder, env })).toMatchObject({ code: 0 });
    const config = JSON.parse(await readFile(path.join(runsFolder(), 'from-terminal/config.json'), 'utf8'));
    expect(config).toMatchObject({
      steps: 6,
      test: path.join(folder, 'held-out.conll'),
      model: path.join(folder, 'student'),
    });
    await writeFile(path.join(folder, 'bad.json'), '{ "steps": "many" }');
    await page().getByRole('button', { name: 'Load Config…' }).click();
    await workbench.chooseFile(path.join(folder, 'bad.json'));
    await page()
      .getByText(/bad\.json: steps: /)
      .waitFor();
    await page().locator('#steps input').fill('7');
    await page().getByRole('button', { name: 'Load Config…' }).click();
    await workbench.chooseFile(path.join(folder, 'mine.json'));
    await page().getByText('Loaded mine.json.').waitFor();
    expect(await page().locator('#steps input').inputValue()).toBe('6');
    expect(
      await page()
        .getByText(/bad\.json/)
        .count(),
    ).toBe(0);
  });

  it('leads from an error of a run to its line, and shows gold and prediction as text', async () => {
    const { workbench } = opened;
    // What the student is good for, and what its buttons ask.
    await page().getByRole('tab', { name: 'Watch' }).click();
    await run('from-terminal').getByRole('button').click();
    for (const [button, answer] of [
      ['Export…', 'Both'],
      ['Annotate Files…', 'The whole workspace'],
    ] as const) {
      await page().getByRole('button', { name: button }).click();
      await workbench.quickPick(answer).waitFor();
      await workbench.page.keyboard.press('Escape');
    }
    await page().getByRole('tab', { name: 'Evaluate' }).click();
    await page().getByRole('heading', { name: 'Errors' }).waitFor({ timeout: 30_000 });
    await page().getByText('Confusion of entity types').waitFor();
    await page().getByText('expected calibration error').waitFor();
    const link = page().locator('.errors .lines button').first();
    const line = Number(await link.textContent());
    await link.click();
    await workbench.tab('predictions.conll').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
    await page().getByRole('button', { name: 'Read gold and prediction as text' }).click();
    const reading = workbench.page
      .locator('iframe.webview.ready')
      .last()
      .contentFrame()
      .frameLocator('iframe#active-frame');
    await reading.locator('.name', { hasText: 'gold' }).first().waitFor({ timeout: 30_000 });
    await reading.locator('.name', { hasText: 'prediction' }).first().waitFor();
    await workbench.screenshot('0-evaluate');
    await workbench.runCommand('View: Close All Editors in Group');
    await page().getByRole('tab', { name: 'Set Up' }).click();
    await page().getByRole('button', { name: 'Experiment…' }).click();
    await workbench.quickPick('blends.yaml').waitFor();
    await workbench.page.keyboard.press('Escape');
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
