/**
 * VS Code's extension host loads this bundle as its `extensionTestsPath` and calls `run`: mocha over the suites bundled
 * beside it. The outcome goes to the file that CONLL_HOST_RESULT names, for the process that started the server.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Mocha from 'mocha';

export interface HostResult {
  readonly passed: number;
  readonly skipped: readonly string[];
  readonly failures: readonly { readonly title: string; readonly error: string }[];
}

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'min' });
  const suites = path.join(__dirname, 'suite');
  for (const file of readdirSync(suites)) if (file.endsWith('.test.js')) mocha.addFile(path.join(suites, file));

  return new Promise((resolve, reject) => {
    let passed = 0;
    const skipped: string[] = [];
    const failures: { title: string; error: string }[] = [];
    mocha
      .run(() => {
        const result: HostResult = { passed, skipped, failures };
        if (process.env.CONLL_HOST_RESULT) writeFileSync(process.env.CONLL_HOST_RESULT, JSON.stringify(result));
        if (failures.length === 0) resolve();
        else reject(new Error(`${failures.length} host tests failed`));
      })
      .on('pass', () => passed++)
      .on('pending', (test) => skipped.push(test.fullTitle()))
      .on('fail', (test, error: Error) =>
        failures.push({ title: test.fullTitle(), error: error.stack ?? error.message }),
      );
  });
}
