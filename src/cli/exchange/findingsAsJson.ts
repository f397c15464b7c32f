import { DatasetError, type Finding } from '../../dataset';

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
