/**
 * The URIs of what was dropped, as VS Code's explorer and editors' tabs give them; none for files of the system's own file manager, whose
 * paths no page is told.
 */
export function droppedUris(data: Pick<DataTransfer, 'getData'>): readonly string[] {
  const listed = [data.getData('application/vnd.code.uri-list'), data.getData('text/uri-list')]
    .flatMap((list) => list.split(/\r?\n/))
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(listed)];
}
