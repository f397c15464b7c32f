import { findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';
import { DatasetError } from './datasetError';
import { applyEdits } from './edits';
import { isJsonTypeSet, parseTypeSet, typeOfLine } from './typeSet';
import type { TextEdit } from './types';

/**
 * The edits that give a type another name in a type set's file. A type that becomes another one of the set loses its entry. Definitions go
 * with their type, and name it anew where they mention it; a name such as `person` is left there, because it may be the word.
 * @returns nothing where the file does not name the type
 * @throws DatasetError where the file is not to be understood, or has no way to write the new name
 */
export function renameInTypeSet(text: string, file: string, type: string, newName: string): readonly TextEdit[] {
  const types = parseTypeSet(text, file);
  if (!types.some((each) => each.type === type)) return [];
  const isThere = types.some((each) => each.type === newName);
  const edits = isJsonTypeSet(file) ? renameInJson(text, [], type, newName) : inLines(text, type, newName, isThere);
  const after = parseTypeSet(applyEdits(text, edits), file);
  const holds = after.some((each) => each.type === newName) && !after.some((each) => each.type === type);
  if (!holds || after.length !== types.length - (isThere ? 1 : 0)) {
    throw new DatasetError(`${file} has no way to write a type named ${newName}. Choose another name.`, { file });
  }
  return edits;
}

function inLines(text: string, type: string, newName: string, isThere: boolean): TextEdit[] {
  return [...text.matchAll(/[^\r\n]+(?:\r\n|\r|\n)?/gu)].flatMap(({ 0: line, index }) => {
    const found = typeOfLine(line);
    if (!found) return [];
    const { start, end } = found;
    const isIts = found.type === type;
    if (isIts && isThere) return [{ start: index, end: index + line.length, newText: '' }];
    const own = isIts ? [{ start: index + start, end: index + end, newText: newName }] : [];
    return [...own, ...mentions(line.slice(end), index + end, type, newName)];
  });
}

/**
 * The same in a part of a JSON text: a list of names or of `{ type, definition }`, or an object of definitions.
 * @param within where the part stands in the text: keys and indexes
 * @returns nothing where the part does not name the type
 */
export function renameInJson(
  text: string,
  within: readonly string[],
  type: string,
  newName: string,
): readonly TextEdit[] {
  const root = parseTree(text);
  const entries = entriesOf(root && findNodeAtLocation(root, [...within]), within);
  if (!entries.some(({ name }) => name?.value === type)) return [];
  const isThere = entries.some(({ name }) => name?.value === newName);
  const quoted = JSON.stringify(newName);
  return entries.flatMap(({ path, name, definition }): TextEdit[] => {
    const isIts = name?.value === type;
    if (isIts && isThere) {
      return modify(text, path, undefined, {}).map(({ offset, length, content }) => ({
        start: offset,
        end: offset + length,
        newText: content,
      }));
    }
    const own = isIts && name ? [{ start: name.offset, end: name.offset + name.length, newText: quoted }] : [];
    return [...own, ...(definition ? jsonMentions(text, definition, type, quoted.slice(1, -1)) : [])];
  });
}

interface JsonEntry {
  readonly path: (string | number)[];
  readonly name: Node | undefined;
  readonly definition: Node | undefined;
}

/** The three shapes that `parseTypeSet` reads. */
function entriesOf(root: Node | undefined, within: readonly string[]): JsonEntry[] {
  const { type, children = [] } = root ?? {};
  if (type === 'array') {
    return children.map((entry, index) => {
      const property = (key: string): Node | undefined =>
        entry.children?.find(({ children: pair }) => pair?.[0]?.value === key)?.children?.[1];
      const isObject = entry.type === 'object';
      return {
        path: [...within, index],
        name: isObject ? property('type') : entry,
        definition: isObject ? property('definition') : undefined,
      };
    });
  }
  if (type !== 'object') return [{ path: [...within], name: root, definition: undefined }];
  return children.map(({ children: [name, definition] = [] }) => ({
    path: [...within, String(name?.value)],
    name,
    definition,
  }));
}

/** The same in a JSON string, whose escapes are no letters of the words beside them. */
function jsonMentions(text: string, { offset, length }: Node, type: string, newText: string): TextEdit[] {
  const units = [...text.slice(offset, offset + length).matchAll(/\\u[\da-f]{4}|\\.|[^\\]/gis)];
  const placeOf = (unit: number) => offset + (units[unit]?.index ?? length);
  return mentions(units.map(([written]) => unescaped(written)).join(''), 0, type, newText).map((edit) => ({
    ...edit,
    start: placeOf(edit.start),
    end: placeOf(edit.end),
  }));
}

function unescaped(written: string): string {
  if (/^\\u./iu.test(written)) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  return /^\\[bfnrt]/u.test(written) ? ' ' : written.slice(-1);
}

/** Where a definition names the type. @param offset of the text in the file */
function mentions(text: string, offset: number, type: string, newText: string): TextEdit[] {
  if (type !== type.toUpperCase() || type.length < 2) return [];
  const literal = type.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const word = new RegExp(`(?<![\\p{L}\\p{N}_-])${literal}(?![\\p{L}\\p{N}_-])`, 'gu');
  return [...text.matchAll(word)].map(({ index }) => ({
    start: offset + index,
    end: offset + index + type.length,
    newText,
  }));
}
