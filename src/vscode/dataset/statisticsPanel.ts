import path from 'node:path';
import * as vscode from 'vscode';
import { z } from 'zod';
import { corpusStatistics, statisticsCsv, statisticsTables } from '../../corpus';
import type { DatasetStatistics } from '../../dataset';
import type { HostToStatistics, StatisticsFormat, StatisticsToHost } from '../../protocol/statistics';
import { csv, markdown } from '../../tables';
import { assignSlots } from '../editor/typeColours';
import { pageFolder, webviewPage } from '../webviewPage';
import { chosenFiles } from './chosenFiles';
import { withCorpora } from './openCorpora';

const VIEW = 'conllDistill.statistics';

const request: z.ZodType<StatisticsToHost> = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ready', 'refresh']) }),
  z.object({ type: z.literal('open'), file: z.int().min(0), line: z.int().min(0) }),
  z.object({
    type: z.literal('export'),
    format: z.enum(['markdown', 'csv', 'json', 'svg']),
    drawing: z.exactOptional(z.string()),
  }),
]);
const memory = z.object({ uris: z.array(z.string()).min(1) });

/** The command CoNLL: Statistics: what one or several data sets hold, drawn, and what stands in more than one of them. */
export class StatisticsPanels implements vscode.WebviewPanelSerializer {
  constructor(private readonly extensionUri: vscode.Uri) {}

  register(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(VIEW, this);
  }

  /** @throws Error with a message for the user */
  show(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): void {
    const uris = chosenFiles(clicked, selected);
    const title = vscode.l10n.t('Statistics: {0}', uris.map((uri) => path.posix.basename(uri.path)).join(', '));
    const panel = vscode.window.createWebviewPanel(VIEW, title, vscode.ViewColumn.Active);
    this.#fill(panel, uris);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const remembered = memory.safeParse(state);
    if (remembered.success)
      this.#fill(
        panel,
        remembered.data.uris.map((uri) => vscode.Uri.parse(uri)),
      );
    else panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, uris: readonly vscode.Uri[]): void {
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, ...pageFolder)],
    };
    const shown = new ShownStatistics(uris, (message) => void webview.postMessage(message));
    const saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uris.some((each) => each.toString() === uri.toString())) void shown.read();
    });
    webview.onDidReceiveMessage((message: unknown) => shown.answer(message));
    panel.onDidDispose(() => {
      saved.dispose();
      shown.dispose();
    });
    webview.html = webviewPage(webview, this.extensionUri, 'statistics', vscode.l10n.t('Statistics'));
  }
}

/** The statistics of one page: read when it asks, and again when a file of it was saved. */
class ShownStatistics {
  #report: DatasetStatistics | undefined;
  #reading = new AbortController();

  constructor(
    private readonly uris: readonly vscode.Uri[],
    private readonly post: (message: HostToStatistics) => void,
  ) {}

  dispose(): void {
    this.#reading.abort();
  }

  async answer(message: unknown): Promise<void> {
    try {
      const asked = request.parse(message);
      switch (asked.type) {
        case 'ready':
          return this.#report ? this.#show(this.#report) : await this.read();
        case 'refresh':
          return await this.read();
        case 'open':
          return await this.#open(asked.file, asked.line);
        case 'export':
          return await this.#export(asked.format, asked.drawing);
      }
    } catch (error) {
      this.post({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Newer questions end older ones. */
  async read(): Promise<void> {
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    let told = -1;
    const onProgress = (share: number): void => {
      const percent = Math.floor(100 * share);
      if (percent > told && !signal.aborted) this.post({ type: 'reading', share });
      told = percent;
    };
    onProgress(0);
    try {
      const report = await withCorpora(this.uris, {}, (corpora) => corpusStatistics(corpora, { signal, onProgress }));
      if (signal.aborted) return;
      this.#report = report;
      this.#show(report);
    } catch (error) {
      if (!signal.aborted)
        this.post({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #show(report: DatasetStatistics): void {
    this.post({
      type: 'show',
      report,
      slots: Object.fromEntries(assignSlots(report.types)),
      uris: this.uris.map((uri) => uri.toString()),
    });
  }

  async #open(file: number, line: number): Promise<void> {
    const uri = this.uris[file];
    if (!uri) return;
    // Unlike showTextDocument, this also opens files that VS Code keeps from extensions.
    await vscode.commands.executeCommand('vscode.open', uri, {
      selection: new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER),
      viewColumn: vscode.ViewColumn.Beside,
    });
  }

  async #export(format: StatisticsFormat, drawing = ''): Promise<void> {
    const report = this.#report;
    const [first] = this.uris;
    if (!report || !first) return;
    const endings = { markdown: 'md', csv: 'csv', json: 'json', svg: 'svg' } as const;
    const to = await vscode.window.showSaveDialog({
      ...(first.scheme === 'file' && { defaultUri: vscode.Uri.joinPath(first, '..', `statistics.${endings[format]}`) }),
      filters: { [format]: [endings[format]] },
    });
    if (!to) return;
    const texts: Readonly<Record<StatisticsFormat, () => string>> = {
      markdown: () => statisticsTables(report).map(markdown).join('\n'),
      csv: () => csv(statisticsCsv(report)),
      json: () => `${JSON.stringify(report, undefined, 2)}\n`,
      svg: () => `${drawing}\n`,
    };
    await vscode.workspace.fs.writeFile(to, new TextEncoder().encode(texts[format]()));
    await vscode.commands.executeCommand('vscode.open', to, { viewColumn: vscode.ViewColumn.Beside });
  }
}
