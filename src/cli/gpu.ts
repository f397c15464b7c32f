import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { deviceReportsSchema } from '../protocol/devices';
import { type GpuCheck, type RuntimeCheck, type SetupEvent, tfjsNodeVariable } from '../protocol/gpuRuntime';
import { parseJson } from '../protocol/runFolder';
import { describeFailure, Interruption } from './failure';
import { gpuFolder } from './gpuFolder';
import { jsonOption } from './options';
import { writeJson, writeOutput } from './output';
import { createProgress, type Progress } from './progress';

interface GpuOptions {
  readonly folder: string;
  readonly python: string;
  readonly tensorflow?: string;
  readonly offline?: string;
  readonly json?: boolean;
}

/** `gpu check | setup | download | uninstall`: the runtime that trains with TensorFlow on an NVIDIA GPU. */
export function gpuVerb(program: Command): void {
  const gpu = program.command('gpu').description('Set up training with TensorFlow on an NVIDIA GPU (Linux, x64).');
  const verb = (name: string, description: string) =>
    gpu.command(name).description(description).option('--folder <folder>', 'where the runtime is', gpuFolder());
  const withTensorflow = (command: Command) =>
    command
      .option('--tensorflow <folder>', 'a TensorFlow on this machine to build against (default: libtensorflow 2.9.1)')
      .option('--python <command>', 'the Python whose TensorFlow is looked for', 'python3')
      .addOption(jsonOption());

  withTensorflow(verb('check', 'What is there and what is missing: driver, CUDA, cuDNN, compiler.')).action(check);
  withTensorflow(verb('setup', 'Install @tensorflow/tfjs-node-gpu and build its binding.'))
    .option('--offline <folder>', 'take everything from a folder that `gpu download` has written')
    .action(setUp);
  gpu
    .command('download')
    .description('Write what `gpu setup --offline` needs into a folder, on a machine with a connection.')
    .argument('<folder>')
    .option('--without-tensorflow', 'the packages only, for machines with a TensorFlow of their own')
    .action(download);
  verb('uninstall', 'Remove the runtime.').action(async ({ folder }: GpuOptions) => {
    const { uninstallRuntime } = await import('../gpuRuntime');
    const wasThere = await uninstallRuntime(folder);
    await writeOutput('-', wasThere ? `${folder} is removed.\n` : `${folder} is not there: nothing to remove.\n`);
  });
}

async function check(options: GpuOptions): Promise<void> {
  const { installedRuntime, tensorflowOfPython } = await import('../gpuRuntime');
  const own = await tensorflowOfPython(options.python).catch(() => undefined);
  const checks = await checksFor(options.tensorflow ?? own?.folder);
  const installed = installedRuntime(options.folder) && (await tryRuntime(options.folder));
  const result: GpuCheck = {
    ...(installed && { installed: installed.device }),
    ...(own && { tensorflow: { folder: own.folder, version: own.version } }),
    checks,
  };
  if (options.json) return writeJson(result);
  const lines = [
    installed ? `Installed in ${options.folder}: ${installed.device}` : `Not installed in ${options.folder}.`,
    own
      ? `${options.python} has TensorFlow ${own.version}: build against it with --tensorflow ${own.folder}`
      : `${options.python} has no TensorFlow: libtensorflow 2.9.1 would be downloaded.`,
    ...checks.flatMap(linesOf),
  ];
  await writeOutput('-', `${lines.join('\n')}\n`);
}

async function setUp(options: GpuOptions): Promise<void> {
  const { setUpRuntime } = await import('../gpuRuntime');
  const report = reporter('Set up', options.json);
  try {
    await withSignal((signal) =>
      setUpRuntime({
        folder: path.resolve(options.folder),
        ...(options.tensorflow !== undefined && { tensorflow: path.resolve(options.tensorflow) }),
        ...(options.offline !== undefined && { offline: options.offline }),
        signal,
        onProgress: report.progress,
      }),
    );
    const { device, onGpu } = await tryRuntime(options.folder);
    const checks = await checksFor(options.tensorflow);
    report.stop();
    if (options.json) return tell({ event: 'finished', device, onGpu, checks });
    const next = onGpu
      ? 'Runs take it automatically.'
      : 'It works, but finds no GPU, so that runs do not take it automatically. What is missing:';
    const missing = onGpu ? [] : checks.filter(({ isFound }) => !isFound).flatMap(linesOf);
    await writeOutput('-', `${[device, next, ...missing].join('\n')}\n`);
  } catch (error) {
    report.stop();
    if (options.json) tell({ event: 'failed', message: describeFailure(error).message });
    throw error;
  }
}

async function download(folder: string, { withoutTensorflow }: { withoutTensorflow?: boolean }): Promise<void> {
  const { downloadOffline } = await import('../gpuRuntime');
  const report = reporter('Download', false);
  try {
    await withSignal((signal) => downloadOffline(folder, !withoutTensorflow, { signal, onProgress: report.progress }));
  } finally {
    report.stop();
  }
  await writeOutput('-', `${folder} has all that conll-distill gpu setup --offline ${folder} needs.\n`);
}

/** Of the TensorFlow to build against, or of the one that would be downloaded. */
async function checksFor(tensorflow: string | undefined): Promise<RuntimeCheck[]> {
  const { checkMachine, cudaOfPip, libtensorflow, readTensorflow, requirementsOf } = await import('../gpuRuntime');
  const library = tensorflow === undefined ? undefined : await readTensorflow(tensorflow);
  const requirements = requirementsOf(library?.version ?? libtensorflow.version);
  if (!requirements) throw new Error(`TensorFlow ${library?.version} is too old: 2.5 or newer is needed.`);
  return checkMachine(requirements, library ? cudaOfPip(library) : []);
}

/** Starts it in a process of its own, as a run does. @throws Error saying why it does not run */
async function tryRuntime(folder: string): Promise<{ device: string; onGpu: boolean }> {
  const { installedRuntime } = await import('../gpuRuntime');
  const env = { ...process.env, [tfjsNodeVariable]: installedRuntime(path.resolve(folder)) };
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(__dirname, 'trainer.js'), '--devices'], {
    env,
  });
  const reports = parseJson(deviceReportsSchema, stdout.trimEnd().split('\n').at(-1) ?? '', 'trainer.js --devices');
  const report = reports.find(({ id }) => id === 'tfjs-tensorflow');
  if (report?.found === undefined) throw new Error(`It is installed, but does not run: ${report?.reason}`);
  return { device: report.found, onGpu: report.automatic };
}

function linesOf({ what, isFound, detail, advice }: RuntimeCheck): string[] {
  return [`${isFound ? '+' : '-'} ${what}: ${detail}`, ...(advice === undefined ? [] : [`    ${advice}`])];
}

/** A bar for each thing that is done, or a line of JSON for each step. */
function reporter(title: string, json: boolean | undefined) {
  let bar: { readonly of: string; readonly progress: Progress } | undefined;
  return {
    progress(message: string, done: number, total: number) {
      if (json) return tell({ event: 'progress', message, done, total });
      const [of = message] = message.split(' ');
      if (bar?.of !== of) {
        bar?.progress.stop();
        bar = { of, progress: createProgress(title, total) };
      }
      bar.progress.update(done, [message]);
    },
    stop: () => bar?.progress.stop(),
  };
}

function tell(event: SetupEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Ctrl-C, or the end of whoever started this, stops the work cleanly. */
async function withSignal(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort(new Interruption('Stopped. Nothing is installed; what was downloaded is kept.'));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, stop);
  try {
    await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}
