import * as vscode from 'vscode';
import { z } from 'zod';
import { type HostToReading, type ReadingToHost, TARGETS, type Target } from '../../protocol/readingView';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { pageFolder, webviewPage } from '../webviewPage';
import { ReadingSession } from './readingSession';

export const READING_VIEW = 'conllDistill.readingView';

const index = z.int().min(0);
const place = z.object({ sentence: index, start: index, end: index, column: z.exactOptional(index) });
const direction = z.union([z.literal(1), z.literal(-1)]);
const request: z.ZodType<ReadingToHost> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), version: z.exactOptional(z.int()) }),
  z.object({ type: z.literal('read'), from: index, to: index }),
  z.object({ type: z.literal('cursor'), place }),
  z.object({ type: z.literal('scrolled'), sentence: index }),
  z.object({ type: z.literal('next'), from: place, target: z.enum(TARGETS), direction }),
  z.object({ type: z.literal('label'), version: z.int(), place, entityType: z.exactOptional(z.string().min(1)) }),
  z.object({ type: z.literal('pickType'), version: z.int(), place }),
]);

export interface ReadingServices {
  readonly documents: ParsedDocuments;
  readonly answers: AnswerIndexes;
  readonly extensionUri: vscode.Uri;
}

/**
 * The reading view: an editor of the same text document that shows its sentences as running text and labels by
 * keyboard. Each of its doings is one edit of the document, so that undo, diff and git see nothing special.
 */
export class ReadingViews implements vscode.CustomTextEditorProvider, vscode.Disposable {
  readonly #panels = new Set<vscode.WebviewPanel>();
  readonly #registration: vscode.Disposable;

  constructor(private readonly services: ReadingServices) {
    this.#registration = vscode.window.registerCustomEditorProvider(READING_VIEW, this, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { retainContextWhenHidden: true },
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  /** Lets the reading view that has the keyboard go to its next target. @returns false where none has it */
  go(target: Target, direction: 1 | -1): boolean {
    const panel = [...this.#panels].find(({ active }) => active);
    const message: HostToReading = { type: 'go', target, direction };
    void panel?.webview.postMessage(message);
    return panel !== undefined;
  }

  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    const { extensionUri } = this.services;
    const { webview } = panel;
    this.#panels.add(panel);
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, ...pageFolder)],
    };
    const session = new ReadingSession(document, this.services, (message) => void webview.postMessage(message));
    const messages = webview.onDidReceiveMessage((message: unknown) => session.receive(request.parse(message)));
    panel.onDidDispose(() => {
      this.#panels.delete(panel);
      messages.dispose();
      session.dispose();
    });
    // Where that fails, the page asks, and is told why.
    const first = await session.first().catch(() => []);
    if (!this.#panels.has(panel)) return;
    webview.html = webviewPage(webview, extensionUri, 'readingView', vscode.l10n.t('Reading View'), first);
  }
}

/** The command CoNLL: Open Reading View: beside the text, of the file that is open or was clicked. */
export async function openReadingView(clicked?: vscode.Uri): Promise<void> {
  const uri = clicked ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) throw new Error(vscode.l10n.t('Open a CoNLL file first.'));
  await vscode.commands.executeCommand('vscode.openWith', uri, READING_VIEW, vscode.ViewColumn.Beside);
}
