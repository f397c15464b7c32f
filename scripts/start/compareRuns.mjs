import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importSource } from './importSource.mjs';

/** Step 4: one row a run, one column an entity type or average. @param {string[]} folders run folders */
export async function compareRuns(folders) {
  /** @type {typeof import('../../src/tables')} */
  const { plainText } = await importSource('src/tables/index.ts');
  /** @type {import('../../src/protocol/run').RunReport[]} */
  const reports = await Promise.all(
    folders.map(async (folder) => JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'))),
  );
  const types = [...new Set(reports.flatMap(({ test }) => Object.keys(test?.types ?? {})))].sort();
  const rows = reports.map(({ name, test }) => [
    name,
    ...types.map((type) => test?.types[type]?.f1),
    ...[test?.micro, test?.macro, test?.weighted].map((scores) => scores?.f1),
  ]);
  /** @type {import('../../src/tables').Column[]} */
  const figures = [...types, 'micro', 'macro', 'weighted'].map((title) => ({ title, format: 'percent' }));
  console.log(plainText({ columns: [{ title: 'F1, %' }, ...figures], groups: [rows] }));
  console.log(`Run folders:\n${folders.map((folder) => `  ${folder}`).join('\n')}`);
}
