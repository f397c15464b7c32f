import { html, type TemplateResult } from 'lit';
import '../plot/plot';
import { blendParameters, blendParametersOf } from '../../../protocol/blend';
import type { Actions } from '../actions';
import { choice, numberInput, optionsOf } from '../parts/inputs';
import type { Curve } from '../plot/plotContent';
import { blendWords, scheduleWords } from '../words';
import { blendOf, type Draft, sentencesOf, stepsByDefault, stepsOf } from './draft';
import { numberField } from './numberField';
import { presetOf, presets } from './presets';
import type { DraftProblems } from './readDraft';
import { blendCurve, learningRateCurve } from './scheduleCurves';
import type { SetUpState } from './setUpState';

const share: readonly Curve[] = [{ label: 'Distilled', colour: 'charts-blue' }];
const rate: readonly Curve[] = [{ label: 'Learning rate', colour: 'charts-green' }];

/** Steps that the curves are drawn for while it is not known how many there are. */
const unknownSteps = 100;

/** What changes as a run goes: the share of distilled sentences, and the learning rate, each with its curve. */
export function scheduleFields(
  state: SetUpState,
  draft: Draft,
  problems: DraftProblems,
  { dispatch }: Actions,
): TemplateResult {
  const edit = (change: Partial<Draft>) => dispatch({ type: 'edited', change });
  const steps = stepsOf(draft, state.facts) ?? unknownSteps;
  const original = sentencesOf(draft.original, state.facts);
  const distilled = sentencesOf(draft.distilled, state.facts);
  const pools = original === undefined || distilled === undefined ? undefined : { original, distilled };
  const field = (name: Parameters<typeof numberField>[0]) => numberField(name, draft, problems, edit);
  return html`<section aria-label="Training">
    <h2>Training</h2>
    ${presetField(draft, edit)}
    ${choice({ id: 'blend', label: 'Regimen or blend', value: draft.blend, options: optionsOf(blendWords), onChange: (blend) => edit({ blend }) })}
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
        curves: share,
        columns: blendCurve(blendOf(draft), steps, pools),
        range: [-4, 104],
        format: (value: number) => value.toFixed(0),
        empty: draft.blend === 'all' ? 'The share is known once there are files.' : 'A parameter is out of its range.',
      }}
    ></conll-plot>
    <div class="pair">
      ${field('learningRate')}
      ${choice({ id: 'schedule', label: 'Learning rate schedule', value: draft.learningRateSchedule, options: optionsOf(scheduleWords), onChange: (learningRateSchedule) => edit({ learningRateSchedule }) })}
      ${field('warmup')} ${field('batchSize')}
    </div>
    <conll-plot
      .content=${{
        title: 'Learning rate by step',
        curves: rate,
        columns: learningRateCurve(draft, steps),
        format: (value: number) => (value === 0 ? '0' : value.toExponential(1)),
        empty: 'The learning rate or the warm-up is out of its range.',
      }}
    ></conll-plot>
    <div class="pair">
      ${numberInput({
        id: 'steps',
        label: draft.lengthIn === 'steps' ? 'Steps' : 'Epochs',
        value: draft.length,
        placeholder: lengthHint(state, draft),
        problem: problems.length,
        onInput: (length) => edit({ length }),
      })}
      ${choice({
        id: 'lengthIn',
        label: 'Length in',
        value: draft.lengthIn,
        options: [
          ['steps', 'Steps'],
          ['epochs', 'Epochs of the original set'],
        ],
        onChange: (lengthIn) => edit({ lengthIn, length: '' }),
      })}
      ${field('evaluateEvery')} ${field('patience')}
    </div>
    ${numberInput({ id: 'seeds', label: 'Seeds, a run each', value: draft.seeds, hint: 'such as 1, or 1, 2, 3, or 1-5; several runs wait for each other', problem: problems.seeds, onInput: (seeds) => edit({ seeds }) })}
  </section>`;
}

function presetField(draft: Draft, edit: (change: Partial<Draft>) => void): TemplateResult {
  const chosen = presetOf(draft);
  const named = Object.entries(presets).map(([id, { label }]): [string, string] => [id, label]);
  return choice({
    id: 'preset',
    label: 'Preset',
    value: chosen ?? '',
    options: chosen === undefined ? [['', 'None: your own settings'], ...named] : named,
    onChange: (id) => {
      const preset = presets[id];
      if (preset) edit(preset.settings);
    },
  });
}

function lengthHint({ facts }: SetUpState, draft: Draft): string {
  if (draft.lengthIn === 'epochs') return '3';
  const steps = stepsByDefault(draft, facts);
  return steps === undefined ? 'by size of the data' : `${steps} (by size of the data)`;
}
