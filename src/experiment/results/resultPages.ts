import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { csv, html, latex, markdown, type Table } from '../../tables';
import { resultsFile } from './readResults';

/** An experiment's tables so far. */
export interface Results {
  readonly title: string;
  /** How many cells there are, and how many of them are done. */
  readonly cells: number;
  readonly done: number;
  readonly tables: readonly Table[];
}

/**
 * Writes an experiment's tables into its folder: `results.md`, `results.tex` (booktabs), `results.html`, `results.json` for
 * programs, and for each table a CSV file.
 * @returns the paths
 */
export async function writeResultPages(folder: string, results: Results): Promise<string[]> {
  const { title, tables } = results;
  const progress = describeProgress(results);
  const pages: (readonly [string, string])[] = [
    ['results.md', `# ${title}\n\n${progress}\n\n${tables.map(markdown).join('\n')}`],
    ['results.tex', tables.map(latex).join('\n')],
    ['results.html', page(results)],
    ...tables.map((table, index): [string, string] => [
      tables.length === 1 ? 'results.csv' : `results-${index + 1}.csv`,
      csv(table),
    ]),
    // The last: who waits for it to change finds the others.
    [resultsFile, `${JSON.stringify(results, undefined, 2)}\n`],
  ];
  const written: string[] = [];
  for (const [name, content] of pages) {
    await writeFileAtomic(path.join(folder, name), content);
    written.push(path.join(folder, name));
  }
  // Of tables that there were before: sizes or data sets that have been taken out, or the only one that is now one of several.
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (/^results(-\d+)?\.csv$/u.test(name) && !written.includes(file)) await rm(file, { force: true });
  }
  return written;
}

/** For people. */
export function describeProgress({ cells, done }: Pick<Results, 'cells' | 'done'>): string {
  return done === cells ? `All ${cells} runs are done.` : `${done} of ${cells} runs are done.`;
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
main { overflow-x: auto; }
table { border-collapse: collapse; border-block: 2px solid; margin-top: 2.5rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-block: 0.5rem; }
th, td { padding: 0.2rem 0.8rem; text-align: start; white-space: nowrap; }
tbody th { font-weight: 400; }
thead th { border-block-end: 1px solid; }
tbody + tbody { border-block-start: 1px solid; }
.figure { text-align: end; }
.note { max-width: 60rem; opacity: 0.8; }
`;

/** Seconds after which a browser looks again while runs are still to come. */
const refresh = 30;

/** One file that needs no other and loads nothing. */
function page(results: Results): string {
  const { title, cells, done, tables } = results;
  const heading = escaped(title);
  const again = done < cells ? `<meta http-equiv="refresh" content="${refresh}">\n` : '';
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${again}<title>${heading}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${describeProgress(results)}</p>
${tables.map(html).join('\n')}</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
