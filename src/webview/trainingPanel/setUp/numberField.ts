import type { TemplateResult } from 'lit';
import { numberInput } from '../parts/inputs';
import type { Draft } from './draft';
import { type NumberSetting, type NumberSettingName, numberSettings } from './numberSettings';
import type { DraftProblems } from './readDraft';

/** The field of a numerical setting. */
export function numberField(
  name: NumberSettingName,
  { numbers }: Draft,
  problems: DraftProblems,
  edit: (change: Partial<Draft>) => void,
): TemplateResult {
  const { label, hint, placeholder }: NumberSetting = numberSettings[name];
  return numberInput({
    id: name,
    label,
    hint,
    value: numbers[name],
    ...(placeholder !== undefined && { placeholder }),
    problem: problems[name],
    onInput: (value) => edit({ numbers: { ...numbers, [name]: value } }),
  });
}
