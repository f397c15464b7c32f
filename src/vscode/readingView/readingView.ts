import * as vscode from 'vscode';
import { z } from 'zod';
import { decodeEntities, editEntities } from '../../dataset';
import type { HostToReading, Place, ReadingToHost } from '../../protocol/readingView';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import { tagColumnProblem } from '../annotate/tagColumnCheck';
import { applyTagEdits } from '../annotate/tagEdit';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { assignSlots } from '../editor/typeColours';
import { entityTypeSettings } from '../settings';
import { pageFolder, webviewPage } from '../webviewPage';
import { nextEntity, readSentences } from './readSentences';

export const READING_VIEW = 'conllDistill.readingView';

const place = z.object({ sentence: z.int().min(0), start: z.int().min(0), end: z.int().min(0) });
const request: z.ZodType<ReadingToHost> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('read'), from: z.int().min(0), to: z.int().min(0) }),
  z.object({ type: z.literal('cursor'), place }),
  z.object({ type: z.literal('entity'), from: place, direction: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ type: z.literal('label'), version: z.int(), place, entityType: z.exactOptional(z.string().min(1)) }),
]);

/** Sentences sent at once, whatever the page asks for. */
const mostAtOnce = 400;
/** Milliseconds after the last keystroke in the text editor until the page is told. */
const afterEdit = 60;

export interface ReadingServices {
  readonly documents: ParsedDocuments;
  readonly answers: AnswerIndexes;
  readonly extensionUri: vscode.Uri;
}

/**
 * The reading view: an editor of the same text document that shows its sentences as running text and labels by
 * keyboard. Each of its doings is one edit of the document, so that undo, diff and git see nothing special.
 */
export class ReadingView implements vscode.CustomTextEditorProvider {
  constructor(private readonly services: ReadingServices) {}

  static register(services: ReadingServices): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(READING_VIEW, new ReadingView(services), {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { retainContextWhenHidden: true },
    });
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { documents, answers, extensionUri } = this.services;
    const { webview } = panel;
    const post = (message: HostToReading) => void webview.postMessage(message);
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, ...pageFolder)],
    };
    const introduce = (): void => {
      const { live, slots } = documents.get(document);
      const types = [...new Set([...settingsTypes(document), ...slots.keys()])];
      post({
        type: 'document',
        version: document.version,
        sentences: live.sentenceCount,
        types,
        slots: Object.fromEntries(assignSlots(types)),
        editable: live.tagColumn >= 0,
      });
    };
    const answer = async (message: ReadingToHost): Promise<void> => {
      switch (message.type) {
        case 'ready':
          return introduce();
        case 'read': {
          const to = Math.min(message.to, message.from + mostAtOnce);
          const { version } = document;
          const sentences = await readSentences(documents.get(document).live, document.uri, answers, {
            ...message,
            to,
          });
          return post({ type: 'sentences', version, sentences });
        }
        case 'cursor':
          return followInText(document, documents, message.place);
        case 'entity': {
          const found = nextEntity(documents.get(document).live, message.from, message.direction);
          if (!found) return;
          followInText(document, documents, found);
          return post({ type: 'reveal', place: found });
        }
        case 'label':
          return label(document, documents, message);
      }
    };
    let timer: NodeJS.Timeout | undefined;
    const subscriptions = vscode.Disposable.from(
      webview.onDidReceiveMessage(async (message: unknown) => {
        try {
          await answer(request.parse(message));
        } catch (error) {
          post({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
          introduce();
        }
      }),
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document !== document || change.contentChanges.length === 0) return;
        clearTimeout(timer);
        timer = setTimeout(introduce, afterEdit);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind, selections: [selection] }) => {
        // Without a kind, a program moved the cursor: this view itself, most of all.
        if (textEditor.document !== document || !selection || kind === undefined) return;
        const sentence = documents.get(document).live.sentenceAtLine(selection.active.line);
        const start = sentence?.lines.indexOf(selection.active.line) ?? -1;
        if (!sentence || start < 0) return;
        post({ type: 'reveal', place: { sentence: sentence.index, start, end: start + 1 } });
      }),
    );
    panel.onDidDispose(() => {
      clearTimeout(timer);
      subscriptions.dispose();
    });
    webview.html = webviewPage(webview, extensionUri, 'readingView', vscode.l10n.t('Reading View'));
  }
}

/** The command CoNLL: Open Reading View: beside the text, of the file that is open or was clicked. */
export async function openReadingView(clicked?: vscode.Uri): Promise<void> {
  const uri = clicked ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) throw new Error(vscode.l10n.t('Open a CoNLL file first.'));
  await vscode.commands.executeCommand('vscode.openWith', uri, READING_VIEW, vscode.ViewColumn.Beside);
}

/** Moves the cursor of a text editor that shows the document, without taking the keyboard away. */
function followInText(
  document: vscode.TextDocument,
  documents: ParsedDocuments,
  { sentence, start, end }: Place,
): void {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  const lines = documents.get(document).live.sentence(sentence)?.lines ?? [];
  const [first, last] = [lines[start], lines[Math.max(start, end - 1)]];
  if (!editor || first === undefined || last === undefined) return;
  const range = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function label(
  document: vscode.TextDocument,
  documents: ParsedDocuments,
  { version, place, entityType }: Extract<ReadingToHost, { type: 'label' }>,
): Promise<void> {
  const { t } = vscode.l10n;
  if (version !== document.version)
    throw new Error(t('The file was changed meanwhile. Here it is as it is now: do it again.'));
  const { conll, scheme } = documents.get(document);
  const sentence = conll.sentences[place.sentence];
  if (!sentence || place.end > sentence.tokens.length || place.start >= place.end) return;
  const problem = tagColumnProblem(conll, [sentence], vscode.workspace.asRelativePath(document.uri));
  if (problem) throw problem;
  const kept = decodeEntities(sentence.tags).filter(({ start, end }) => end <= place.start || place.end <= start);
  const entities =
    entityType === undefined ? kept : [...kept, { type: entityType, start: place.start, end: place.end }];
  const edits = editEntities(conll, sentence, entities, scheme);
  if (edits.length === 0) return;
  if (!(await applyTagEdits(document, edits))) {
    throw new Error(t('The file could not be edited: it is read-only, or was being changed. Try again.'));
  }
}

function settingsTypes(document: vscode.TextDocument): readonly string[] {
  try {
    return entityTypeSettings(document.uri).map(({ type }) => type);
  } catch {
    // A broken setting is said where it is needed; the file can be read all the same.
    return [];
  }
}
