import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportsToHost, PlotFile, TableFormat } from '../../../../protocol/panel';
import { csv, latex, markdown, type Table } from '../../../../tables';
import type { Handlers } from '../handlers';
import type { PanelContext } from '../panelContext';

const writers: Readonly<Record<TableFormat, { language: string; write: (table: Table) => string }>> = {
  markdown: { language: 'markdown', write: markdown },
  latex: { language: 'latex', write: latex },
  csv: { language: 'plaintext', write: csv },
};

/** Hands out what the views show. */
export function exportHandlers({ folder, beside }: PanelContext): Handlers<ExportsToHost> {
  const text = (tables: readonly Table[], format: TableFormat) => tables.map(writers[format].write).join('\n');
  return {
    exportTables: async ({ tables, format }) => {
      const { language } = writers[format];
      const document = await vscode.workspace.openTextDocument({ language, content: text(tables, format) });
      await vscode.window.showTextDocument(document, { viewColumn: beside() });
    },
    copyTables: async ({ tables, format }) => {
      await vscode.env.clipboard.writeText(text(tables, format));
      const said =
        tables.length === 1 ? vscode.l10n.t('The table is copied.') : vscode.l10n.t('The tables are copied.');
      vscode.window.setStatusBarMessage(said, 4000);
    },
    savePlot: (plot) => savePlot(plot, folder, beside),
  };
}

async function savePlot(
  { format, title, content }: PlotFile,
  folder: vscode.WorkspaceFolder,
  beside: PanelContext['beside'],
): Promise<void> {
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showSaveDialog({
    title: t('Save the plot'),
    defaultUri: vscode.Uri.joinPath(folder.uri, `${fileName(title)}.${format}`),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (!chosen) return;
  await vscode.workspace.fs.writeFile(chosen, Buffer.from(content, format === 'png' ? 'base64' : 'utf8'));
  const open = t('Open');
  const name = path.basename(chosen.fsPath);
  if ((await vscode.window.showInformationMessage(t('{0} is saved.', name), open)) === open)
    await vscode.commands.executeCommand('vscode.open', chosen, { viewColumn: beside() });
}

/** A title as a file's name on every system: `F1 on dev by step, %` as `f1-on-dev-by-step`. */
function fileName(title: string): string {
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return name.replace(/^-+|-+$/gu, '') || 'plot';
}
