#!/usr/bin/env node
/** `conll-distill`: the extension's verbs from a terminal. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { agreementVerb } from './agreement';
import { annotateVerb } from './annotate/annotateVerb';
import { compareVerb } from './annotate/compareVerb';
import { promptVerb } from './annotate/promptVerb';
import { selectVerb } from './annotate/selectVerb';
import { checkVerb } from './check';
import { convertVerb } from './convert';
import { deduplicateVerb } from './dataset/deduplicate';
import { mergeVerb } from './dataset/merge';
import { sampleVerb } from './dataset/sample';
import { shuffleVerb } from './dataset/shuffle';
import { splitVerb } from './dataset/split';
import { statsVerb } from './dataset/stats';
import { devicesVerb } from './devices';
import { evaluateVerb } from './evaluate/evaluateVerb';
import { exportVerb } from './exchange/exportVerb';
import { importVerb } from './exchange/importVerb';
import { experimentVerb } from './experiment/experimentVerb';
import { exportModelVerb } from './exportModel';
import { describeFailure } from './failure';
import { gpuVerb } from './gpu';
import { predictVerb } from './predict';
import { trainVerb } from './train';

async function main(): Promise<void> {
  const program = new Command('conll-distill')
    .description('Edit, annotate, train and evaluate with CoNLL files.')
    .version(versionBesideTheBundle())
    .showHelpAfterError('Run with --help to see what is possible.')
    .exitOverride();
  for (const addVerb of [
    evaluateVerb,
    convertVerb,
    checkVerb,
    annotateVerb,
    promptVerb,
    compareVerb,
    selectVerb,
    agreementVerb,
    trainVerb,
    experimentVerb,
    predictVerb,
    exportModelVerb,
    importVerb,
    splitVerb,
    sampleVerb,
    mergeVerb,
    shuffleVerb,
    deduplicateVerb,
    exportVerb,
    statsVerb,
    devicesVerb,
    gpuVerb,
  ]) {
    addVerb(program);
  }
  await program.parseAsync();
}

function versionBesideTheBundle(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

// `conll-distill evaluate … | head` closes the pipe early: that is the reader's wish, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`conll-distill: ${describeFailure(error).message}\n`);
  process.exit(1);
});

main().catch((error: unknown) => {
  const { exitCode, message } = describeFailure(error);
  if (message !== '') process.stderr.write(`conll-distill: ${message}\n`);
  process.exitCode = exitCode;
});
