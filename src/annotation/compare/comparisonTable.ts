import { decodeEntities, encodeEntities } from '../../dataset';
import { percent, pValue, type Table } from '../../tables';
import { inDollars } from '../cost/price';
import type { ComparedTeacher } from './compareTeachers';

/** The comparison: F1 in percent with its 95 % interval, p against the first row, cost and time. */
export function comparisonTable(compared: readonly ComparedTeacher[]): Table {
  const types = [...new Set(compared.flatMap(({ report }) => Object.keys(report.types)))].sort();
  const shares = (titles: readonly string[]) => titles.map((title) => ({ title, format: 'percent' as const }));
  const rows = compared.map(({ label, report, intervals, significance, dollars, secondsEach, rejected, failures }) => [
    failures.length > 0 ? `${label} (${failures.length} unanswered)` : label,
    report.micro.precision,
    report.micro.recall,
    report.micro.f1,
    `${percent(intervals.micro.low)}–${percent(intervals.micro.high)}`,
    ...types.map((type) => report.types[type]?.f1),
    significance && pValue(significance.p),
    rejected,
    dollars === undefined ? undefined : inDollars(dollars),
    secondsEach?.toFixed(2),
  ]);
  return {
    columns: [
      { title: 'teacher' },
      ...shares(['precision', 'recall', 'F1']),
      { title: '95 %' },
      ...shares(types),
      { title: 'p' },
      { title: 'rejected', format: 'count' },
      { title: 'cost' },
      { title: 's each' },
    ],
    groups: [rows],
  };
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
