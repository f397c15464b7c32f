import path from 'node:path';
import { conllDistill } from './conllDistill.mjs';
import { findRun, freeRunFolder } from './findRun.mjs';

/** The same budget for both runs; sized for two cores and under six minutes in all. */
const budget = { steps: 160, learningRate: 1.5e-4, seed: 1 };

/**
 * Step 3. A finished run of the same configuration is kept, a half-finished one goes on.
 * @param {string} workspace
 * @param {{ teacher: string, file: string }} distilled
 * @returns {Promise<string[]>} the run folders
 */
export async function trainTwice(workspace, { teacher, file }) {
  return [
    await train(workspace, 'original', 'original', []),
    await train(workspace, `simple-mix-${teacher}`, 'simple-mix', [file]),
  ];
}

/** @param {string} workspace @param {string} name @param {string} blend @param {string[]} distilled file names */
async function train(workspace, name, blend, distilled) {
  const runs = path.join(workspace, '.conll-distill/runs');
  const inWorkspace = (/** @type {string} */ file) => path.join(workspace, file);
  const found = findRun(runs, {
    ...budget,
    blend: { name: blend },
    original: [inWorkspace('original.conll')],
    distilled: distilled.map(inWorkspace),
    dev: inWorkspace('dev.conll'),
    test: inWorkspace('test.conll'),
  });
  if (found?.finished) {
    console.log(`${name}: trained before, in ${path.relative(workspace, found.folder)}`);
    return found.folder;
  }
  if (found) {
    await conllDistill(workspace, ['train', path.relative(workspace, found.folder)]);
    return found.folder;
  }
  const folder = freeRunFolder(runs, name);
  await conllDistill(workspace, [
    'train',
    ...['--original', 'original.conll'],
    ...(distilled.length > 0 ? ['--distilled', ...distilled] : []),
    ...['--dev', 'dev.conll', '--test', 'test.conll', '--blend', blend],
    ...['--steps', String(budget.steps), '--lr', String(budget.learningRate), '--seed', String(budget.seed)],
    ...['--out', path.relative(workspace, folder)],
  ]);
  return folder;
}
