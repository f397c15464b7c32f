import Table from 'cli-table3';
import type { EvaluationReport, Scores } from './types';

/** Lines only above and below the head: what can be read, and pasted into a mail. */
const plainLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A table of aligned cells without colours or borders; the first column to the left, the others to the right. */
export function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    chars: plainLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
  });
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  table.push(
    [...head],
    widths.map((width) => '─'.repeat(width)),
    ...rows.map((row) => [...row]),
  );
  return table.toString();
}

/** Precision, recall and F1 by entity type and their three averages, in percent as conlleval prints them. */
export function scoreTable(report: EvaluationReport): string {
  const row = (name: string, scores: Scores) => [
    name,
    percent(scores.precision),
    percent(scores.recall),
    percent(scores.f1),
    String(scores.support),
  ];
  const types = Object.entries(report.types).map(([type, scores]) => row(type, scores));
  const averages = [row('micro', report.micro), row('macro', report.macro), row('weighted', report.weighted)];
  return plainTable(['%', 'precision', 'recall', 'F1', 'support'], [...types, ...averages]);
}

/** 0.74353 as `74.35`. */
export function percent(share: number): string {
  return (100 * share).toFixed(2);
}
