import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { isHubName } from '../../../../protocol/hubName';
import type { RunSetup } from '../../../../protocol/panel';
import { type ConfigFile, configFileSchema, parseJson } from '../../../../protocol/runFolder';

const filters = () => ({ [vscode.l10n.t('JSON')]: ['json'] });

/**
 * Asks where to, and writes what `conll-distill train --config` reads: paths from the file's own folder, so that both can be
 * moved together. The student that comes with the product is left out: every installation has its own.
 * @returns the file; undefined where the question was dismissed
 */
export async function saveConfig(
  setup: RunSetup,
  seeds: readonly number[],
  folder: vscode.WorkspaceFolder,
  embedded: string,
): Promise<string | undefined> {
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the configuration of the run'),
    defaultUri: vscode.Uri.joinPath(folder.uri, `${setup.blend.name}.json`),
    filters: filters(),
  });
  if (!chosen) return undefined;
  const file = chosen.fsPath;
  await writeFile(file, `${JSON.stringify(configFileOf(setup, seeds, path.dirname(file), embedded), null, 2)}\n`);
  return file;
}

/** @returns what a file that the user chose says, its paths absolute; undefined where the question was dismissed */
export async function loadConfig(
  folder: vscode.WorkspaceFolder,
): Promise<{ readonly file: string; readonly config: ConfigFile } | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Load the configuration of a run'),
      defaultUri: folder.uri,
      filters: filters(),
    })) ?? [];
  if (!chosen) return undefined;
  const file = chosen.fsPath;
  const config = parseJson(configFileSchema, await readFile(file, 'utf8'), file);
  return { file, config: withPaths(config, (name) => path.resolve(path.dirname(file), name)) };
}

/** A run's setup as a config file in a folder says it. */
export function configFileOf(setup: RunSetup, seeds: readonly number[], folder: string, embedded: string): ConfigFile {
  const { seed, model, original, distilled, ...settings } = withPaths(setup, (name) =>
    path.relative(folder, name).replaceAll('\\', '/'),
  );
  return {
    original: [...original],
    distilled: [...distilled],
    ...settings,
    ...(setup.model !== embedded && { model: model === '' ? '.' : model }),
    ...(seeds.length > 1 ? { seeds: [...seeds] } : { seed: seeds[0] ?? seed }),
  };
}

/** What of a config are paths. */
interface Paths {
  readonly original?: readonly string[] | undefined;
  readonly distilled?: readonly string[] | undefined;
  readonly dev?: string | undefined;
  readonly test?: string | undefined;
  readonly model?: string | undefined;
}

function withPaths<T extends Paths>(config: T, change: (name: string) => string) {
  const { original, distilled, dev, test, model } = config;
  return {
    ...config,
    ...(original && { original: original.map(change) }),
    ...(distilled && { distilled: distilled.map(change) }),
    ...(dev !== undefined && { dev: change(dev) }),
    ...(test !== undefined && { test: change(test) }),
    ...(model !== undefined && !isHubName(model) && { model: change(model) }),
  };
}
