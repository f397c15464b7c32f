import { html, nothing, type TemplateResult } from 'lit';
import type { ShownRun } from '../../../protocol/panel';
import type { PanelState } from '../panelState';
import type { RunSeries } from './runSeries';

/** Why a run ended before its end, what may be done about it, and what else is not as it should be. */
export function runTrouble(run: ShownRun, series: RunSeries, { refusal }: PanelState): TemplateResult {
  const message = troubleOf(run);
  return html`
    ${message ? html`<p class="problem" role="alert">${message}</p>` : nothing}
    ${refusal?.run === run.name ? html`<p class="problem" role="alert">${refusal.message}</p>` : nothing}
    ${series.damaged ? html`<p class="warning"><span aria-hidden="true">⚠</span> ${damageText(series.damaged)}</p>` : nothing}
    ${series.device ? refusedDevices(series.device.refused) : nothing}
  `;
}

function troubleOf({ state, status, damage }: ShownRun): string | undefined {
  if (damage !== undefined) return damage;
  if (state === 'paused') return status?.error ?? 'The disk is full.';
  if (state === 'failed') return status?.error ?? 'The trainer failed without saying why.';
  if (state !== 'interrupted') return undefined;
  return 'The trainer’s process ended without a word: it was killed, or the machine went down. Resume goes on from the last checkpoint, or from the beginning when there is none.';
}

function damageText(lines: number): string {
  const what = lines === 1 ? '1 line of metrics.jsonl is' : `${lines} lines of metrics.jsonl are`;
  return `${what} not whole and left out of the curves: the trainer was killed, or the disk was full, while it was written.`;
}

function refusedDevices(refused: readonly string[]): TemplateResult | typeof nothing {
  if (refused.length === 0) return nothing;
  const how = refused.length === 1 ? '1 device was' : `${refused.length} devices were`;
  return html`<details class="refused"><summary>${how} tried and not used</summary>
    <ul>${refused.map((reason) => html`<li>${reason}</li>`)}</ul>
  </details>`;
}
