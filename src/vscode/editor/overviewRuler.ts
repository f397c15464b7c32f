import * as vscode from 'vscode';
import {
  comparedColumns,
  entityLines,
  firstEntityLines,
  liveDisagreements,
  lookAtDisagreements,
  tagUse,
} from '../../dataset';
import { CONLL_LANGUAGE } from '../languageId';
import { DecorationTypes } from './decorationTypes';
import { inSlices } from './inSlices';
import { MOST_MARKS, overviewMarks, thinned } from './overviewMarks';
import type { PaletteOf } from './palette';
import type { ParsedDocuments } from './parsedDocuments';

/** Milliseconds without an edit until the marks follow: VS Code moves them meanwhile. */
const AFTER_EDIT_MS = 400;

/** Marks beside the scroll bar where entities and disagreements stand, of whole documents, once they were looked at. */
export class OverviewRuler implements vscode.Disposable {
  readonly #types: DecorationTypes;
  readonly #painted = new WeakMap<vscode.TextEditor, Set<vscode.TextEditorDecorationType>>();
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly documents: ParsedDocuments,
    palette: PaletteOf,
  ) {
    this.#types = new DecorationTypes(palette);
    this.#subscriptions = vscode.Disposable.from(
      documents.onDidLearnTypes((document) => this.#schedule(document, AFTER_EDIT_MS)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const { document } of editors) this.#schedule(document, 0);
      }),
      // Also where a document gets another language: it is the same, and its editors stay.
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#types.dispose();
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    clearTimeout(this.#timers.get(document));
    const timer = setTimeout(() => {
      this.#timers.delete(document);
      void this.#draw(document);
    }, delay);
    this.#timers.set(document, timer);
  }

  async #draw(document: vscode.TextDocument): Promise<void> {
    const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
    if (editors.length === 0 || document.isClosed) return;
    const painting = document.languageId === CONLL_LANGUAGE ? await this.#painting(document) : new Map();
    if (!painting) return;
    for (const editor of editors) {
      for (const type of this.#painted.get(editor) ?? []) if (!painting.has(type)) editor.setDecorations(type, []);
      for (const [type, lines] of painting) editor.setDecorations(type, lines);
      this.#painted.set(editor, new Set(painting.keys()));
    }
  }

  /** Nothing where the document was not looked at yet, or is edited meanwhile: this is asked for again then. */
  async #painting(
    document: vscode.TextDocument,
  ): Promise<Map<vscode.TextEditorDecorationType, vscode.Range[]> | undefined> {
    const { live, slots, version, isLearnt } = this.documents.get(document);
    if (!isLearnt) return undefined;
    const isSame = () => document.version === version && !document.isClosed && document.languageId === CONLL_LANGUAGE;
    const columns = comparedColumns(live);
    if (!(await inSlices(lookAtDisagreements(live, columns), isSame))) return undefined;
    const toRanges = (lines: readonly number[]) => lines.map((line) => new vscode.Range(line, 0, line, 0));
    const painting = new Map<vscode.TextEditorDecorationType, vscode.Range[]>();
    // A long document has more chunks than the scroll bar has room for marks.
    const entities = live.chunks.length > MOST_MARKS / 2 ? firstEntityLines(live) : entityLines(live);
    for (const [type, lines] of overviewMarks(entities, live.lineCount, tagUse(live).types)) {
      const style = this.#types.ruler(slots.get(type) ?? 1);
      painting.set(style, [...(painting.get(style) ?? []), ...toRanges(lines)]);
    }
    const disagreeing = thinned(liveDisagreements(live, columns).lines, live.lineCount);
    if (disagreeing.length > 0) painting.set(this.#types.ruler(), toRanges(disagreeing));
    return painting;
  }
}
