import type { NamedDocument } from '../tagColumns';
import { commentAt, isHeaderComment, lineKept } from './conllu/columns';
import type { Findings } from './finding';

/**
 * Reports comments as lost, and what stands on the lines that begin documents.
 * @param kept lines of comments that the format has a place for
 */
export function reportLostLines(
  { name, document }: NamedDocument,
  findings: Findings,
  kept: (line: number) => boolean,
): void {
  for (let line = 0; line < document.lineCount; line++) {
    const kind = document.lineKind(line);
    const place = { file: name, line };
    if (kind === 'docstart') {
      const { start, end } = document.lineRange(line);
      const words = document.text
        .slice(start, end)
        .replace(/^\ufeff/u, '')
        .split(/\s+/u)
        .filter((word) => !/^(?:-DOCSTART-|-+X-*|-+|_|O|)$/u.test(word))
        .join(' ');
      if (words !== '') findings.loss('metadata', `the document's line says "${words}"`, place);
    }
    const comment = kind === 'comment' ? commentAt(document, line) : '';
    if (comment === '' || kept(line) || isHeaderComment(comment)) continue;
    const node = lineKept(comment);
    if (node === undefined) findings.loss('comment', comment, place);
    else findings.loss('column', `a multiword token or empty node: ${node.split('\t').slice(0, 2).join(' ')}`, place);
  }
}
