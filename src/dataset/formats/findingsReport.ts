import type { Finding } from './finding';
import { groupFindings } from './findingKinds';

/**
 * What a conversion loses and changes, in words, by kind; empty where it does neither.
 * @param limit as many of each kind are named
 */
export function findingsReport(findings: readonly Finding[], limit = Number.POSITIVE_INFINITY): string {
  const groups = groupFindings(findings);
  return (['loss', 'change'] as const)
    .map((severity) => {
      const lines = groups
        .filter((group) => group.severity === severity)
        .flatMap(({ title, findings: all }) => [
          `  ${title}\n`,
          ...all.slice(0, limit).map(({ file, line, message }) => `    ${placed(file, line)}: ${message}\n`),
          ...(all.length > limit ? [`    and ${all.length - limit} more\n`] : []),
        ]);
      return lines.length === 0 ? '' : `${severity === 'loss' ? 'Lost:' : 'Changed:'}\n${lines.join('')}`;
    })
    .join('');
}

function placed(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line + 1}`;
}
