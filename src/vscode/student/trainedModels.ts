import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunConfig, RunReport } from '../../protocol/run';
import { deletedFolder, parseRunConfig, parseRunReport, runFiles, runsFolder } from '../../protocol/runFolder';

/** A run that came to its end, and so has a trained model. */
export interface TrainedModel {
  /** The path of its run folder. */
  readonly folder: string;
  /** Short, for people: its path below `.conll-distill/runs` or `experiments`, else the folder's own name. */
  readonly name: string;
  readonly config: RunConfig;
  readonly report: RunReport;
}

/** Single runs and those of experiments, wherever in the workspace someone worked. */
const reports = `**/.conll-distill/{runs,experiments}/**/${runFiles.report}`;

/** Those of the workspace that are not deleted, the best on dev by micro F1 first; then those that were not measured on dev. */
export async function trainedModels(): Promise<TrainedModel[]> {
  const found = await vscode.workspace.findFiles(reports, null);
  const kept = found.filter(({ path: file }) => !file.includes(`/${runsFolder}/${deletedFolder}/`));
  const models = await Promise.all(kept.map(({ fsPath }) => trainedModel(path.dirname(fsPath))));
  return models.filter((model) => model !== undefined).sort((a, b) => f1Of(b) - f1Of(a) || (a.name < b.name ? -1 : 1));
}

/** @returns undefined where the folder holds no run with a report that can be read */
export async function trainedModel(folder: string): Promise<TrainedModel | undefined> {
  const [, below] = /[\\/]\.conll-distill[\\/](?:runs|experiments)[\\/](.+)$/u.exec(folder) ?? [];
  try {
    const text = (name: string) => readFile(path.join(folder, name), 'utf8');
    return {
      folder,
      name: below?.replaceAll('\\', '/') ?? path.basename(folder),
      config: parseRunConfig(await text(runFiles.config)),
      report: parseRunReport(await text(runFiles.report)),
    };
  } catch {
    // Half a run, or another program's folder: nothing to choose.
    return undefined;
  }
}

function f1Of({ report }: TrainedModel): number {
  return report.dev?.micro.f1 ?? -1;
}
