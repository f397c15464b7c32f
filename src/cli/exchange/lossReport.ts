import { DatasetError, type Finding, groupFindings } from '../../dataset';

/** Of each kind, as many are printed; all of them with `--json`. */
const shown = 5;

/** What a conversion loses and changes, in words; empty where it does neither. */
export function lossReport(findings: readonly Finding[]): string {
  const groups = groupFindings(findings);
  return (['loss', 'change'] as const)
    .map((severity) => {
      const lines = groups
        .filter((group) => group.severity === severity)
        .flatMap(({ title, findings: all }) => [
          `  ${title}\n`,
          ...all.slice(0, shown).map(({ file, line, message }) => `    ${placed(file, line)}: ${message}\n`),
          ...(all.length > shown ? [`    and ${all.length - shown} more\n`] : []),
        ]);
      return lines.length === 0 ? '' : `${severity === 'loss' ? 'Lost:' : 'Changed:'}\n${lines.join('')}`;
    })
    .join('');
}

function placed(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line + 1}`;
}

/** Findings for `--json`, lines counted from 1. */
export function findingsAsJson(findings: readonly Finding[]) {
  const ofSeverity = (severity: Finding['severity']) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ kind, message, file, line }) => ({
        kind,
        message,
        file,
        ...(line === undefined ? {} : { line: line + 1 }),
      }));
  return { losses: ofSeverity('loss'), changes: ofSeverity('change') };
}

/** The refusal to write what loses something, unless that is accepted. */
export function refusedLosses(findings: readonly Finding[]): DatasetError {
  const count = findings.filter(({ severity }) => severity === 'loss').length;
  const what = count === 1 ? '1 thing would be lost' : `${count} things would be lost`;
  return new DatasetError(
    `nothing was written: ${what}. Add --accept-losses to write it all the same; --dry-run --json names each.`,
  );
}
