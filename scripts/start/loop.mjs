// The five steps of `npm start`.
import path from 'node:path';
import process from 'node:process';
import { build } from '../build.mjs';
import { annotateUnlabelled } from './annotateUnlabelled.mjs';
import { compareRuns } from './compareRuns.mjs';
import { Interrupted } from './conllDistill.mjs';
import { layOutSample, layOutWorkspace } from './layOut.mjs';
import { openEditor } from './openEditor.mjs';
import { trainTwice } from './trainTwice.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const sample = path.join(root, 'media/sample');
/** Where the loop works: a copy, so that what users do to it never shows up in git. */
const workspace = path.join(root, 'workspace');

/** @param {number} step @param {string} title */
const heading = (step, title) =>
  console.log(
    `\n${process.stdout.isTTY ? '\u001b[1m' : ''}${step}/5  ${title}${process.stdout.isTTY ? '\u001b[0m' : ''}`,
  );

/** @param {{ editor: boolean }} options @returns {Promise<number>} exit code */
export async function runLoop({ editor }) {
  const started = Date.now();
  try {
    await build();
    heading(1, 'The sample data set: WikiGold, 145 Wikipedia articles with human tags (CC-BY 4.0)');
    await layOutSample(sample);
    console.log(await layOutWorkspace(sample, workspace));
    heading(2, 'Annotate the unlabelled sentences with a teacher');
    const distilled = await annotateUnlabelled(sample, workspace);
    heading(3, 'Fine-tune the embedded BERT twice, with the same number of optimiser steps');
    const runs = await trainTwice(workspace, distilled);
    heading(4, 'F1 by entity type on the test articles');
    await compareRuns(runs);
    console.log(`\nSteps 1 to 4 took ${Math.round((Date.now() - started) / 1000)} seconds.`);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    console.log('\nInterrupted. Run npm start again: it goes on from here.');
    return 130;
  }
  if (!editor) return 0;
  heading(5, 'The same folder in VS Code');
  await openEditor(workspace);
  return 0;
}
