/** The value of a key in a MISC cell. */
export function miscValue(cell: string, key: string): string | undefined {
  return cell
    .split('|')
    .find((item) => item.startsWith(`${key}=`))
    ?.slice(key.length + 1);
}

/** A MISC cell with another value of a key; without a value, without the key. Every other item stays as it stands. */
export function withMiscValue(cell: string, key: string, value: string | undefined): string {
  const items = cell === '_' ? [] : cell.split('|');
  const at = items.findIndex((item) => item.startsWith(`${key}=`));
  const item = value === undefined ? [] : [`${key}=${value}`];
  const changed = at < 0 ? [...items, ...item] : [...items.slice(0, at), ...item, ...items.slice(at + 1)];
  return changed.length === 0 ? '_' : changed.join('|');
}
