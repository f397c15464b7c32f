import type { Entity } from '../../dataset';
import { textOf } from '../breakdowns/surfaceForms';
import type { EntityError, ErrorKind } from './listErrors';

/** An entity without its place. */
export interface NamedEntity {
  readonly text: string;
  readonly type: string;
}

/** The same error at several places. */
export interface FrequentError {
  readonly kind: ErrorKind;
  readonly gold?: NamedEntity;
  readonly predicted?: NamedEntity;
  /** In the order of the text. */
  readonly occurrences: readonly EntityError[];
}

/**
 * Errors with the same words and types on both sides together, the most frequent first.
 * @param sentences the tokens of each
 */
export function frequentErrors(
  errors: readonly EntityError[],
  sentences: readonly (readonly string[])[],
): FrequentError[] {
  const groups = new Map<string, FrequentError & { readonly occurrences: EntityError[] }>();
  for (const error of errors) {
    const tokens = sentences[error.sentence] ?? [];
    const gold = error.gold && named(error.gold, tokens);
    const predicted = error.predicted && named(error.predicted, tokens);
    const key = JSON.stringify([gold, predicted]);
    const group = groups.get(key) ?? {
      kind: error.kind,
      ...(gold && { gold }),
      ...(predicted && { predicted }),
      occurrences: [],
    };
    groups.set(key, group);
    group.occurrences.push(error);
  }
  return [...groups.values()].sort((a, b) => b.occurrences.length - a.occurrences.length);
}

function named(entity: Entity, tokens: readonly string[]): NamedEntity {
  return { text: textOf(entity, tokens), type: entity.type };
}
