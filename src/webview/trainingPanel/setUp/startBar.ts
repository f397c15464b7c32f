import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { duration } from '../../../protocol/duration';
import type { Actions } from '../actions';
import { memory, shortTime } from '../format';
import type { PanelState } from '../panelState';
import type { DraftProblems, ReadySetup, readDraft } from './readDraft';
import type { Estimation } from './setUpState';

type Reading = ReturnType<typeof readDraft>;

/** Starts what is set up, tells what it would take, saves and loads it. Always in sight, however long the form is. */
export function startBar(state: PanelState, reading: Reading, actions: Actions): TemplateResult {
  const { post, dispatch } = actions;
  const { tried, estimation, said } = state.setUp;
  const starting = state.pending?.action === 'start';
  const refusal = state.refusal?.run === undefined ? state.refusal?.message : undefined;
  const runs = 'setup' in reading ? reading.seeds.length : 1;
  const start = withSetup(reading, actions, ({ setup, seeds }) => {
    dispatch({ type: 'requested', request: { action: 'start', run: '' } });
    post({ type: 'start', setup, seeds });
  });
  const estimate = withSetup(reading, actions, ({ setup }) => {
    const key = JSON.stringify(setup);
    dispatch({ type: 'estimating', key });
    post({ type: 'estimate', key, setup });
  });
  const save = withSetup(reading, actions, ({ setup, seeds }) => post({ type: 'saveConfig', setup, seeds }));
  return html`<div class="start">
    <div class="start-words" role="status">
      ${estimation && 'setup' in reading ? estimateText(estimation, reading) : nothing}
      ${said ? html`<p class="quiet">${said}</p>` : nothing}
    </div>
    ${'problems' in reading && tried ? html`<p class="problem" role="alert">${blockedText(reading.problems)}</p>` : nothing}
    ${refusal ? html`<p class="problem" role="alert">${refusal}</p>` : nothing}
    <div class="start-buttons">
      <vscode-button id="start" ?disabled=${starting} @click=${start}>${starting ? 'Starting…' : runs > 1 ? `Start ${runs} runs` : 'Start'}</vscode-button>
      <vscode-button
        secondary
        id="estimate"
        ?disabled=${estimation?.state === 'running'}
        title="Makes three real steps to tell how long the run takes and how much memory"
        @click=${estimate}
        >${estimation?.state === 'running' ? 'Making three steps…' : 'Estimate'}</vscode-button
      >
      <vscode-button secondary title="As a file for conll-distill train --config" @click=${save}>Save Config…</vscode-button>
      <vscode-button secondary @click=${() => post({ type: 'loadConfig' })}>Load Config…</vscode-button>
      <vscode-button
        secondary
        title="A grid of runs from one YAML file, such as the paper’s: blends, sizes, seeds, and its tables"
        @click=${() => post({ type: 'runExperiment' })}
        >Experiment…</vscode-button
      >
    </div>
  </div>`;
}

/** What a button does once nothing is wrong with the form; otherwise it shows what is. */
function withSetup(reading: Reading, { dispatch }: Actions, act: (ready: ReadySetup) => void): () => void {
  return () => {
    dispatch({ type: 'tried' });
    if ('setup' in reading) return act(reading);
    requestAnimationFrame(() => document.querySelector('.field:has(.problem)')?.scrollIntoView({ block: 'center' }));
  };
}

function estimateText(estimation: Estimation, { setup, seeds }: ReadySetup): TemplateResult | typeof nothing {
  if (estimation.state === 'running') return nothing;
  const isOld = estimation.key !== JSON.stringify(setup);
  if (estimation.state === 'failed') {
    return isOld ? nothing : html`<p class="problem" role="alert">${estimation.message}</p>`;
  }
  const { seconds, secondsPerStep, secondsPerEvaluation, memory: bytes, device } = estimation.estimate;
  const all =
    seeds.length > 1
      ? `${seeds.length} runs of ${duration(seconds)}: ${duration(seconds * seeds.length)}`
      : duration(seconds);
  const parts = [
    `${shortTime(secondsPerStep)} a step`,
    secondsPerEvaluation === undefined ? undefined : `${shortTime(secondsPerEvaluation)} an evaluation`,
    device,
  ].filter((part) => part !== undefined);
  return html`<p class=${isOld ? 'estimate old' : 'estimate'}>
    <strong>About ${all}, ${memory(bytes)}</strong> <span class="quiet">${parts.join(', ')}${isOld ? '; before the last changes' : ''}</span>
  </p>`;
}

function blockedText(problems: DraftProblems): string {
  return Object.keys(problems).length > 0
    ? 'Correct what is marked above first.'
    : 'The number of steps is not known: the original files are still being counted, or hold no sentences.';
}
