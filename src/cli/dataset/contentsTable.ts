import type { Contents } from '../../dataset';
import type { Table } from '../../tables';

/** What files hold, a row each: sentences and documents, and the entities of each type. */
export function contentsTable(rows: readonly (Contents & { readonly name: string })[]): Table {
  const types = [...new Set(rows.flatMap(({ entities }) => Object.keys(entities)))].sort();
  return {
    columns: [
      { title: 'file' },
      ...['sentences', 'documents', 'tokens', ...types].map((title) => ({ title, format: 'count' as const })),
    ],
    groups: [
      rows.map(({ name, sentences, documents, tokens, entities }) => [
        name,
        sentences,
        documents,
        tokens,
        ...types.map((type) => entities[type] ?? 0),
      ]),
    ],
  };
}
