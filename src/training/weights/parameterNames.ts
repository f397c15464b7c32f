/** The name that `BertForTokenClassification` of transformers gives a parameter today. */
export function canonicalName(name: string): string {
  const prefixed = /^(embeddings|encoder|pooler)\./.test(name) ? `bert.${name}` : name;
  // Folders converted from the first TensorFlow checkpoints.
  return prefixed.replace(/LayerNorm\.gamma$/, 'LayerNorm.weight').replace(/LayerNorm\.beta$/, 'LayerNorm.bias');
}

/** All of the names, short: `bert.encoder.layer.0-11.output.dense.{weight, bias}, classifier.bias`. */
export function listNames(names: Iterable<string>): string {
  const lastParts = group(names, (name) => {
    const dot = name.lastIndexOf('.');
    return [name.slice(0, dot + 1), name.slice(dot + 1)];
  });
  const stems = [...lastParts].map(
    ([stem, parts]) => stem + (parts.length === 1 && parts[0] !== undefined ? parts[0] : `{${parts.join(', ')}}`),
  );
  const layers = group(stems, (name) => {
    const [, before = '', layer, after = ''] = /^(.*\.layer\.)(\d+)(\..*)$/.exec(name) ?? [];
    return layer === undefined ? [name, ''] : [`${before}*${after}`, layer];
  });
  return [...layers].map(([name, numbers]) => name.replace('*', ranges(numbers.map(Number)))).join(', ');
}

function group(names: Iterable<string>, split: (name: string) => readonly [key: string, part: string]) {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const [key, part] = split(name);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return groups;
}

/** 0, 1, 2, 5 as `0-2+5`. */
function ranges(numbers: readonly number[]): string {
  const parts: [first: number, last: number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const part = parts.at(-1);
    if (part && part[1] === number - 1) part[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join('+');
}
