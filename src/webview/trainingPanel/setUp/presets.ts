import type { Draft } from './draft';
import { initialNumbers } from './numberSettings';

/** What a preset decides; files, student, seeds and device stay as they are. */
type PresetSettings = Pick<
  Draft,
  'blend' | 'blendParameters' | 'lengthIn' | 'length' | 'learningRateSchedule' | 'numbers' | 'loadBestAtEnd'
>;

interface Preset {
  readonly label: string;
  readonly settings: PresetSettings;
}

/** The paper leaves its numbers open, so these are the product's defaults under its regimens and blends. */
const base: PresetSettings = {
  blend: 'simple-mix',
  blendParameters: {},
  lengthIn: 'steps',
  length: '',
  learningRateSchedule: 'constant',
  numbers: initialNumbers,
  loadBestAtEnd: true,
};

/** Huang, Tang and Chen (arXiv 2402.09282): its best recipe, its regimens (phase 2), its blends (phase 3). */
export const presets: Readonly<Record<string, Preset>> = {
  'paper-best': { label: 'Paper: simple mix, constant learning rate', settings: base },
  'paper-decay': {
    label: 'Paper: simple mix, decaying learning rate',
    settings: { ...base, learningRateSchedule: 'linear' },
  },
  'paper-original': { label: 'Paper: pure original', settings: { ...base, blend: 'original' } },
  'paper-distilled': { label: 'Paper: pure distilled', settings: { ...base, blend: 'distilled' } },
  'paper-all': { label: 'Paper: ALL, shuffled together', settings: { ...base, blend: 'all' } },
  'paper-sigmoid': { label: 'Paper: sigmoid', settings: { ...base, blend: 'sigmoid' } },
  'paper-cosine': { label: 'Paper: cosine', settings: { ...base, blend: 'cosine' } },
  'paper-power': { label: 'Paper: power decay', settings: { ...base, blend: 'power' } },
  thorough: {
    label: 'Thorough: 10 epochs, decaying learning rate, early stopping',
    settings: {
      ...base,
      lengthIn: 'epochs',
      length: '10',
      learningRateSchedule: 'linear',
      numbers: { ...initialNumbers, patience: '5' },
    },
  },
  quick: {
    label: 'Quick look: 40 steps',
    settings: { ...base, length: '40', numbers: { ...initialNumbers, evaluateEvery: '10', learningRate: '2e-4' } },
  },
};

/** The preset that a draft is as of now; undefined when something was changed. */
export function presetOf(draft: Draft): string | undefined {
  return Object.keys(presets).find((id) => {
    const { settings } = presets[id] ?? { settings: base };
    const own: PresetSettings = {
      blend: draft.blend,
      blendParameters: Object.fromEntries(Object.entries(draft.blendParameters).filter(([, value]) => value !== '')),
      lengthIn: draft.lengthIn,
      length: draft.length,
      learningRateSchedule: draft.learningRateSchedule,
      numbers: draft.numbers,
      loadBestAtEnd: draft.loadBestAtEnd,
    };
    return JSON.stringify(own) === JSON.stringify(settings);
  });
}
