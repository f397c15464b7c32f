import { type ParseError, parse as parseJson, printParseErrorCode } from 'jsonc-parser';
import { DatasetError } from './datasetError';

/** An entity type that a data set may use, and what it means. */
export interface TypeDefinition {
  readonly type: string;
  /** Read by people, and by language models. */
  readonly definition?: string;
}

/** Names of a type set's file beside the files that it is for; the first that is there counts. */
export const TYPE_SET_FILES: readonly string[] = ['labels.txt', 'labels.json'];

/**
 * A type set in a file: JSON, or a text with a type a line, its definition behind a colon or tab. JSON may be a list of names, a list of
 * `{ "type", "definition" }`, or an object with the definition of each type; comments are allowed.
 * @throws DatasetError naming file and line, with what was expected
 */
export function parseTypeSet(text: string, file: string): TypeDefinition[] {
  const types = file.toLowerCase().endsWith('.json') ? fromJson(text, file) : fromLines(text, file);
  if (types.length === 0) throw new DatasetError(`${file}: there is no entity type in it.`, { file });
  const seen = new Set<string>();
  for (const { type } of types) {
    if (seen.has(type)) throw new DatasetError(`${file}: ${type} stands in it twice.`, { file });
    seen.add(type);
  }
  return types;
}

export function isEntityTypeName(name: unknown): name is string {
  return typeof name === 'string' && /^[^\s-]\S*$/u.test(name);
}

function fromLines(text: string, file: string): TypeDefinition[] {
  return text
    .split(/\r?\n/u)
    .flatMap((line, index) => {
      const trimmed = line.replace(/^\ufeff/u, '').trim();
      if (trimmed === '' || trimmed.startsWith('#')) return [];
      const [, type, definition] = /^([^\s:]+)(?:\s*:\s*|\s+)?(.*)$/u.exec(trimmed) ?? [];
      // Label lists of other tools have a line for each tag.
      const name = type?.replace(/^[BIELSU]-/u, '');
      if (name === 'O' && !definition) return [];
      if (!isEntityTypeName(name)) {
        throw new DatasetError(
          `${file}, line ${index + 1}: "${trimmed}" is no entity type. Expected a name without spaces, and perhaps ": " and its definition.`,
          { file, line: index },
        );
      }
      return name === type ? [{ type: name, ...(definition && { definition }) }] : [{ type: name }];
    })
    .filter(({ type }, index, all) => all.findIndex((other) => other.type === type) === index);
}

function fromJson(text: string, file: string): TypeDefinition[] {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const line = text.slice(0, error.offset).split('\n').length - 1;
    throw new DatasetError(`${file}, line ${line + 1}: this is no JSON (${printParseErrorCode(error.error)}).`, {
      file,
      line,
    });
  }
  const entries: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([type, definition]) => ({ type, definition }))
      : [value];
  return entries.map((entry) => {
    const { type, definition } = (typeof entry === 'object' && entry !== null ? entry : { type: entry }) as {
      type?: unknown;
      definition?: unknown;
    };
    if (isEntityTypeName(type) && (definition === undefined || typeof definition === 'string')) {
      return { type, ...(definition && { definition }) };
    }
    throw new DatasetError(
      `${file}: ${JSON.stringify(entry)} is no entity type. Expected "PER", { "type": "PER", "definition": "a person" }, or { "PER": "a person" }.`,
      { file },
    );
  });
}
