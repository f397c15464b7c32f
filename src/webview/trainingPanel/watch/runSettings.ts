import { html, nothing, type TemplateResult } from 'lit';
import type { ShownRun } from '../../../protocol/panel';
import { learningRate, sentences } from '../format';
import { scheduleWords } from '../words';

/** What a run was set up with. */
export function runSettings({ config }: ShownRun): TemplateResult | typeof nothing {
  if (!config) return nothing;
  const { name: blend, ...parameters } = config.blend;
  const fileName = (path: string) => path.split(/[/\\]/).at(-1) ?? path;
  const schedule = scheduleWords[config.learningRateSchedule].toLowerCase();
  const weights = [
    config.originalWeight !== undefined && `original ${config.originalWeight}`,
    config.distilledWeight !== undefined && `distilled ${config.distilledWeight}`,
    config.sentenceWeights === false && 'those in files not counted',
  ].filter((part) => part !== false);
  const rows: [string, string | undefined][] = [
    ['Original', config.original.map(fileName).join(', ')],
    ['Distilled', config.distilled.map(fileName).join(', ')],
    ['Dev', config.dev && fileName(config.dev)],
    ['Test', config.test && fileName(config.test)],
    ['Student', fileName(config.model)],
    ['Blend', [blend, ...Object.entries(parameters).map(([key, value]) => `${key} ${value}`)].join(', ')],
    ['Learning rate', `${learningRate(config.learningRate)}, ${schedule}, warm-up ${config.warmup}`],
    ['Batch', sentences(config.batchSize)],
    ['Evaluation', `every ${config.evaluateEvery} steps`],
    [
      'Early stopping',
      config.patience === undefined ? 'never' : `after ${config.patience} evaluations without a better F1`,
    ],
    ['Dropout', config.dropout === undefined ? 'the model’s own' : String(config.dropout)],
    ['Weight decay', String(config.weightDecay)],
    ['Clipping', `gradients at norm ${config.clipNorm}`],
    ['Windows', `of ${config.maxLength} word pieces`],
    ['Weights', weights.length > 0 ? weights.join(', ') : 'equal, unless files say otherwise'],
    ['Seed', String(config.seed)],
  ];
  return html`<details class="settings">
    <summary>Settings</summary>
    <dl>${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value || 'none'}</dd></div>`)}</dl>
  </details>`;
}
