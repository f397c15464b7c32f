import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator, Page } from 'playwright-core';
import type { DevMetrics, RunConfig, RunReport, StepMetrics } from '../../src/protocol/run';
import { DEFAULT_RUN } from '../../src/protocol/runDefaults';
import { median, round } from './interleave';
import type { BenchResult } from './result';

const runs = 20;
const steps = 1000;
const attempts = 5;
const lines = 40;

/**
 * The training panel in a real VS Code, in a browser, on a workspace with 20 runs of 1,000 steps:
 * - panel.firstPaint: from the command to the form that can be filled in, the panel not being open before;
 * - panel.update: a line of metrics of the shown run, with the curves of all 20 drawn, until the page has drawn it again;
 * - extension.activation: what VS Code says under Show Running Extensions.
 */
export default async function* panelPage(): AsyncGenerator<BenchResult> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'conll-bench-'));
  const workspace = path.join(scratch, 'workspace');
  await cp(path.resolve('media/sample'), workspace, { recursive: true });
  for (let run = 0; run < runs; run++) await writeRun(workspace, run);
  await mkdir(path.join(scratch, 'extensions'));
  await symlink(path.resolve('.'), path.join(scratch, 'extensions/conll-distill.conll-distill-0.1.0'));
  const { getVSCode } = await load<typeof import('../../scripts/get-vscode.mjs')>('scripts/get-vscode.mjs');
  const { startVSCode } = await load<typeof import('../../scripts/vscode-server.mjs')>('scripts/vscode-server.mjs');
  const { startBrowser } = await load<typeof import('../host/browser.mjs')>('test/host/browser.mjs');
  const { build } = await load<typeof import('../../scripts/build.mjs')>('scripts/build.mjs');
  const log = console.log;
  console.log = console.error;
  await build();
  console.log = log;
  const server = await startVSCode({
    vscode: getVSCode('latest'),
    extensions: path.join(scratch, 'extensions'),
    profile: path.join(scratch, 'profile'),
  });
  try {
    const { page, stop } = await startBrowser(server.port);
    try {
      await page.goto(server.url(workspace, [['openFile', server.remoteUri(path.join(workspace, 'original.conll'))]]));
      yield { name: 'extension.activation', value: await activation(page), unit: 'ms' };
      const first: number[] = [];
      for (let attempt = 0; attempt < attempts; attempt++) first.push(await firstPaint(page));
      yield { name: 'panel.firstPaint', value: round(median(first)), unit: 'ms', note: `median of ${attempts}` };
      const update = round(median(await updates(page)));
      yield { name: 'panel.update', value: update, unit: 'ms', note: `${runs} runs of ${steps} steps drawn` };
    } finally {
      await stop();
    }
  } finally {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** These modules find their files beside themselves, so they are no part of this bundle. */
async function load<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(path.resolve(file)).href)) as T;
}

function panelOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** Opens the palette until it knows a command, which is when the extension that has it is there. @returns runs it */
async function command(page: Page, title: string): Promise<() => Promise<void>> {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first();
  for (let attempt = 0; ; attempt++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    try {
      await input.waitFor({ timeout: 3000 });
      await input.fill(`>${title}`);
      await row.waitFor({ timeout: 5000 });
      return () => page.keyboard.press('Enter');
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

async function activation(page: Page): Promise<number> {
  await page.locator('.monaco-editor .cdr').first().waitFor({ timeout: 60_000 });
  await (await command(page, 'Developer: Show Running Extensions'))();
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'CoNLL Distill' });
  await row.waitFor({ timeout: 30_000 });
  const said = (await row.textContent()) ?? '';
  const [, milliseconds] = /(\d+)\s*ms/.exec(said) ?? [];
  if (milliseconds === undefined) throw new Error(`VS Code does not tell how long the extension took: ${said}`);
  await (await command(page, 'View: Close All Editors'))();
  return Number(milliseconds);
}

async function firstPaint(page: Page): Promise<number> {
  const open = await command(page, 'CoNLL: Open Training Panel');
  const before = performance.now();
  await open();
  await panelOf(page).locator('#start').waitFor({ timeout: 60_000 });
  const milliseconds = performance.now() - before;
  await (await command(page, 'View: Close All Editors'))();
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  return milliseconds;
}

async function updates(page: Page): Promise<number[]> {
  await (await command(page, 'CoNLL: Open Training Panel'))();
  const panel = panelOf(page);
  await panel.getByRole('tab', { name: 'Watch' }).click({ timeout: 60_000 });
  for (const box of await panel.getByRole('checkbox', { name: /^Overlay / }).all()) {
    if (await box.isEnabled()) await box.check();
  }
  await panel.locator('conll-plot', { hasText: 'Loss by step' }).waitFor();
  // Metrics of all runs are told within a look of the host.
  await page.waitForTimeout(3000);
  const shown = (await panel.locator('tr.shown .link').textContent()) ?? '';
  return panel.locator('body').evaluate(
    async (_, { run, from, count }) => {
      const measured: number[] = [];
      for (let number = 1; number <= count; number++) {
        const step = from + number;
        const line = { kind: 'step', step, loss: 0.5, learningRate: 5e-5, gradientNorm: 1, blend: 0, realisedBlend: 0 };
        const message = { ...line, tokensPerSecond: 3000, elapsed: step * 500, memory: 1e9 };
        // The page draws in the next frame: what stands before and after it there tells how long that takes.
        let began = 0;
        const drawn = new Promise<number>((resolve) => {
          requestAnimationFrame(() => {
            began = performance.now();
          });
          const before = performance.now();
          const data = { type: 'metrics', run, restart: false, lines: [message], damaged: 0 };
          window.dispatchEvent(new MessageEvent('message', { data }));
          const reduced = performance.now() - before;
          requestAnimationFrame(() => resolve(reduced + performance.now() - began));
        });
        measured.push(await drawn);
      }
      return measured;
    },
    { run: shown, from: steps, count: lines },
  );
}

async function writeRun(workspace: string, index: number): Promise<void> {
  const name = `run-${index}`;
  const folder = path.join(workspace, '.conll-distill/runs', name);
  await mkdir(folder, { recursive: true });
  const config: RunConfig = {
    ...DEFAULT_RUN,
    version: 1,
    name,
    original: [path.join(workspace, 'original.conll')],
    distilled: [path.join(workspace, 'unlabelled-human.conll')],
    dev: path.join(workspace, 'dev.conll'),
    model: path.resolve('media/models/minilm-l6'),
    seed: index,
    steps,
  };
  const metrics = Array.from({ length: steps }, (_, step) => measuredStep(step + 1, index)).flatMap((line) =>
    line.step % 50 === 0 ? [line, measuredDev(line.step)] : [line],
  );
  const report: RunReport = {
    ...{ version: 1, name, blend: config.blend, steps, seconds: 600, device: 'CPU' },
    ...{ dev: measuredDev(steps).report, entityTypes: ['LOC', 'MISC', 'ORG', 'PER'] },
  };
  const status = { state: 'finished', step: steps, steps, pid: 1, updated: new Date().toISOString() };
  await writeFile(path.join(folder, 'metrics.jsonl'), metrics.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await writeFile(path.join(folder, 'status.json'), JSON.stringify(status));
  await writeFile(path.join(folder, 'report.json'), JSON.stringify(report));
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(config));
}

function measuredStep(step: number, run: number): StepMetrics {
  const noise = Math.abs(Math.sin(step * 12.9898 + run) * 43758.5453) % 1;
  return {
    ...{ kind: 'step', step, loss: 2 * Math.exp(-step / 200) + noise / 5, learningRate: 5e-5, gradientNorm: 1 + noise },
    ...{ blend: step < steps / 2 ? 1 : 0, realisedBlend: step < steps / 2 ? 1 : 0 },
    ...{ tokensPerSecond: 3000 + 500 * noise, elapsed: step * 600, memory: 1e9 + step },
  };
}

function measuredDev(step: number): DevMetrics {
  const f1 = 0.8 - 0.7 * Math.exp(-step / 300);
  const scores = { precision: f1, recall: f1, f1, support: 100 };
  const types = { LOC: scores, MISC: scores, ORG: scores, PER: scores };
  return { kind: 'dev', step, report: { micro: scores, macro: scores, weighted: scores, types, accuracy: 0.97 } };
}
