import { DatasetError } from '../datasetError';

/**
 * The tags that numbers stand for, in their order: a JSON list of names, a model's `config.json` (`id2label`), a data set's
 * `dataset_info.json` (`names` of a ClassLabel), or a text with a name a line.
 * @throws DatasetError when there is none in it
 */
export function parseLabels(text: string, file: string): string[] {
  const value = jsonOf(text);
  const names = value === undefined ? linesOf(text) : (namesIn(value, 0) ?? []);
  if (names.length > 0) return names;
  throw new DatasetError(
    `${file}: there is no list of labels in it. Expected ["O", "B-PER", …], a config.json with id2label, a dataset_info.json, or one label a line.`,
    { file },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch {
    return undefined;
  }
}

function linesOf(text: string): string[] {
  const lines = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|\n|\r/u)
    .map((line) => line.trim());
  return /[{}[\]"]/u.test(text) ? [] : lines.filter((line) => line !== '');
}

function namesIn(value: unknown, depth: number): string[] | undefined {
  if (Array.isArray(value))
    return value.length > 0 && value.every((name) => typeof name === 'string') ? value : undefined;
  if (typeof value !== 'object' || value === null || depth > 8) return undefined;
  const entries: [string, unknown][] = Object.entries(value);
  const byNumber = entries.find(([key]) => key === 'id2label')?.[1];
  if (typeof byNumber === 'object' && byNumber !== null) {
    const names = new Map(Object.entries(byNumber));
    const listed = Array.from({ length: names.size }, (_, index): unknown => names.get(String(index)));
    return listed.every((name) => typeof name === 'string') ? listed : undefined;
  }
  const names = namesIn(entries.find(([key]) => key === 'names')?.[1], 8);
  if (names) return names;
  // A data set has several features: its tags are those that begin with O and go on with prefixes.
  const found = entries.flatMap(([, inside]) => {
    const list = Array.isArray(inside) ? undefined : namesIn(inside, depth + 1);
    return list ? [list] : [];
  });
  return found.find((list) => list.some((name) => /^[BIELSU]-/u.test(name))) ?? found[0];
}
