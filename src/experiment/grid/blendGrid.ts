import type { BlendConfig, BlendName } from '../../protocol/run';

/** A blend schedule as a file may give it: each parameter a number, or a list of numbers to try. */
export type BlendChoice = { readonly name: BlendName } & Readonly<Record<string, unknown>>;

/** Every combination of the values of its parameters, the last parameter's changing fastest. */
export function blendGrid({ name, ...parameters }: BlendChoice): BlendConfig[] {
  return Object.entries(parameters).reduce<BlendConfig[]>(
    (blends, [parameter, values]) =>
      blends.flatMap((blend) =>
        (Array.isArray(values) ? values : [values]).map((value): BlendConfig => ({ ...blend, [parameter]: value })),
      ),
    [{ name }],
  );
}

/** `sigmoid`, or `sigmoid-steepness-5`: the parameters that its file gave. */
export function blendLabel({ name, ...parameters }: BlendConfig): string {
  return [name, ...Object.entries(parameters).flatMap(([parameter, value]) => [parameter, String(value)])].join('-');
}
