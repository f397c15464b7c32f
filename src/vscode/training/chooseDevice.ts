import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { type DeviceReport, deviceReportsSchema } from '../../protocol/devices';
import type { DeviceChoice } from '../../protocol/run';
import { parseJson } from '../../protocol/runFolder';
import { type Bundles, bundleEnvironment } from './bundles';

const section = 'conllDistill.training';
const run = promisify(execFile);

/** The device that new runs train on. */
export function chosenDevice(): DeviceChoice {
  return vscode.workspace.getConfiguration(section).get<DeviceChoice>('device', 'auto');
}

interface DeviceItem extends vscode.QuickPickItem {
  readonly choice?: DeviceChoice;
}

/**
 * The command CoNLL: Choose Training Device. Tries what this machine has in a process of its own, shows what was found and
 * what was not and why, and keeps the choice in the settings.
 */
export async function chooseDevice(bundles: Bundles): Promise<void> {
  const { t } = vscode.l10n;
  const reports = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Looking for devices to train on…') },
    () => probeDevices(bundles),
  );
  const picked = await vscode.window.showQuickPick(itemsOf(reports, chosenDevice()), {
    title: t('Device to Train On'),
    placeHolder: t('What runs here comes first; the others say why they do not'),
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  if (picked.choice === undefined) {
    await vscode.window.showWarningMessage(t('{0} does not run here: {1}', picked.label, picked.detail ?? ''));
    return;
  }
  await vscode.workspace.getConfiguration(section).update('device', picked.choice, vscode.ConfigurationTarget.Global);
}

/** Tries what this machine has, in a process of its own. @throws Error when that process fails */
export async function probeDevices(bundles: Bundles): Promise<readonly DeviceReport[]> {
  const env = bundleEnvironment(bundles);
  const { stdout } = await run(process.execPath, [bundles.trainer, '--devices'], { env });
  // Engines print what they like before.
  return parseJson(deviceReportsSchema, stdout.trimEnd().split('\n').at(-1) ?? '', 'trainer.js --devices');
}

function itemsOf(reports: readonly DeviceReport[], chosen: DeviceChoice): DeviceItem[] {
  const { t } = vscode.l10n;
  const current = (choice: DeviceChoice) => (choice === chosen ? { description: t('chosen now') } : {});
  const automatic = reports.find((report) => report.automatic)?.found ?? '';
  const found = reports.filter((report) => report.found !== undefined);
  const refused = reports.filter((report) => report.found === undefined);
  return [
    {
      label: t('Automatic'),
      detail: t('Takes {0}', automatic),
      choice: 'auto',
      ...current('auto'),
    },
    ...found.map(({ id, found: label, reason, name }): DeviceItem => {
      const detail = reason === undefined ? {} : { detail: t('Not taken automatically: {0}', reason) };
      return { label: label ?? name, choice: id, ...detail, ...current(id) };
    }),
    { label: t('Not available here'), kind: vscode.QuickPickItemKind.Separator },
    ...refused.map(({ name, reason }): DeviceItem => ({ label: name, detail: reason ?? '' })),
  ];
}
