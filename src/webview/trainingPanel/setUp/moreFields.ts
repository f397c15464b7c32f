import { html, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import { toggle } from '../parts/inputs';
import type { Draft } from './draft';
import { numberField } from './numberField';
import type { NumberSettingName } from './numberSettings';
import type { DraftProblems } from './readDraft';

const more = [
  'dropout',
  'weightDecay',
  'clipNorm',
  'maxLength',
  'microBatch',
  'originalWeight',
  'distilledWeight',
] as const satisfies readonly NumberSettingName[];

/** What is seldom changed. It opens by itself when something in it is wrong. */
export function moreFields(draft: Draft, problems: DraftProblems, { dispatch }: Actions): TemplateResult {
  const edit = (change: Partial<Draft>) => dispatch({ type: 'edited', change });
  const isWrong = more.some((name) => problems[name] !== undefined);
  return html`<details class="more" ?open=${isWrong}>
    <summary>Dropout, weights, memory and more</summary>
    <div class="pair">${more.map((name) => numberField(name, draft, problems, edit))}</div>
    ${toggle({
      id: 'sentenceWeights',
      label: 'Weigh sentences by the confidence above them (# weight = …)',
      value: draft.sentenceWeights,
      onChange: (sentenceWeights) => edit({ sentenceWeights }),
    })}
    ${toggle({
      id: 'loadBestAtEnd',
      label: 'The result is the student that was best on dev, not the last one',
      value: draft.loadBestAtEnd,
      onChange: (loadBestAtEnd) => edit({ loadBestAtEnd }),
    })}
  </details>`;
}
