import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '../plot/plot';
import { duration } from '../../../protocol/duration';
import { isActive, isResumable, type ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { count, learningRate, sentences } from '../format';
import { type PanelState, type Request, shownRun } from '../panelState';
import { scoreTable } from '../parts/scoreTable';
import { stateMark } from '../parts/stateMark';
import type { Curve } from '../plot/plot';
import { draftOf } from '../setUp/draft';

import { scheduleWords } from '../words';
import { paceOf } from './pace';
import { blendColumns, emptySeries, lossColumns, type RunSeries } from './runSeries';

const lossCurves: readonly Curve[] = [{ label: 'Loss', colour: 'charts-purple', format: (loss) => loss.toFixed(4) }];
const blendCurves: readonly Curve[] = [
  { label: 'Wanted', colour: 'charts-blue', dashed: true, format: (share) => `${share.toFixed(1)} %` },
  { label: 'Drawn', colour: 'charts-green', dotted: true, format: (share) => `${share.toFixed(1)} %` },
];

/** One run: how it stands, its curves, its F1 by entity type. */
export function runView(state: PanelState, actions: Actions): TemplateResult {
  const run = shownRun(state);
  if (!run) {
    if (!state.runs || state.runs.length === 0) return html``;
    return html`<section class="run"><p class="quiet">Choose a run to see its curves and figures.</p></section>`;
  }
  const series = state.watch.series.get(run.name) ?? emptySeries;
  return html`<section class="run" aria-label=${`Run ${run.name}`}>
    <div class="run-head">
      <h2><bdi>${run.name}</bdi></h2>
      ${stateMark(run)}
      <div class="buttons">${buttons(run, state, actions)}</div>
    </div>
    ${trouble(run, series, state)} ${progress(run)} ${figures(run, series)} ${curves(run, series)}
    <h3>F1 by Entity Type</h3>
    ${scores(run, series)}
    ${settings(run)}
  </section>`;
}

function buttons(run: ShownRun, { pending }: PanelState, { post, dispatch }: Actions): TemplateResult {
  const ask = (action: 'stop' | 'resume') => () => {
    const request: Request = { action, run: run.name };
    dispatch({ type: 'requested', request });
    post({ type: action, run: run.name });
  };
  const waits = pending?.run === run.name ? pending.action : undefined;
  const { config } = run;
  return html`
    ${
      isActive(run.state)
        ? html`<vscode-button secondary ?disabled=${waits === 'stop'} title="Saves a checkpoint and ends; Resume goes on from there" @click=${ask('stop')}>${waits === 'stop' ? 'Stopping…' : 'Stop'}</vscode-button>`
        : nothing
    }
    ${
      isResumable(run.state) && !run.damage
        ? html`<vscode-button ?disabled=${waits === 'resume'} title="Goes on from the last checkpoint" @click=${ask('resume')}>${waits === 'resume' ? 'Resuming…' : 'Resume'}</vscode-button>`
        : nothing
    }
    ${
      config
        ? html`<vscode-button secondary title="Puts this run's settings into the form" @click=${() => {
            dispatch({
              type: 'redrafted',
              draft: draftOf(config, config.model),
              said: `The settings of ${run.name}, to be changed.`,
            });
            dispatch({ type: 'tab', tab: 'setUp' });
          }}>Fork…</vscode-button>`
        : nothing
    }
    ${
      run.report?.test
        ? html`<vscode-button secondary title="The test file with the student's tags as its last column" @click=${() => post({ type: 'open', run: run.name, file: 'predictions' })}>Predictions</vscode-button>`
        : nothing
    }
    <vscode-button secondary title="What the trainer printed" @click=${() => post({ type: 'open', run: run.name, file: 'log' })}>Log</vscode-button>
  `;
}

/** Why a run ended before its end, and what may be done about it. */
function trouble(run: ShownRun, series: RunSeries, { refusal, watch: { log } }: PanelState): TemplateResult {
  const message =
    run.damage ??
    (run.state === 'paused' ? (run.status?.error ?? 'The disk is full.') : undefined) ??
    (run.state === 'failed' ? (run.status?.error ?? 'The trainer failed without saying why.') : undefined) ??
    (run.state === 'interrupted'
      ? 'The trainer’s process ended without a word: it was killed, or the machine went down. Resume goes on from the last checkpoint, or from the beginning when there is none.'
      : undefined);
  const showLog = (run.state === 'failed' || run.state === 'interrupted') && log !== '' && log !== run.status?.error;
  return html`
    ${message ? html`<p class="problem" role="alert">${message}</p>` : nothing}
    ${refusal?.run === run.name ? html`<p class="problem" role="alert">${refusal.message}</p>` : nothing}
    ${showLog ? html`<pre class="log" aria-label="Last lines of the trainer's log" tabindex="0">${log}</pre>` : nothing}
    ${
      series.device && series.device.refused.length > 0
        ? html`<details class="refused"><summary>${series.device.refused.length === 1 ? '1 device was' : `${series.device.refused.length} devices were`} tried and not used</summary>
            <ul>${series.device.refused.map((reason) => html`<li>${reason}</li>`)}</ul>
          </details>`
        : nothing
    }
  `;
}

function progress({ state, status, config }: ShownRun): TemplateResult | typeof nothing {
  if (state === 'finished') return nothing;
  const all = status?.steps ?? config?.steps ?? 1;
  return html`<progress max=${all} .value=${status?.step ?? 0} aria-label="Steps made"></progress>
    ${isActive(state) && status?.doing ? html`<p class="quiet" role="status">${status.doing}</p>` : nothing}`;
}

function figures({ state, status, config, report }: ShownRun, series: RunSeries): TemplateResult {
  const all = status?.steps ?? config?.steps;
  const last = series.steps.at(-1);
  const pace = paceOf(series.steps, all ?? 0);
  const device = report?.device ?? series.device?.device ?? status?.device;
  const rows: [string, string | undefined][] = [
    ['Step', all === undefined ? undefined : stepsOf(Math.max(status?.step ?? 0, last?.step ?? 0), all, state)],
    ['Loss', last?.loss.toFixed(4)],
    ['Tokens/s', pace && count(pace.tokensPerSecond)],
    isActive(state)
      ? ['Time left', pace && (state === 'training' ? duration(pace.secondsLeft) : undefined)]
      : ['Training time', report && duration(report.seconds)],
    ['Device', device],
  ];
  return html`<dl class="figures">
    ${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value ?? '–'}</dd></div>`)}
  </dl>`;
}

function stepsOf(made: number, all: number, state: ShownRun['state']): string {
  return `${count(made)} / ${count(all)}${state === 'finished' && made < all ? ', stopped early' : ''}`;
}

function curves({ config, state }: ShownRun, series: RunSeries): TemplateResult {
  const waiting = isActive(state) ? 'Waiting for the first step…' : 'No step was made.';
  const shared = { empty: waiting, ...(config && { lastX: config.steps }) };
  return html`<div class="plots">
    <conll-plot .content=${{ ...shared, title: 'Loss by step', curves: lossCurves, columns: lossColumns(series) }}></conll-plot>
    <conll-plot .content=${{ ...shared, title: 'Share of distilled by step, %', curves: blendCurves, columns: blendColumns(series), range: [-4, 104] }}></conll-plot>
  </div>`;
}

/** F1 by entity type on test and dev; while a run trains, its last dev figures. */
function scores({ state, config, report }: ShownRun, { dev }: RunSeries): TemplateResult {
  const last = dev.at(-1);
  const tables = [
    report?.test && scoreTable('Test', report.test),
    report?.dev && scoreTable('Dev', report.dev),
    !report && last && scoreTable(`Dev, after step ${last.step}`, last.report),
  ].filter((table) => typeof table === 'object');
  if (tables.length > 0) return html`<div class="scores">${tables}</div>`;
  if (state === 'finished') return quiet('This run had neither a dev nor a test file, so there are no figures.');
  if (!isActive(state)) return quiet('The run ended before its first evaluation.');
  return quiet(config?.dev ? 'Comes after the first evaluation on dev.' : 'Comes at the end.');
}

function quiet(text: string): TemplateResult {
  return html`<p class="quiet">${text}</p>`;
}

/** What the run was set up with. */
function settings({ config }: ShownRun): TemplateResult | typeof nothing {
  if (!config) return nothing;
  const { name: blend, ...parameters } = config.blend;
  const fileName = (path: string) => path.split(/[/\\]/).at(-1) ?? path;
  const rows: [string, string][] = [
    ['Original', config.original.map(fileName).join(', ')],
    ['Distilled', config.distilled.map(fileName).join(', ')],
    ['Dev', config.dev ? fileName(config.dev) : ''],
    ['Test', config.test ? fileName(config.test) : ''],
    ['Student', fileName(config.model)],
    ['Blend', [blend, ...Object.entries(parameters).map(([key, value]) => `${key} ${value}`)].join(', ')],
    [
      'Learning rate',
      `${learningRate(config.learningRate)}, ${scheduleWords[config.learningRateSchedule].toLowerCase()}`,
    ],
    ['Batch', sentences(config.batchSize)],
    ['Seed', String(config.seed)],
  ];
  return html`<details class="settings">
    <summary>Settings</summary>
    <dl>${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value || 'none'}</dd></div>`)}</dl>
  </details>`;
}
