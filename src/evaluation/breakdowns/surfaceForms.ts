import type { Entity } from '../../dataset';

/** How often each text is an entity, by type. */
export type SurfaceForms = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * The texts of a data set's entities, such as a training set's. Case counts: `May` and `may` are two.
 * @param sentences the tokens of each
 * @param entities those of each sentence
 */
export function surfaceForms(
  sentences: readonly (readonly string[])[],
  entities: readonly (readonly Entity[])[],
): SurfaceForms {
  const forms = new Map<string, Map<string, number>>();
  entities.forEach((found, sentence) => {
    for (const entity of found) {
      const text = textOf(entity, sentences[sentence] ?? []);
      const types = forms.get(text) ?? new Map<string, number>();
      forms.set(text, types);
      types.set(entity.type, (types.get(entity.type) ?? 0) + 1);
    }
  });
  return forms;
}

/** The tokens of an entity with a space between each two. */
export function textOf({ start, end }: Entity, tokens: readonly string[]): string {
  return tokens.slice(start, end).join(' ');
}
