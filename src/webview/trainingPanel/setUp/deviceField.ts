import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { DeviceReport } from '../../../protocol/devices';
import type { Actions } from '../actions';
import { choice, optionsOf } from '../parts/inputs';
import { deviceWords } from '../words';
import type { Draft } from './draft';
import type { SetUpState } from './setUpState';

/** What the run is computed on, and what this machine has for that. */
export function deviceField({ devices }: SetUpState, draft: Draft, { post, dispatch }: Actions): TemplateResult {
  const look = () => {
    dispatch({ type: 'lookingForDevices' });
    post({ type: 'findDevices' });
  };
  const open = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLDetailsElement && currentTarget.open && devices === undefined) look();
  };
  return html`<section aria-label="Device">
    <h2>Device</h2>
    ${choice({
      id: 'device',
      label: 'Trains on',
      value: draft.device,
      options: optionsOf(deviceWords),
      onChange: (device) => dispatch({ type: 'edited', change: { device } }),
    })}
    <details class="devices" @toggle=${open}>
      <summary>What this machine has</summary>
      ${found(devices, look, (device) => dispatch({ type: 'edited', change: { device } }))}
    </details>
  </section>`;
}

function found(
  devices: SetUpState['devices'],
  look: () => void,
  choose: (device: DeviceReport['id']) => void,
): TemplateResult | typeof nothing {
  if (devices === undefined) return nothing;
  if (devices === 'looking')
    return html`<p class="quiet" role="status">Each is tried with a step of a small student…</p>`;
  const again = html`<vscode-button secondary @click=${look}>Look again</vscode-button>`;
  if ('problem' in devices) return html`<p class="problem" role="alert">${devices.problem}</p>${again}`;
  return html`<ul class="device-list">${devices.map((report) => deviceRow(report, choose))}</ul>
    ${again}`;
}

function deviceRow(
  { id, name, found: what, reason, automatic }: DeviceReport,
  choose: (device: DeviceReport['id']) => void,
): TemplateResult {
  const runs = what !== undefined;
  const mark = runs ? '✓' : '✕';
  return html`<li class=${runs ? 'runs' : 'refused'}>
    <span class="mark" role="img" aria-label=${runs ? 'runs here' : 'does not run here'}>${mark}</span>
    <span>
      ${runs ? html`<button type="button" class="link" title="Train on it" @click=${() => choose(id)}>${what}</button>` : name}
      ${automatic ? html`<span class="quiet">taken automatically</span>` : nothing}
      ${reason ? html`<span class="reason">${reason}</span>` : nothing}
    </span>
  </li>`;
}
