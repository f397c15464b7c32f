import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getVSCode } from '../../scripts/get-vscode.mjs';
import { makeTinyBert } from '../../scripts/make-tiny-bert.mjs';
import { packagePath } from '../../scripts/package.mjs';
import { installExtension, startVSCode } from '../../scripts/vscode-server.mjs';
import { ConllDocument, decodeEntities } from '../../src/dataset';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { startBrowser } from '../host/browser.mjs';
import { walkStepByStep } from './steps';
import { Workbench } from './workbench';

const root = path.resolve(import.meta.dirname, '../..');
const scratch = path.join(root, '.cache/e2e');
const workspace = path.join(scratch, 'workspace');
const student = path.join(workspace, 'tiny-student');
const artifacts = path.join(root, 'artifacts/e2e');
const inWorkspace = (name: string) => path.join(workspace, name);

/** The first sentences of the file that is annotated: as many as the editor shows at once. */
const annotatedSentences = 2;

async function read(name: string): Promise<ConllDocument> {
  return ConllDocument.parse(await readFile(path.join(root, 'media/sample', name), 'utf8'));
}

/** Answers as the people who tagged the sample did. */
async function humanAnswers() {
  const { sentences } = await read('unlabelled-human.conll');
  return (tokens: readonly string[]) => {
    const sentence = sentences.find((candidate) => candidate.tokens.join(' ') === tokens.join(' '));
    return decodeEntities(sentence?.tags ?? []).map(({ type, start, end }) => ({
      type,
      start,
      end: end - 1,
      text: tokens.slice(start, end).join(' '),
    }));
  };
}

/** Each step stands on the one before it, as with a person at the screen. */
describe.sequential('a walk through VS Code with the packaged extension', () => {
  const stops: (() => Promise<void>)[] = [];
  let openAI: FakeOpenAI;
  let workbench: Workbench;
  let console: readonly string[] = [];

  beforeAll(async () => {
    const vsix = packagePath();
    if (!existsSync(vsix)) throw new Error(`${vsix} is missing: npm run package`);
    for (const folder of [scratch, artifacts]) await rm(folder, { recursive: true, force: true });
    await mkdir(artifacts, { recursive: true });
    await cp(path.join(root, 'media/sample'), workspace, { recursive: true });
    // Distilled sentences as of a teacher that errs as little as people do.
    await cp(inWorkspace('unlabelled-human.conll'), inWorkspace('distilled.conll'));
    await makeTinyBert(student);
    openAI = new FakeOpenAI({ answer: await humanAnswers() });
    const baseUrl = await openAI.start();
    stops.push(() => openAI.stop());

    const vscode = getVSCode('latest');
    const extensions = path.join(scratch, 'extensions');
    await installExtension(vscode, vsix, extensions);
    const server = await startVSCode({
      vscode,
      extensions,
      profile: path.join(scratch, 'profile'),
      settings: { 'conllDistill.openai.baseUrl': baseUrl },
    });
    stops.push(server.stop);
    const browser = await startBrowser(server.port);
    stops.push(browser.stop);
    console = browser.console;
    workbench = new Workbench(browser.page, artifacts);
    await workbench.open(server.url(workspace, [['openFile', server.remoteUri(inWorkspace('original.conll'))]]));
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await writeFile(path.join(artifacts, 'console.txt'), console.join('\n'));
  });

  walkStepByStep();

  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') await workbench.screenshot('failure');
  });

  it('opens the sample and boxes its entities, each with its type', async () => {
    await workbench.tab('original.conll').waitFor();
    await expect.poll(() => workbench.decorations(), { timeout: 30_000 }).toMatchObject({ boxed: true });
    const { types } = await workbench.decorations();
    expect(['LOC', 'MISC', 'ORG', 'PER']).toEqual(expect.arrayContaining([...types]));
    await workbench.screenshot('1-entities');
  });

  it('annotates a selection, asking for the API key once', async () => {
    const { sentences } = await read('unlabelled.conll');
    const chosen = sentences.slice(0, annotatedSentences);
    const lastLine = chosen.at(-1)?.lines.at(-1) ?? 0;
    await workbench.openFile('unlabelled.conll');
    for (let line = 0; line < lastLine; line++) await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.cursorAt(lastLine + 1, 1);
    await workbench.runCommand('CoNLL: Annotate Selection with GPT-4');
    await workbench.answerInput('API key for', openAI.apiKey ?? '');
    await workbench.notification(`annotated ${annotatedSentences} sentences`).waitFor();
    await workbench.notification('Annotating with').waitFor({ state: 'detached' });
    // Without its selection, the annotation is seen as it is boxed.
    await workbench.page.keyboard.press('ArrowRight');
    await expect.poll(() => workbench.decorations(), { timeout: 30_000 }).toMatchObject({ boxed: true });
    await workbench.screenshot('2-annotated');

    expect([...openAI.askedFor.keys()].sort()).toEqual(chosen.map(({ tokens }) => tokens.join(' ')).sort());
    await workbench.save();
    const expected = (await readLines('unlabelled-human.conll')).slice(0, lastLine + 1);
    const rest = (await readLines('unlabelled.conll')).slice(lastLine + 1);
    expect(await readFile(inWorkspace('unlabelled.conll'), 'utf8')).toBe([...expected, ...rest].join('\n'));
  });

  it('takes the annotation back with one undo, to the byte', async () => {
    await workbench.page.keyboard.press('Control+Z');
    await workbench.save();
    expect(await readLines('unlabelled.conll', workspace)).toEqual(await readLines('unlabelled.conll'));
  });

  it('opens the training panel on the files that it found', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('CoNLL: Open Training Panel');
    for (const [role, file] of [
      ['Original', 'original.conll'],
      ['Distilled', 'distilled.conll'],
      ['Dev', 'dev.conll'],
      ['Test', 'test.conll'],
    ] as const) {
      const { sentences } = ConllDocument.parse(await readFile(inWorkspace(file), 'utf8'));
      const field = workbench.webview.getByRole('group', { name: role });
      await field.getByText(file).waitFor();
      await field.getByText(`${sentences.length} sentences`, { exact: true }).waitFor();
    }
    await workbench.screenshot('3-panel');
  });

  it('trains a tiny student for two steps and shows F1 by entity type', async () => {
    const panel = workbench.webview;
    await panel.getByRole('button', { name: 'Choose the student' }).click();
    await workbench.quickPick('A folder').click();
    await workbench.chooseFolder(student);
    await panel.getByText('tiny-student').waitFor();
    await panel.locator('#steps input').fill('2');
    await panel.locator('#start').click();
    const scores = panel.getByRole('table', { name: 'Test' });
    await scores.waitFor({ timeout: 60_000 });
    await scores.scrollIntoViewIfNeeded();
    await workbench.screenshot('4-scores');

    const gold = (await read('test.conll')).sentences.flatMap(({ tags }) => decodeEntities(tags));
    const rows = await scores
      .locator('tbody tr')
      .evaluateAll((elements) =>
        elements.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim())),
      );
    const support = Object.fromEntries(rows.map((row) => [row[0], Number(row.at(-1))]));
    const ofType = (type: string) => gold.filter((entity) => entity.type === type).length;
    expect(support).toMatchObject({
      ...Object.fromEntries(['LOC', 'MISC', 'ORG', 'PER'].map((type) => [type, ofType(type)])),
      micro: gold.length,
    });

    const runs = inWorkspace('.conll-distill/runs');
    const [run = ''] = await readdir(runs);
    const report = JSON.parse(await readFile(path.join(runs, run, 'report.json'), 'utf8'));
    expect(report.steps).toBe(2);
  });
});

async function readLines(name: string, folder = path.join(root, 'media/sample')): Promise<string[]> {
  return (await readFile(path.join(folder, name), 'utf8')).split('\n');
}
