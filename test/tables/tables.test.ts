import { describe, expect, it } from 'vitest';
import { csv, html, latex, markdown, plainText, type Table } from '../../src/tables';

const scores: Table = {
  title: 'F1 at 50% & more',
  columns: [
    { title: 'type' },
    { title: 'F1', format: 'percent' },
    { title: 'Δ', format: 'points' },
    { title: 'support', format: 'count' },
  ],
  groups: [
    [
      ['LOC', { value: 0.81234, spread: 0.00412, best: true, mark: '*' }, -0.0123, 12],
      ['A|B_C', 0.5, 0.2, 1024],
      ['地名', Number.NaN, undefined, 0],
    ],
    [],
    [['micro', 1, -0.00001, 1036]],
  ],
  note: '* p < 0.05; – gold has none',
};

describe('a table', () => {
  it('is plain text, its figures under each other', () => {
    expect(plainText(scores)).toBe(`F1 at 50% & more

type              F1       Δ  support
─────  ─────────────  ──────  ───────
LOC    81.23* ± 0.41   −1.23       12
A|B_C          50.00  +20.00     1024
地名               –       –        0
─────  ─────────────  ──────  ───────
micro         100.00    0.00     1036

* p < 0.05; – gold has none
`);
  });

  it('is Markdown that shows words as they are', () => {
    expect(markdown(scores)).toBe(`**F1 at 50% & more**

| type   |                 F1 |      Δ | support |
| :----- | -----------------: | -----: | ------: |
| LOC    | **81.23\\* ± 0.41** |  −1.23 |      12 |
| A\\|B_C |              50.00 | +20.00 |    1024 |
| 地名   |                  – |      – |       0 |
| micro  |             100.00 |   0.00 |    1036 |

\\* p \\< 0.05; – gold has none
`);
  });

  it('is HTML with a caption, heads for rows and columns, and words as they are', () => {
    expect(
      html({
        ...scores,
        groups: [[['A<B&"C"', { value: 0.5, best: true }, undefined, 3]], [], [['micro', 1, 0.1, 4]]],
      }),
    ).toBe(`<table>
<caption>F1 at 50% &amp; more</caption>
<thead>
<tr><th scope="col">type</th><th scope="col" class="figure">F1</th><th scope="col" class="figure">Δ</th><th scope="col" class="figure">support</th></tr>
</thead>
<tbody>
<tr><th scope="row">A&lt;B&amp;&quot;C&quot;</th><td class="figure"><strong>50.00</strong></td><td class="figure">–</td><td class="figure">3</td></tr>
</tbody>
<tbody>
<tr><th scope="row">micro</th><td class="figure">100.00</td><td class="figure">+10.00</td><td class="figure">4</td></tr>
</tbody>
</table>
<p class="note">* p &lt; 0.05; – gold has none</p>
`);
  });

  it('is LaTeX with booktabs', () => {
    expect(latex(scores)).toBe(`% \\usepackage{booktabs}
\\begin{table}
\\centering
\\caption{F1 at 50\\% \\& more}
\\begin{tabular}{lrrr}
\\toprule
type & F1 & $\\Delta$ & support \\\\
\\midrule
LOC & \\textbf{81.23* $\\pm$ 0.41} & $-$1.23 & 12 \\\\
A$|$B\\_C & 50.00 & +20.00 & 1024 \\\\
地名 & -- & -- & 0 \\\\
\\midrule
micro & 100.00 & 0.00 & 1036 \\\\
\\bottomrule
\\end{tabular}

\\smallskip\\footnotesize * p $<$ 0.05; -- gold has none
\\end{table}
`);
  });

  it('is CSV for other programs: one figure a cell, no marks', () => {
    expect(csv(scores)).toBe(`type,F1,F1 ±,Δ,support
LOC,81.23,0.41,-1.23,12
A|B_C,50.00,,+20.00,1024
地名,,,,0
micro,100.00,,0.00,1036
`);
  });

  it('quotes what CSV would take apart, and needs neither title nor note', () => {
    const table: Table = { columns: [{ title: 'text' }], groups: [[['a, "b"']]] };
    expect(csv(table)).toBe('text\n"a, ""b"""\n');
    expect(plainText(table)).toBe('text\n──────\na, "b"\n');
    expect(latex(table).startsWith('% \\usepackage{booktabs}\n\\begin{tabular}{l}\n')).toBe(true);
  });

  it('begins no row with what LaTeX takes for an option of the line before', () => {
    const text = latex({
      columns: [{ title: '[%]' }, { title: 'n' }],
      groups: [
        [
          ['[ORG] a', '[1]'],
          ['*', '2'],
        ],
      ],
    });
    expect(text).toContain('\\toprule\n{[}%] & n'.replace('%', '\\%'));
    expect(text).toContain('\n{[}ORG] a & [1] \\\\\n{*} & 2 ');
  });
});
