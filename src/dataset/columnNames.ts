/** Comment lines at the beginning of a file that are looked at. */
const looked = 20;

/**
 * The names of a file's columns, where its first comment says them as CoNLL-U Plus does (https://universaldependencies.org/ext-format.html):
 * `# global.columns = FORM GOLD PREDICTION`.
 * @returns nothing where there is no such comment, or it names another number of columns
 */
export function columnNames(text: string, columnCount: number): readonly string[] | undefined {
  for (const line of text
    .slice(0, 4096)
    .split(/\r\n|\n|\r/u)
    .slice(0, looked)) {
    if (line !== '' && !line.startsWith('#') && !line.startsWith('\ufeff#')) return undefined;
    const names = /^\ufeff?#\s*global\.columns\s*=\s*(.+)$/u.exec(line)?.[1]?.trim().split(/\s+/u);
    if (names) return names.length === columnCount ? names : undefined;
  }
  return undefined;
}
