// The whole loop on the sample data set, in this terminal and then in a real VS Code:
//   npm start [-- --no-editor]
// Run again after an interruption, it goes on: every step first looks at what already stands.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';

const { values } = parseArgs({ options: { 'no-editor': { type: 'boolean', default: false } } });

try {
  ensureInstalled();
  // Only now do the packages stand that the rest of this script imports.
  const { runLoop } = await import('./start/loop.mjs');
  process.exitCode = await runLoop({ editor: !values['no-editor'] && process.stdout.isTTY === true });
} catch (error) {
  console.error(`\nnpm start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
