import { alignments, cellText, isBest } from './cellText';
import type { Table } from './table';

/**
 * A table for LaTeX with the package booktabs: inside a `table` with a caption where there is a title, else the bare
 * `tabular`.
 */
export function latex(table: Table): string {
  const { columns, groups, title, note } = table;
  // The row before, or its rule, would read these as its own options.
  const line = (cells: readonly string[]) => `${cells.join(' & ').replace(/^[[*]/u, '{$&}')} \\\\`;
  const rows = groups.map((group) =>
    group.map((row) =>
      line(
        columns.map((column, at) => {
          const text = escaped(cellText(row[at], column));
          return isBest(row[at]) ? `\\textbf{${text}}` : text;
        }),
      ),
    ),
  );
  const tabular = [
    `\\begin{tabular}{${alignments(table).join('')}}`,
    '\\toprule',
    line(columns.map((column) => escaped(column.title))),
    ...rows.filter((group) => group.length > 0).flatMap((group) => ['\\midrule', ...group]),
    '\\bottomrule',
    '\\end{tabular}',
  ];
  const below = note ? ['', `\\smallskip\\footnotesize ${escaped(note)}`] : [];
  const lines = title
    ? ['\\begin{table}', '\\centering', `\\caption{${escaped(title)}}`, ...tabular, ...below, '\\end{table}']
    : [...tabular, ...below];
  return `% \\usepackage{booktabs}\n${lines.join('\n')}\n`;
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '–': '--',
  '…': '\\dots{}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '→': '$\\to$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '′': '$^{\\prime}$',
  Δ: '$\\Delta$',
  α: '$\\alpha$',
  κ: '$\\kappa$',
};

/** Text that LaTeX sets as it is; other scripts are left to the document's engine and fonts. */
function escaped(text: string): string {
  return text.replace(/[\\~^<>|–…−±×→≤≥′Δακ]|[&%$#_{}]/gu, (sign) => commands[sign] ?? `\\${sign}`);
}
