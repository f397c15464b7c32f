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
  const types = isJsonTypeSet(file) ? fromJson(text, file) : fromLines(text, file);
  if (types.length === 0) throw new DatasetError(`${file}: there is no entity type in it.`, { file });
  const seen = new Set<string>();
  for (const { type } of types) {
    if (seen.has(type)) throw new DatasetError(`${file}: ${type} stands in it twice.`, { file });
    seen.add(type);
  }
  return types;
}

export function isJsonTypeSet(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}

export function isEntityTypeName(name: unknown): name is string {
  return typeof name === 'string' && /^[^\s-]\S*$/u.test(name);
}

/** What a line of labels.txt begins with, and where in the line; undefined for a comment, an empty line, and the tag O. */
export function typeOfLine(
  line: string,
): { readonly type: string; readonly start: number; readonly end: number; readonly definition?: string } | undefined {
  const [, space = '', written = '', definition = ''] =
    /^([\ufeff\s]*)([^\s:]*)(?:\s*:\s*|\s+)?(.*)/su.exec(line) ?? [];
  if ((written === '' && definition === '') || written.startsWith('#')) return undefined;
  // Label lists of other tools have a line for each tag.
  const type = written.replace(/^[BIELSU]-/u, '');
  if (type === 'O' && definition.trim() === '') return undefined;
  const end = space.length + written.length;
  const meant = type === written ? definition.trim() : '';
  return { type, start: end - type.length, end, ...(meant !== '' && { definition: meant }) };
}

function fromLines(text: string, file: string): TypeDefinition[] {
  return text
    .split(/\r?\n/u)
    .flatMap((line, index) => {
      const found = typeOfLine(line);
      if (!found) return [];
      const { type, definition } = found;
      if (!isEntityTypeName(type)) {
        throw new DatasetError(
          `${file}, line ${index + 1}: "${line.trim()}" is no entity type. Expected a name without spaces, and perhaps ": " and its definition.`,
          { file, line: index },
        );
      }
      return [{ type, ...(definition !== undefined && { definition }) }];
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
