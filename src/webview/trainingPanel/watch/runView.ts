import { html, type TemplateResult } from 'lit';
import { isActive, type ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { type PanelState, shownRun } from '../panelState';
import { scoreTable } from '../parts/scoreTable';
import { stateMark } from '../parts/stateMark';
import { plotsView } from './plotsView';
import { runButtons } from './runButtons';
import { runFigures, runProgress } from './runFigures';
import { emptySeries, type RunSeries } from './runSeries';
import { runSettings } from './runSettings';
import { runTrouble } from './runTrouble';

/** One run: how it stands, its curves, its F1 by entity type, what it printed. */
export function runView(state: PanelState, actions: Actions): TemplateResult {
  const run = shownRun(state);
  if (!run) {
    const text = state.shown === undefined ? '' : 'The run is being set up…';
    return html`<p class="quiet" role="status">${text}</p>`;
  }
  const { watch } = state;
  const series = watch.series.get(run.name) ?? emptySeries;
  return html`<section class="run" aria-label=${`Run ${run.name}`}>
    <div class="run-head">
      <h2><bdi>${run.name}</bdi></h2>
      ${stateMark(run)}
      <div class="buttons">${runButtons(run, state, actions)}</div>
    </div>
    ${runTrouble(run, series, state)} ${runProgress(run)} ${runFigures(run, series)} ${plotsView(run, watch, actions)}
    <h3>F1 by Entity Type</h3>
    ${scores(run, series)}
    <details class="log-box" ?open=${run.state === 'failed' || run.state === 'interrupted'}>
      <summary>Log, last lines</summary>
      <pre class="log" aria-label="Last lines of the trainer's log" tabindex="0">${watch.log === '' ? 'Nothing was printed.' : watch.log}</pre>
    </details>
    ${runSettings(run)}
  </section>`;
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
