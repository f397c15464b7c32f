import { atCell, inLine } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { gapsOfLine, separatorsOfLine } from '../lint/separators';

const words = { s: 'spaces', t: 'tabs', b: 'spaces and tabs at once' };

/** A line whose columns are parted by tabs where the others' are parted by spaces, or the other way round. */
export const mixedSeparators: Rule = {
  code: 'mixed-separators',
  severity: 'warning',
  reads: ['separators'],
  check: ({ document }, { separators: usual }) => {
    if (usual === undefined || document.columnCount < 2) return [];
    // Usual are spaces, and none but spaces is here; nothing to look for in most stretches.
    if (usual === 's' && !document.text.includes('\t')) return [];
    const findings = [];
    for (let line = 0; line < document.lineCount; line++) {
      const used = separatorsOfLine(document, line);
      if (used === undefined || used === usual) continue;
      const wrong = gapsOfLine(document, line).flatMap((gap, index) => {
        const expected = usual.length === 1 ? usual : usual.charAt(index);
        return gap.kind === expected || expected === 'b' ? [] : [{ ...gap, expected }];
      });
      const [first] = wrong;
      if (!first) continue;
      const edits = wrong.map(({ from, to, expected }) => inLine(line, from, to, expected === 't' ? '\t' : ' '));
      const other = first.expected === 't' ? 'tabs' : 'spaces';
      findings.push({
        ...atCell(document, line, -1, {
          message: `The columns of this line are parted by ${words[first.kind]}, those of most lines by ${other}. Some programs read only one of them.`,
          fix: { title: `Part the columns by ${other}`, edits, safe: true },
        }),
        from: first.from,
        to: first.to,
      });
    }
    return findings;
  },
};
