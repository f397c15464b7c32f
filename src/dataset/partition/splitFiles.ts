/** The name of a file that is made from another, such as `news.train.conll` from `news.conll`. */
export function derivedName(file: string, suffix: string): string {
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? `${file}.${suffix}` : `${file.slice(0, dot)}.${suffix}${file.slice(dot)}`;
}

/**
 * Names of the splits of a file, and of their files.
 * @param names train, dev and test where left out; train and test for two
 * @returns nothing when these are not as many different names as there are splits
 */
export function splitFiles(
  file: string,
  count: number,
  names: readonly string[] = count === 2 ? ['train', 'test'] : ['train', 'dev', 'test'],
): { readonly name: string; readonly file: string }[] | undefined {
  const usable = names.every((name) => /^[^/\\\s]+$/u.test(name)) && new Set(names).size === names.length;
  return usable && names.length === count ? names.map((name) => ({ name, file: derivedName(file, name) })) : undefined;
}
