import { InvalidArgumentError } from 'commander';
import { blendParametersOf, checkBlend } from '../protocol/blend';
import type { BlendConfig, BlendName } from '../protocol/run';

const isBlendName = (name: string): name is BlendName => Object.hasOwn(blendParametersOf, name);

export const blendNames = Object.keys(blendParametersOf);

/** `simple-mix`, or with parameters `sigmoid:steepness=8,centre=0.4`. */
export function parseBlend(value: string): BlendConfig {
  const [name = '', parameters] = value.split(':', 2);
  if (!isBlendName(name)) throw new InvalidArgumentError(`Allowed are ${blendNames.join(', ')}.`);
  const entries = (parameters?.split(',') ?? []).map((parameter): [string, number] => {
    const [key = '', number = ''] = parameter.split('=', 2);
    return [key, number.trim() === '' ? Number.NaN : Number(number)];
  });
  const blend: BlendConfig = { name, ...Object.fromEntries(entries) };
  const problem = checkBlend(blend);
  if (problem !== undefined) throw new InvalidArgumentError(`${problem}.`);
  return blend;
}
