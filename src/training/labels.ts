/** The student's labels: tags in IOB2, whatever scheme the files use. */

/** `O`, then B- and I- of each entity type in alphabetical order. */
export function labelsOf(entityTypes: Iterable<string>): string[] {
  return ['O', ...[...new Set(entityTypes)].sort().flatMap((type) => [`B-${type}`, `I-${type}`])];
}

/** The entity types of a label list. */
export function entityTypesOf(labels: readonly string[]): string[] {
  return labels.filter((label) => label.startsWith('B-')).map((label) => label.slice(2));
}
