import * as vscode from 'vscode';
import type { Place } from '../../protocol/readingView';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { OwnSelections } from './ownSelections';

/** Milliseconds in which what one side does to the other is not taken for the user's doing there. */
const quiet = 400;

export interface FollowerEvents {
  /** The user, or another extension, moved the text editor's cursor to this token, or selected the lines of these. */
  moved(place: Place): void;
  /** The text editor's first visible sentence is another one. */
  scrolled(sentence: number): void;
}

/** Keeps the text editors of a document in step with its reading view, both ways. */
export class TextFollower implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable;
  #textQuietUntil = 0;
  #pageQuietUntil = 0;
  readonly #own = new OwnSelections();

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly documents: ParsedDocuments,
    events: FollowerEvents,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection((change) => {
        const [selection] = change.selections;
        if (change.textEditor.document !== document || !selection || this.#own.has(change)) return;
        const place = this.#placeOf(selection);
        if (!place) return;
        this.#pageQuietUntil = Date.now() + quiet;
        events.moved(place);
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges: [visible] }) => {
        if (textEditor.document !== document || !visible || Date.now() < this.#textQuietUntil) return;
        const sentence = this.#sentenceFrom(visible.start.line);
        if (sentence === undefined) return;
        this.#pageQuietUntil = Date.now() + quiet;
        events.scrolled(sentence);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Where the user is in the text, if it is shown: the place of the cursor where that is visible, else of the first visible line. */
  get place(): Place | undefined {
    const editor = this.#editor;
    const [visible] = editor?.visibleRanges ?? [];
    if (!editor || !visible) return undefined;
    const { selection } = editor;
    const atCursor = visible.contains(selection.active) ? this.#placeOf(selection) : undefined;
    const sentence = this.#sentenceFrom(visible.start.line);
    return atCursor ?? (sentence === undefined ? undefined : { sentence, start: 0, end: 1 });
  }

  /** Moves the cursor of a text editor to a token, or selects the lines of several, without taking the keyboard away. */
  move({ sentence, start, end }: Place): void {
    const editor = this.#editor;
    const lines = this.documents.get(this.document).live.sentence(sentence)?.lines ?? [];
    const [first, last] = [lines[start], lines[Math.max(start, end - 1)]];
    if (!editor || first === undefined || last === undefined) return;
    const range = new vscode.Range(first, 0, last, this.document.lineAt(last).text.length);
    // Up to the next line, so that edits of the tags at a line's end leave it alone; the cursor is where the words begin.
    const beyond = first === last ? range.start : this.document.validatePosition(new vscode.Position(last + 1, 0));
    this.#textQuietUntil = Date.now() + quiet;
    this.#own.give(editor, new vscode.Selection(beyond, range.start));
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Scrolls the text editors to a sentence, unless they made the page scroll. */
  scroll(sentence: number): void {
    const line = this.documents.get(this.document).live.sentence(sentence)?.lines[0];
    if (line === undefined || Date.now() < this.#pageQuietUntil) return;
    this.#textQuietUntil = Date.now() + quiet;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== this.document) continue;
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    }
  }

  get #editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find((each) => each.document === this.document);
  }

  /** The tokens whose lines are selected; where those of several sentences are, the part in the one where the cursor is. */
  #placeOf({ start, end, active, isEmpty }: vscode.Selection): Place | undefined {
    // Of a line that a selection ends at the beginning of nothing is selected.
    const last = !isEmpty && end.character === 0 ? end.line - 1 : end.line;
    const sentence = this.documents.get(this.document).live.sentenceAtLine(Math.min(active.line, last));
    const lines = sentence?.lines ?? [];
    const isSelected = (line: number) => start.line <= line && line <= last;
    const from = lines.findIndex(isSelected);
    return sentence && from >= 0
      ? { sentence: sentence.index, start: from, end: lines.findLastIndex(isSelected) + 1 }
      : undefined;
  }

  /** The first sentence that ends at a line or after it. */
  #sentenceFrom(line: number): number | undefined {
    const { live } = this.documents.get(this.document);
    for (let reach = 40; ; reach *= 4) {
      const [found] = live.sentencesBetween(line, line + reach);
      if (found || line + reach >= live.lineCount) return found?.index;
    }
  }
}
