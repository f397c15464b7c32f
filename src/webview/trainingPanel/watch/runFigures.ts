import { html, nothing, type TemplateResult } from 'lit';
import { duration } from '../../../protocol/duration';
import { isActive, type ShownRun } from '../../../protocol/panel';
import { count, memory, percent } from '../format';
import { paceOf } from './pace';
import { bestOnDev, type RunSeries } from './runSeries';

/** How far a run has come. */
export function runProgress({ state, status, config }: ShownRun): TemplateResult | typeof nothing {
  if (state === 'finished' || state === 'queued') return nothing;
  const all = status?.steps ?? config?.steps ?? 1;
  return html`<progress max=${all} .value=${status?.step ?? 0} aria-label="Steps made"></progress>
    ${isActive(state) && status?.doing ? html`<p class="quiet" role="status">${status.doing}</p>` : nothing}`;
}

/** A run in a few figures. */
export function runFigures(run: ShownRun, series: RunSeries): TemplateResult {
  const { state, status, config, report } = run;
  const all = status?.steps ?? config?.steps;
  const last = series.steps.at(-1);
  const pace = paceOf(series.steps, all ?? 0);
  const best = bestOnDev(series);
  const rows: [string, string | undefined][] = [
    ['Step', all === undefined ? undefined : stepsText(Math.max(status?.step ?? 0, last?.step ?? 0), all, state)],
    ['Loss', last?.loss.toFixed(4)],
    ['Best F1 on dev', best && `${percent(best.report.micro.f1)} at ${count(best.step)}`],
    isActive(state)
      ? ['Time left', pace && (state === 'training' ? duration(pace.secondsLeft) : undefined)]
      : ['Training time', report && duration(report.seconds)],
    ['Tokens/s', pace && count(pace.tokensPerSecond)],
    ['Memory', last?.memory === undefined ? undefined : memory(last.memory)],
    ['Device', report?.device ?? series.device?.device ?? status?.device],
  ];
  return html`<dl class="figures">
    ${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value ?? '–'}</dd></div>`)}
  </dl>`;
}

function stepsText(made: number, all: number, state: ShownRun['state']): string {
  return `${count(made)} / ${count(all)}${state === 'finished' && made < all ? ', stopped early' : ''}`;
}
