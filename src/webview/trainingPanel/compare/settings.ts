import type { RunConfig } from '../../../protocol/run';

/** A run's settings by name, nested ones with a dot, as they stand in its config; without what names the run. */
export function flatSettings(config: RunConfig): ReadonlyMap<string, string> {
  const known = flattened.get(config);
  if (known) return known;
  const { version: _, name: __, ...settings } = config;
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value !== 'object') flat.set(key, String(value));
    else if (Array.isArray(value)) flat.set(key, value.length === 0 ? 'none' : value.join(', '));
    else for (const [inner, each] of Object.entries(value)) flat.set(`${key}.${inner}`, String(each));
  }
  flattened.set(config, flat);
  return flat;
}

const flattened = new WeakMap<RunConfig, ReadonlyMap<string, string>>();

/** Settings that hold paths. */
const files: ReadonlySet<string> = new Set(['original', 'distilled', 'dev', 'test', 'model']);

/**
 * How a setting is written where these values of it stand beside each other: of paths the file's name, where that tells them
 * apart.
 */
export function shownValues(
  key: string,
  values: readonly (string | undefined)[],
): (value: string | undefined) => string | undefined {
  if (!files.has(key)) return (value) => value;
  const short = (value: string) =>
    value
      .split(', ')
      .map((file) => file.replace(/^.*[\\/](?=.)/u, ''))
      .join(', ');
  const distinct = new Set(values.filter((value) => value !== undefined));
  const isClear = new Set([...distinct].map(short)).size === distinct.size;
  return (value) => (value !== undefined && isClear ? short(value) : value);
}
