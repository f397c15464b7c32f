import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import {
  type GpuCheck,
  gpuCheckSchema,
  type RuntimeCheck,
  type SetupEvent,
  setupEventSchema,
} from '../../protocol/gpuRuntime';
import { parseJson } from '../../protocol/runFolder';
import { type Bundles, bundleEnvironment } from './bundles';

interface GpuItem extends vscode.QuickPickItem {
  /** Arguments of `conll-distill gpu`; undefined: cancelled by the user. */
  readonly args?: () => Promise<string[] | undefined>;
  readonly check?: RuntimeCheck;
}

/**
 * The command CoNLL: Set Up GPU Runtime. Shows what training with TensorFlow on an NVIDIA GPU needs and what of it is
 * here; installs `@tensorflow/tfjs-node-gpu` into the extension's own storage, or removes it.
 */
export async function setUpGpu(bundles: Bundles): Promise<void> {
  const { t } = vscode.l10n;
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Looking for a driver, CUDA and TensorFlow…') },
    () => check(bundles),
  );
  const picked = await vscode.window.showQuickPick(itemsOf(found, bundles), {
    title: t('Train with TensorFlow on an NVIDIA GPU'),
    placeHolder: found.installed
      ? t('Installed: {0}', found.installed)
      : t('Not installed. It goes into the extension’s own storage.'),
    matchOnDetail: true,
  });
  if (picked?.check !== undefined) {
    await vscode.window.showInformationMessage(
      `${picked.check.what}: ${picked.check.detail}. ${picked.check.advice ?? ''}`,
    );
    return;
  }
  const args = await picked?.args?.();
  if (args === undefined) return;
  await (args[0] === 'uninstall' ? uninstall(bundles) : install(bundles, args));
}

async function check(bundles: Bundles): Promise<GpuCheck> {
  const args = [bundles.cli, 'gpu', 'check', '--json', '--folder', bundles.gpuRuntime];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: bundleEnvironment(bundles) });
  return parseJson(gpuCheckSchema, stdout, 'conll-distill gpu check');
}

function itemsOf({ installed, tensorflow, checks }: GpuCheck, { gpuRuntime }: Bundles): GpuItem[] {
  const { t } = vscode.l10n;
  const setUp = ['setup', '--json', '--folder', gpuRuntime];
  const folder = async (option: string, title: string) => {
    const [chosen] =
      (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title })) ?? [];
    return chosen && [...setUp, option, chosen.fsPath];
  };
  const own: GpuItem[] = tensorflow
    ? [
        {
          label: t('Build against TensorFlow {0} of Python', tensorflow.version),
          detail: tensorflow.folder,
          args: async () => [...setUp, '--tensorflow', tensorflow.folder],
        },
      ]
    : [];
  const remove: GpuItem[] = installed
    ? [{ label: t('Uninstall'), detail: gpuRuntime, args: async () => ['uninstall'] }]
    : [];
  return [
    ...own,
    {
      label: t('Install with libtensorflow 2.9.1'),
      detail: t('For CUDA 11.2 and cuDNN 8.1; a download of several hundred megabytes'),
      args: async () => setUp,
    },
    {
      label: t('Build against another TensorFlow…'),
      detail: t('The folder tensorflow among a Python’s packages, 2.13 or newer: CUDA 12'),
      args: () => folder('--tensorflow', t('The folder of a TensorFlow')),
    },
    {
      label: t('Install without a connection…'),
      detail: t('From a folder that conll-distill gpu download has written elsewhere'),
      args: () => folder('--offline', t('The folder that gpu download has written')),
    },
    ...remove,
    { label: t('What it needs here'), kind: vscode.QuickPickItemKind.Separator },
    ...checks.map((one): GpuItem => {
      const icon = one.isFound ? '$(pass)' : '$(warning)';
      return {
        label: `${icon} ${one.what}`,
        description: one.detail,
        check: one,
        ...(one.advice && { detail: one.advice }),
      };
    }),
  ];
}

async function install(bundles: Bundles, args: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  const end = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Setting up the GPU runtime'), cancellable: true },
    (progress, cancelled) => run(bundles, args, progress, cancelled),
  );
  if (end === undefined) {
    void vscode.window.showInformationMessage(
      t('Setting up the GPU runtime was cancelled. Nothing is installed; what was downloaded is kept.'),
    );
    return;
  }
  if (end.event === 'finished') {
    const missing = end.checks.filter(({ isFound }) => !isFound).map(({ what }) => what);
    if (end.onGpu) void vscode.window.showInformationMessage(t('Runs now train on {0}.', end.device));
    else {
      void vscode.window.showWarningMessage(
        t(
          '{0}. Runs do not take it automatically. Missing: {1}. Run this command again to read what to do.',
          end.device,
          missing.join(', '),
        ),
      );
    }
    return;
  }
  const again = t('Try Again');
  const message = end.event === 'failed' ? end.message : '';
  if ((await vscode.window.showErrorMessage(message, again)) === again) await install(bundles, args);
}

/** @returns its last word; undefined where the user has cancelled it */
async function run(
  bundles: Bundles,
  args: readonly string[],
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancelled: vscode.CancellationToken,
): Promise<SetupEvent | undefined> {
  const child = spawn(process.execPath, [bundles.cli, 'gpu', ...args], {
    env: bundleEnvironment(bundles),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  cancelled.onCancellationRequested(() => child.kill('SIGTERM'));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exited = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  let last: SetupEvent | undefined;
  let shown = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = parseJson(setupEventSchema, line, 'conll-distill gpu setup');
    if (last.event !== 'progress' || last.total === 0) continue;
    // VS Code adds up what it is given, and its bar never goes back: the packages fill it, what follows has words only.
    const percent = (last.done / last.total) * 100;
    progress.report({ message: last.message, increment: Math.max(0, percent - shown) });
    shown = Math.max(shown, percent);
  }
  const code = await exited;
  if (cancelled.isCancellationRequested) return undefined;
  if (last && last.event !== 'progress') return last;
  return { event: 'failed', message: errors.trim() || `conll-distill gpu ended with exit code ${code}.` };
}

async function uninstall(bundles: Bundles): Promise<void> {
  const args = [bundles.cli, 'gpu', 'uninstall', '--folder', bundles.gpuRuntime];
  await promisify(execFile)(process.execPath, args, { env: bundleEnvironment(bundles) });
  void vscode.window.showInformationMessage(vscode.l10n.t('The GPU runtime is removed.'));
}
