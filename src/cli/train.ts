import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { scoreTable } from '../evaluation';
import { deviceChoices } from '../protocol/devices';
import type { RunConfig, RunReport } from '../protocol/run';
import { DEFAULT_RUN } from '../protocol/runDefaults';
import { runsFolder } from '../protocol/runFolder';
import { plainText } from '../tables';
import { parseBlend } from './blendOption';
import { Interruption, UsageError } from './failure';
import { jsonOption, nonNegativeNumber, positiveInteger, positiveNumber, wholeNumber } from './options';
import { writeJson, writeOutput } from './output';
import { readRun } from './readRun';
import { runConfigsFrom, type TrainOptions } from './runConfig';
import { runTrainer } from './runTrainer';
import { seedSummary } from './seedSummary';
import { showTraining } from './showTraining';

interface Options extends TrainOptions {
  readonly out?: string;
  readonly json?: boolean;
}

export function trainVerb(program: Command): void {
  program
    .command('train')
    .description('Fine-tune a BERT on original and distilled files; or go on with a run that was stopped.')
    .argument('[run]', 'the folder of a stopped run')
    .option('--original <files...>', 'CoNLL files with human tags')
    .option('--distilled <files...>', 'CoNLL files with the tags of a teacher')
    .option('--dev <file>', 'evaluated while training')
    .option('--test <file>', 'evaluated at the end')
    .option(
      '--model <folder or name>',
      'a Hugging Face BERT: its folder, or its name on the hub (default: the embedded student)',
    )
    .addOption(new Option('--blend <schedule>', 'such as simple-mix or sigmoid:steepness=8').argParser(parseBlend))
    .addOption(
      new Option('--steps <n>', 'default: three epochs of the original sentences, at least 100').argParser(
        positiveInteger,
      ),
    )
    .addOption(
      new Option('--batch-size <n>', `sentences a step (default: ${DEFAULT_RUN.batchSize})`).argParser(positiveInteger),
    )
    .addOption(
      new Option('--lr <rate>', `learning rate (default: ${DEFAULT_RUN.learningRate})`).argParser(positiveNumber),
    )
    .addOption(
      new Option('--lr-schedule <schedule>', `default: ${DEFAULT_RUN.learningRateSchedule}`).choices([
        'constant',
        'linear',
        'cosine',
      ]),
    )
    .addOption(
      new Option(
        '--patience <n>',
        'early stopping: end after so many evaluations on dev without a better F1',
      ).argParser(positiveInteger),
    )
    .addOption(
      new Option('--original-weight <w>', 'how much an original sentence counts in the loss (default: 1)').argParser(
        nonNegativeNumber,
      ),
    )
    .addOption(
      new Option('--distilled-weight <w>', 'how much a distilled sentence counts in the loss (default: 1)').argParser(
        nonNegativeNumber,
      ),
    )
    .addOption(new Option('--seed <n>', `default: ${DEFAULT_RUN.seed}`).argParser(wholeNumber))
    .addOption(
      new Option('--seeds <n...>', 'a run for each of these seeds, one after another')
        .argParser((text, before: readonly number[] = []) => [...before, wholeNumber(text)])
        .conflicts('seed'),
    )
    .addOption(new Option('--device <device>', `default: ${DEFAULT_RUN.device}`).choices(deviceChoices))
    .addOption(
      new Option('--evaluate-every <steps>', `dev and checkpoint (default: ${DEFAULT_RUN.evaluateEvery})`).argParser(
        positiveInteger,
      ),
    )
    .option(
      '--config <file>',
      'a JSON file with any of the keys of a run’s config.json, or as the training panel saves it',
    )
    .option('--out <folder>', `the run's folder (default: a new one in ${runsFolder})`)
    .addOption(jsonOption())
    .action(async (run: string | undefined, { out, json, ...options }: Options) => {
      if (run !== undefined && (out !== undefined || Object.keys(options).length > 0)) {
        throw new UsageError('A run goes on as it was configured: give the run folder alone, or options without it.');
      }
      const folders = run === undefined ? await prepare(options, out) : [run];
      const reports: TrainedRun[] = [];
      for (const folder of folders) {
        const trained = await trainIn(folder);
        reports.push(trained);
        if (!json) await writeOutput('-', resultText(trained));
      }
      if (json) {
        const results = reports.map(({ folder, report }) => ({ folder: path.resolve(folder), report }));
        return writeJson(results.length === 1 ? results[0] : results);
      }
      if (reports.length > 1) await writeOutput('-', seedSummary(reports.map(({ report }) => report)));
    });
}

interface TrainedRun {
  readonly folder: string;
  readonly config: RunConfig;
  readonly report: RunReport;
}

/** Makes the folder of each run with its config. @returns their paths */
async function prepare(options: TrainOptions, out: string | undefined): Promise<readonly string[]> {
  if (out !== undefined && existsSync(out)) {
    throw new UsageError(`${out} exists already. To go on with the run in it: conll-distill train ${out}`);
  }
  const configs = await runConfigsFrom(options, out === undefined ? undefined : path.basename(path.resolve(out)));
  const { prepareRun } = await import('../training');
  const folders: string[] = [];
  for (const config of configs) {
    const folder = await prepareRun(config, out === undefined ? runsFolder : path.dirname(path.resolve(out)));
    folders.push(path.relative('', folder));
  }
  return folders;
}

/** Trains a run to its end. */
async function trainIn(folder: string): Promise<TrainedRun> {
  const before = await readRun(folder);
  if (before.report === undefined) {
    const stopped = await follow(folder, before.config);
    const { status } = await readRun(folder);
    if (status?.state === 'failed') throw new Error(status.error ?? `the training in ${folder} failed.`);
    if (status?.state !== 'finished') {
      const message = `Stopped at step ${status?.step ?? 0} of ${before.config.steps}. To go on: conll-distill train ${folder}`;
      throw stopped ? new Interruption(message) : new Error(message);
    }
  }
  const { report } = await readRun(folder);
  if (report === undefined) throw new Error(`${folder} has no report. To go on: conll-distill train ${folder}`);
  return { folder, config: before.config, report };
}

/** What a run has come to, for people. */
function resultText({ folder, config, report }: TrainedRun): string {
  const scores = report.test ?? report.dev;
  const table = scores === undefined ? '' : `${report.test ? 'test' : 'dev'}\n${plainText(scoreTable(scores))}\n`;
  const steps = `${report.steps} steps${report.steps < config.steps ? ' (stopped early)' : ''}`;
  return `${table}${steps} in ${Math.round(report.seconds)} s on ${report.device}\nrun: ${folder}\n`;
}

/** Runs the trainer to its end, or to Ctrl-C. @returns whether it was asked to stop */
async function follow(folder: string, config: RunConfig): Promise<boolean> {
  const view = showTraining(config.name, config.steps);
  const trainer = runTrainer(folder, { onMessage: (message) => view.show(message) });
  let stopped = false;
  const stop = () => {
    stopped = true;
    trainer.stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    const { crash } = await trainer.ended;
    const { status } = await readRun(folder);
    if (crash !== undefined && !stopped && status?.state !== 'failed') {
      throw new Error(
        `The trainer ended unexpectedly (${crash})\nTo go on from its last checkpoint: conll-distill train ${folder}`,
      );
    }
  } finally {
    view.close();
    for (const signal of signals) process.off(signal, stop);
  }
  return stopped;
}
