import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { describeProgress, parseResults, type Results, resultsFile } from '../../experiment';
import { html } from '../../tables';

/** Where experiments are kept, from the folder one works in. */
export const experimentsFolder = '.conll-distill/experiments';

/** Milliseconds between two looks at an experiment's results. */
const interval = 1000;

/** Pages that show the tables of experiments, and fill as their runs end, whoever runs them. */
export class ResultsPages implements vscode.Disposable {
  readonly #pages = new Map<string, vscode.WebviewPanel>();

  /** @param folder of the experiment */
  show(folder: string, title: string): void {
    const open = this.#pages.get(folder);
    if (open) {
      open.reveal(undefined, true);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'conllExperiment',
      title,
      { viewColumn: vscode.ViewColumn.Active, preserveFocus: true },
      { enableFindWidget: true, localResourceRoots: [], enableCommandUris: ['vscode.open'] },
    );
    this.#pages.set(folder, panel);
    const look = follow(path.join(folder, resultsFile), async (results, problem) => {
      const shown = results ?? { title, cells: 0, done: 0, tables: [] };
      const links = await exportsIn(folder);
      if (this.#pages.get(folder) === panel) panel.webview.html = pageOf(shown, problem, links);
    });
    panel.onDidDispose(() => {
      clearInterval(look);
      this.#pages.delete(folder);
    });
  }

  /** The command CoNLL: Show Experiment Results. */
  async choose(): Promise<void> {
    const items = (await Promise.all((vscode.workspace.workspaceFolders ?? []).map(experimentsIn))).flat();
    if (items.length === 0) {
      throw new Error(vscode.l10n.t('No experiment has results yet. "CoNLL: Run Experiment" begins one.'));
    }
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show Experiment Results') });
    if (picked) this.show(picked.folder, picked.label);
  }

  dispose(): void {
    for (const panel of this.#pages.values()) panel.dispose();
  }
}

async function experimentsIn(
  workspace: vscode.WorkspaceFolder,
): Promise<(vscode.QuickPickItem & { readonly folder: string })[]> {
  const all = path.join(workspace.uri.fsPath, experimentsFolder);
  const names = await readdir(all).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(all, name, resultsFile), 'utf8').catch(() => undefined);
      const isOneOfSeveral = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
      return text === undefined
        ? []
        : [{ label: name, ...(isOneOfSeveral && { description: workspace.name }), folder: path.join(all, name) }];
    }),
  );
  return found.flat();
}

/** The tables of an experiment in other formats: links to those files that are there. */
async function exportsIn(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const { t } = vscode.l10n;
  const label = (name: string) => {
    if (name === 'results.md') return 'Markdown';
    if (name === 'results.tex') return 'LaTeX';
    if (name === 'results.csv') return 'CSV';
    const table = /^results-(\d+)\.csv$/u.exec(name)?.[1];
    return table === undefined ? undefined : t('CSV of table {0}', table);
  };
  const links = names.sort(byTable).flatMap((name) => {
    const text = label(name);
    if (text === undefined) return [];
    const argument = encodeURIComponent(JSON.stringify([vscode.Uri.file(path.join(folder, name))]));
    return [`<a href="command:vscode.open?${argument}">${escaped(text)}</a>`];
  });
  return links.length === 0 ? '' : `<p>${escaped(t('Open as'))} ${links.join(' · ')}</p>`;
}

/** Documents before single tables, and those in their order. */
function byTable(a: string, b: string): number {
  return Number(a.endsWith('.csv')) - Number(b.endsWith('.csv')) || a.localeCompare(b, 'en', { numeric: true });
}

/** Tells what stands in a file now, and whenever it has changed; undefined while there is none. */
function follow(file: string, tell: (results: Results | undefined, problem?: string) => Promise<void>): NodeJS.Timeout {
  let seen: number | undefined = Number.NaN;
  const look = async () => {
    const time = (await stat(file).catch(() => undefined))?.mtimeMs;
    if (time === seen) return;
    seen = time;
    if (time === undefined) return tell(undefined);
    const read = readFile(file, 'utf8').then((text) => parseResults(text, file));
    return read.then(tell, (error: unknown) => tell(undefined, error instanceof Error ? error.message : String(error)));
  };
  void look();
  return setInterval(() => void look(), interval);
}

/** No script, nothing from the network: text and its style. */
function pageOf(results: Results, problem: string | undefined, links: string): string {
  const nonce = randomBytes(16).toString('base64');
  const { t } = vscode.l10n;
  const waiting = t(
    'No run is done yet. The terminal shows how far the first ones are; this page fills as they end, and what is done stays when the terminal is closed.',
  );
  const words = problem ?? (results.done === 0 ? waiting : describeProgress(results));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>${escaped(results.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>${escaped(results.title)}</h1>
<p role="status">${escaped(words)}</p>
${links}
<main>
${results.tables.map(html).join('\n')}</main>
</body>
</html>`;
}

const style = `
body { padding: 0 20px 20px; line-height: 1.5; }
h1 { font-size: 1.4em; font-weight: 600; }
main { overflow-x: auto; }
table { border-collapse: collapse; margin-top: 2em; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-block: 0.4em; }
th, td { padding: 0.2em 0.6em; text-align: start; white-space: nowrap; }
tbody th { font-weight: 400; }
table, thead, tbody { border-block: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, currentColor)); }
tbody tr:hover { background: var(--vscode-list-hoverBackground); }
.figure { text-align: end; }
.note { max-width: 60em; color: var(--vscode-descriptionForeground); }
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
