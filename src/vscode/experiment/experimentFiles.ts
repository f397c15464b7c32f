import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

/** An experiment's file that can be run. */
export interface ExperimentFile {
  readonly file: string;
  /** Comes with the extension. */
  readonly ready: boolean;
  readonly title?: string;
}

/** A workspace may hold any number of YAML files that are something else. */
const enough = 500;

/** The experiments of the workspace, and the ready ones in `readyFolder`. */
export async function experimentFiles(readyFolder: string): Promise<ExperimentFile[]> {
  const found = await vscode.workspace.findFiles(
    '**/*.{yaml,yml}',
    '{**/node_modules/**,**/.conll-distill/**}',
    enough,
  );
  const own = await Promise.all(found.map((uri) => asExperiment(uri.fsPath, false)));
  const names = (await readdir(readyFolder)).filter((name) => name.endsWith('.yaml')).sort();
  const ready = await Promise.all(names.map((name) => asExperiment(path.join(readyFolder, name), true)));
  return [...own, ...ready].filter((file) => file !== undefined);
}

async function asExperiment(file: string, ready: boolean): Promise<ExperimentFile | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!/^experiment:\s*['"]?(prompts|regimens|blends)\b/mu.test(text)) return undefined;
  const title = /^title:\s*(.+)$/mu.exec(text)?.[1]?.trim();
  return { file, ready, ...(title && { title }) };
}
