import { decodeEntities, encodeEntities } from '../../dataset';
import { percent } from '../../evaluation';
import { inDollars } from '../cost/price';
import type { ComparedTeacher } from './compareTeachers';

/** The comparison as a table of words: F1 in percent with its 95 % interval, p against the first row, cost and time. */
export function comparisonTable(compared: readonly ComparedTeacher[]): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const types = [...new Set(compared.flatMap(({ report }) => Object.keys(report.types)))].sort();
  return {
    head: ['teacher', 'precision', 'recall', 'F1', '95 %', ...types, 'p', 'rejected', 'cost', 's each'],
    rows: compared.map(({ label, report, intervals, significance, dollars, secondsEach, rejected, failures }) => [
      failures.length > 0 ? `${label} (${failures.length} unanswered)` : label,
      percent(report.micro.precision),
      percent(report.micro.recall),
      percent(report.micro.f1),
      `${percent(intervals.micro.low)}–${percent(intervals.micro.high)}`,
      ...types.map((type) => (report.types[type] ? percent(report.types[type].f1) : '–')),
      significance ? pValue(significance.p) : '–',
      String(rejected),
      dollars === undefined ? '–' : inDollars(dollars),
      secondsEach === undefined ? '–' : secondsEach.toFixed(2),
    ]),
  };
}

function pValue(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** A table in Markdown; the first column to the left, the others to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  const ruler = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(ruler), ...rows.map(line)].join('');
}

/**
 * The sentences about which gold and teachers do not agree, as CoNLL: token, gold, and a column a teacher.
 * @returns nothing when all agree
 */
export function disagreements(
  gold: readonly { readonly tokens: readonly string[]; readonly tags: readonly string[] }[],
  compared: readonly ComparedTeacher[],
): string {
  const columns = ['token', 'gold', ...compared.map(({ label }) => label.replace(/\s+/gu, '-'))];
  const blocks = gold.flatMap(({ tokens, tags }, sentence) => {
    const answered = compared.map((teacher) => teacher.tags[sentence] ?? []);
    // As the answers are spelt: the letters of gold's own scheme are no disagreement.
    const wanted = encodeEntities(decodeEntities(tags), tokens.length, 'iob2');
    if (answered.every((answer) => answer.every((tag, token) => tag === wanted[token]))) return [];
    return [
      tokens
        .map((token, index) => `${[token, wanted[index], ...answered.map((answer) => answer[index])].join('\t')}\n`)
        .join(''),
    ];
  });
  return blocks.length === 0 ? '' : `# columns: ${columns.join(' ')}\n${blocks.join('\n')}`;
}
