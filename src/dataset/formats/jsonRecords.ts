import { type ParseError, parse, printParseErrorCode, visit } from 'jsonc-parser';
import { DatasetError } from '../datasetError';
import { JsonNode } from './jsonNode';
import type { SourceFile } from './source';

/**
 * The records of a JSON file: one on each line (JSONL), or the items of one list, or the one object that the file is. Each
 * knows the line it begins on.
 * @throws DatasetError naming the line of what is no JSON
 */
export function jsonRecords({ name, text: content }: SourceFile): JsonNode[] {
  const text = content.replace(/^\ufeff/u, '');
  if (text.trim() === '') {
    throw new DatasetError(`${name}: the file is empty. Expected JSON, one record a line or one list.`, { file: name });
  }
  const whole = wholeValue(text);
  if (whole === undefined) return recordsOfLines(name, text);
  if (!Array.isArray(whole)) return [new JsonNode(whole, { file: name, line: leadingLines(text) })];
  const lines = linesOfItems(text);
  return whole.map((item: unknown, index) => new JsonNode(item, { file: name, line: lines[index] ?? 0 }));
}

function leadingLines(text: string): number {
  return text.slice(0, text.search(/\S/u)).split('\n').length - 1;
}

function wholeValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordsOfLines(name: string, text: string): JsonNode[] {
  const lines = text.split(/\r\n|\n|\r/u);
  // A first line that is no record of its own: the file is one JSON value, and broken somewhere.
  if (wholeValue(lines.find((line) => line.trim() !== '') ?? '') === undefined) throw brokenJson(name, text);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = wholeValue(line);
    if (value !== undefined) return [new JsonNode(value, { file: name, line: index })];
    const errors: ParseError[] = [];
    parse(line, errors, { disallowComments: true });
    throw notJson(name, index, errors[0]);
  });
}

function brokenJson(name: string, text: string): DatasetError {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [error] = errors;
  return notJson(name, text.slice(0, error?.offset ?? 0).split(/\r\n|\n|\r/u).length - 1, error);
}

function notJson(file: string, line: number, error: ParseError | undefined): DatasetError {
  const why = error ? ` (${printParseErrorCode(error.error)} at character ${error.offset + 1})` : '';
  return new DatasetError(
    `${file}, line ${line + 1}: this is no JSON${why}. Expected one record a line, or one list of records.`,
    { file, line },
  );
}

/** The line on which each item of the outer list begins. */
function linesOfItems(text: string): number[] {
  const lines: number[] = [];
  let depth = 0;
  const begin = (line: number): void => {
    if (depth === 1) lines.push(line);
    depth++;
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line) => begin(line),
    onArrayBegin: (_offset, _length, line) => begin(line),
    onObjectEnd: () => void depth--,
    onArrayEnd: () => void depth--,
    onLiteralValue: (_value, _offset, _length, line) => {
      if (depth === 1) lines.push(line);
    },
  });
  return lines;
}
