import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '../plot/plot';
import { blendParameters, blendParametersOf } from '../../../protocol/blend';
import type { PickedRole } from '../../../protocol/panel';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { choice, numberInput } from '../parts/inputs';
import type { Curve } from '../plot/plot';
import { blendWords, deviceWords, scheduleWords } from '../words';
import { blendCurve } from './blendCurve';
import { blendOf, type Draft, type DraftProblems, readDraft, sentencesOf, stepsByDefault, stepsOf } from './draft';
import { filesField } from './filesField';
import type { SetUpState } from './setUpState';

const curves: readonly Curve[] = [
  { label: 'Distilled', colour: 'charts-blue', format: (share) => `${share.toFixed(0)} %` },
];

/** The form of a new run. */
export function setUpView(panel: PanelState, actions: Actions): TemplateResult {
  const state = panel.setUp;
  const { draft, setup } = state;
  if (!draft || !setup)
    return html`<section class="setup"><p class="quiet" role="status">Looking for CoNLL files…</p></section>`;
  const reading = readDraft(draft, state.facts);
  const problems: DraftProblems = 'problems' in reading ? reading.problems : {};
  const edit = (change: Partial<Draft>) => actions.dispatch({ type: 'edited', change });
  return html`<section class="setup" aria-label="New run">
    <h2>New Run</h2>
    ${dataFields(state, draft, problems, actions)} ${studentField(state, draft, setup.embeddedStudent, actions)}
    ${blendFields(state, draft, problems, edit)}
    <div class="pair">
      ${numberInput({ id: 'learningRate', label: 'Learning rate', value: draft.learningRate, problem: problems.learningRate, onInput: (learningRate) => edit({ learningRate }) })}
      ${choice({ id: 'schedule', label: 'Learning rate schedule', value: draft.learningRateSchedule, options: entries(scheduleWords), onChange: (learningRateSchedule) => edit({ learningRateSchedule }) })}
      ${numberInput({ id: 'steps', label: 'Steps', value: draft.steps, placeholder: stepsHint(state, draft), problem: problems.steps, onInput: (steps) => edit({ steps }) })}
      ${numberInput({ id: 'batchSize', label: 'Batch, in sentences', value: draft.batchSize, problem: problems.batchSize, onInput: (batchSize) => edit({ batchSize }) })}
      ${numberInput({ id: 'patience', label: 'Stop early after', value: draft.patience, placeholder: 'never', hint: 'evaluations on dev without a better F1', problem: problems.patience, onInput: (patience) => edit({ patience }) })}
      ${numberInput({ id: 'seed', label: 'Seed', value: draft.seed, problem: problems.seed, onInput: (seed) => edit({ seed }) })}
      ${choice({ id: 'device', label: 'Device', value: draft.device, options: entries(deviceWords), onChange: (device) => edit({ device }) })}
    </div>
    ${startButton(panel, reading, actions)}
  </section>`;
}

function dataFields(
  state: SetUpState,
  draft: Draft,
  problems: DraftProblems,
  { post, dispatch }: Actions,
): TemplateResult {
  const { facts } = state;
  const pick = (role: PickedRole) => () => post({ type: 'pick', role });
  const lists = [
    { role: 'original', label: 'Original', hint: 'human tags' },
    { role: 'distilled', label: 'Distilled', hint: 'LLM tags' },
  ] as const;
  const singles = [
    { role: 'dev', label: 'Dev', hint: 'scored while training' },
    { role: 'test', label: 'Test', hint: 'scored at the end' },
  ] as const;
  const noFiles = [...draft.original, ...draft.distilled].length === 0;
  return html`
    ${
      noFiles
        ? html`<p class="notice">
            No training files were recognised by their names (original, train, gold; distilled, llm, silver). Add them here.
          </p>`
        : nothing
    }
    ${lists.map(({ role, label, hint }) =>
      filesField({
        ...{ role, label, hint, facts, several: true, paths: draft[role], onPick: pick(role) },
        problem: state.tried || !noFiles ? problems[role] : undefined,
        onRemove: (path) =>
          dispatch({ type: 'edited', change: { [role]: draft[role].filter((other) => other !== path) } }),
      }),
    )}
    ${singles.map(({ role, label, hint }) =>
      filesField({
        ...{ role, label, hint, facts, several: false, problem: undefined, onPick: pick(role) },
        paths: draft[role] === undefined ? [] : [draft[role]],
        onRemove: () => dispatch({ type: 'edited', change: { [role]: undefined } }),
      }),
    )}
  `;
}

function studentField(state: SetUpState, draft: Draft, embedded: string, { post, dispatch }: Actions): TemplateResult {
  const isEmbedded = draft.model === embedded;
  const fact = state.facts.get(draft.model);
  return html`<div class="field" role="group" aria-label="Student">
    <div class="field-head">
      <span class="label">Student <span class="quiet">a BERT in Hugging Face's format</span></span>
      <vscode-button secondary aria-label="Choose the student" @click=${() => post({ type: 'pick', role: 'model' })}
        >Choose…</vscode-button
      >
    </div>
    <ul class="files">
      <li>
        <span class="path" title=${draft.model}><bdi>${isEmbedded ? 'MiniLM, 6 layers (embedded)' : (fact?.label ?? draft.model)}</bdi></span>
        ${
          isEmbedded
            ? nothing
            : html`<button class="remove" type="button" aria-label="Use the embedded student" title="Use the embedded student" @click=${() => dispatch({ type: 'edited', change: { model: embedded } })}>×</button>`
        }
        ${fact?.problem ? html`<p class="problem">${fact.problem}</p>` : nothing}
      </li>
    </ul>
  </div>`;
}

function blendFields(
  state: SetUpState,
  draft: Draft,
  problems: DraftProblems,
  edit: (change: Partial<Draft>) => void,
): TemplateResult {
  const original = sentencesOf(draft.original, state.facts);
  const distilled = sentencesOf(draft.distilled, state.facts);
  const pools = original === undefined || distilled === undefined ? undefined : { original, distilled };
  const steps = stepsOf(draft, state.facts) ?? 100;
  return html`
    ${choice({ id: 'blend', label: 'Blend schedule', value: draft.blend, options: entries(blendWords), onChange: (blend) => edit({ blend }) })}
    <div class="pair">
      ${blendParametersOf[draft.blend].map((parameter) =>
        numberInput({
          id: `blend-${parameter}`,
          label: blendParameters[parameter].label,
          value: draft.blendParameters[parameter] ?? '',
          placeholder: String(blendParameters[parameter].default),
          problem: problems[parameter],
          onInput: (value) => edit({ blendParameters: { ...draft.blendParameters, [parameter]: value } }),
        }),
      )}
    </div>
    <conll-plot
      .content=${{
        title: 'Share of distilled by step, %',
        curves,
        columns: blendCurve(blendOf(draft), steps, pools),
        range: [-4, 104],
        empty: draft.blend === 'all' ? 'The share is known once there are files.' : 'A parameter is out of its range.',
      }}
    ></conll-plot>
  `;
}

function startButton(
  state: PanelState,
  reading: ReturnType<typeof readDraft>,
  { post, dispatch }: Actions,
): TemplateResult {
  const starting = state.pending?.action === 'start';
  const start = () => {
    dispatch({ type: 'tried' });
    if (!('setup' in reading)) {
      requestAnimationFrame(() => document.querySelector('.field:has(.problem)')?.scrollIntoView({ block: 'center' }));
      return;
    }
    dispatch({ type: 'requested', request: { action: 'start', run: '' } });
    post({ type: 'start', setup: reading.setup });
  };
  const refusal = state.refusal?.run === undefined ? state.refusal?.message : undefined;
  const blocked = 'problems' in reading && state.setUp.tried;
  return html`<div class="start">
    <vscode-button id="start" ?disabled=${starting} @click=${start}>${starting ? 'Starting…' : 'Start'}</vscode-button>
    ${blocked ? html`<p class="problem" role="alert">${blockedText(reading.problems)}</p>` : nothing}
    ${refusal ? html`<p class="problem" role="alert">${refusal}</p>` : nothing}
  </div>`;
}

function blockedText(problems: DraftProblems): string {
  return Object.keys(problems).length > 0
    ? 'Correct what is marked above, then start.'
    : 'The number of steps is not known: the original files are still being counted, or hold no sentences.';
}

function stepsHint(state: SetUpState, draft: Draft): string {
  const steps = stepsByDefault(draft, state.facts);
  return steps === undefined ? 'by size of the data' : `${steps} (by size of the data)`;
}

/** The keys of a table of words with the words, in order. */
function entries<K extends string>(words: Readonly<Record<K, string>>): [K, string][] {
  const keys: K[] = [];
  for (const key in words) keys.push(key);
  return keys.map((key) => [key, words[key]]);
}
