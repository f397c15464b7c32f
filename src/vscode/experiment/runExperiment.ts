import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { type Experiment, readExperiment } from '../../experiment';
import type { ApiKeys } from '../annotate/apiKeys';
import { openAISettings } from '../settings';
import { type Bundles, bundleEnvironment } from '../training/bundles';
import { chooseFolder } from '../training/chooseFolder';
import { experimentFiles } from './experimentFiles';
import { experimentsFolder, type ResultsPages } from './resultsPages';

export interface ExperimentServices {
  readonly bundles: Bundles;
  readonly keys: ApiKeys;
  readonly pages: ResultsPages;
  /** The folder of the experiments that come with the extension. */
  readonly ready: string;
}

/**
 * The command CoNLL: Run Experiment. The experiment runs in a terminal, where it is seen at work and ended by Ctrl-C; a page
 * beside it shows the tables as they fill. Run again, it goes on.
 * @throws ExperimentError naming the line of the file that is wrong
 */
export async function runExperiment(services: ExperimentServices): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const file = await chooseFile(services, folder);
  if (file === undefined) return;
  const { experiment } = readExperiment(await readFile(file, 'utf8'), file);
  const key = await keyFor(experiment, services.keys);
  if (key === undefined) return;
  const out = path.join(folder.uri.fsPath, experimentsFolder, experiment.name);
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('Experiment {0}', experiment.name),
    cwd: folder.uri,
    shellPath: process.execPath,
    shellArgs: [services.bundles.cli, 'experiment', file, '--out', out],
    env: { ...bundleEnvironment(services.bundles), ...key },
    iconPath: new vscode.ThemeIcon('beaker'),
    // A window that is reloaded must not start it a second time.
    isTransient: true,
  });
  terminal.show(true);
  services.pages.show(out, experiment.title ?? experiment.name);
}

interface FileItem extends vscode.QuickPickItem {
  readonly choose?: () => Promise<string | undefined>;
}

/** @returns undefined when the user dismissed the question, or now has a copy to adapt */
async function chooseFile({ ready }: ExperimentServices, folder: vscode.WorkspaceFolder): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const files = await experimentFiles(ready);
  const itemOf = ({ file, title }: (typeof files)[number], choose: FileItem['choose']): FileItem => ({
    label: path.basename(file),
    ...(title !== undefined && { description: title }),
    ...(choose && { choose }),
  });
  const own = files.filter((file) => !file.ready);
  const picked = await vscode.window.showQuickPick<FileItem>(
    [
      ...own.map((each) => {
        const place = vscode.workspace.asRelativePath(path.dirname(each.file));
        return {
          ...itemOf(each, async () => each.file),
          ...(path.resolve(folder.uri.fsPath, place) !== folder.uri.fsPath && { detail: place }),
        };
      }),
      { label: t('From the paper'), kind: vscode.QuickPickItemKind.Separator },
      ...files.filter((file) => file.ready).map((each) => itemOf(each, () => runOrCopy(each.file, folder))),
    ],
    { title: t('Run Experiment'), placeHolder: t('A YAML file with a grid of training runs, or prompts to compare') },
  );
  return picked?.choose?.();
}

/** A ready experiment runs on the sample data, or becomes a file of the user's own. */
async function runOrCopy(file: string, folder: vscode.WorkspaceFolder): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const run = t('Run on the sample data');
  const copy = t('Copy into {0}, to adapt it', folder.name);
  const choice = await vscode.window.showQuickPick([run, copy], { title: path.basename(file) });
  if (choice === run) return file;
  if (choice !== copy) return undefined;
  const target = path.join(folder.uri.fsPath, path.basename(file));
  if (existsSync(target)) {
    throw new Error(t('{0} is there already: open it, or move it away first.', path.basename(file)));
  }
  const source = await readFile(file, 'utf8');
  const sample = path.resolve(path.dirname(file), '../sample').replaceAll('\\', '/');
  await writeFile(target, source.replaceAll('../sample/', `${sample}/`));
  await vscode.window.showTextDocument(vscode.Uri.file(target));
  return undefined;
}

/**
 * What an experiment that asks an LLM needs of the user's settings and secrets. The key goes only where it was given for, as
 * everywhere.
 * @returns undefined when the user dismissed the question for the key
 */
async function keyFor(experiment: Experiment, keys: ApiKeys): Promise<Record<string, string> | undefined> {
  const asked =
    experiment.experiment === 'prompts'
      ? experiment.teachers.some(isOpenAI)
        ? [experiment]
        : []
      : [experiment.data.distilled, experiment.data.extra ?? []].flatMap((files) =>
          'annotate' in files && isOpenAI(files.teacher) ? [files] : [],
        );
  if (asked.length === 0) return {};
  const { baseUrl, model } = openAISettings();
  const servers = [...new Set(asked.map((said) => said.baseUrl ?? baseUrl))];
  const [server = baseUrl, ...others] = servers;
  if (others.length > 0) {
    throw new Error(
      vscode.l10n.t('The experiment asks {0}: only one server at a time has its key given.', servers.join(', ')),
    );
  }
  const key = await keys.get(server);
  return key === undefined ? undefined : { OPENAI_API_KEY: key, OPENAI_BASE_URL: server, OPENAI_MODEL: model };
}

const isOpenAI = (teacher: string) => /^openai(:|$)/u.test(teacher);
