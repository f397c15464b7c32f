import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importSource } from './importSource.mjs';

/** Step 4: one row a run, one column an entity type or average. @param {string[]} folders run folders */
export async function compareRuns(folders) {
  /** @type {typeof import('../../src/evaluation/scoreTable')} */
  const { percent, plainTable } = await importSource('src/evaluation/scoreTable.ts');
  /** @type {import('../../src/protocol/run').RunReport[]} */
  const reports = await Promise.all(
    folders.map(async (folder) => JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'))),
  );
  const types = [...new Set(reports.flatMap(({ test }) => Object.keys(test?.types ?? {})))].sort();
  const rows = reports.map(({ name, test }) => [
    name,
    ...types.map((type) => percent(test?.types[type]?.f1 ?? 0)),
    ...[test?.micro, test?.macro, test?.weighted].map((scores) => percent(scores?.f1 ?? 0)),
  ]);
  console.log(plainTable(['F1, %', ...types, 'micro', 'macro', 'weighted'], rows));
  console.log(`\nRun folders:\n${folders.map((folder) => `  ${folder}`).join('\n')}`);
}
