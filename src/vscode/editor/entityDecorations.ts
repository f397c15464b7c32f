import * as vscode from 'vscode';
import { CONLL_LANGUAGE } from '../languageId';
import { entityStyleSetting } from '../settings';
import { decorationTimes } from './decorationTimes';
import { DecorationTypes } from './decorationTypes';
import type { LineSpan } from './entityBoxes';
import { type SentenceMarks, sentenceMarks } from './entityMarks';
import { disagreementNote, lineEnd, nameNote } from './lineNotes';
import { isReadAhead } from './longDocuments';
import { PALETTE_SETTINGS, type PaletteOf } from './palette';
import type { ParsedDocument, ParsedDocuments } from './parsedDocuments';

/** Lines above and below the visible ones that are decorated too, so that slow scrolling never shows a bare line. */
const MARGIN = 150;
/** Lines of the margin that may have come into view before it is drawn anew. */
const WORN = 100;
const AFTER_SCROLL_MS = 20;
const AFTER_EDIT_MS = 80;

type Decorations = vscode.Range[] | vscode.DecorationOptions[];

interface Drawn {
  readonly parsed: ParsedDocument;
  readonly first: number;
  readonly last: number;
}

/**
 * Draws the entities of the visible CoNLL editors, each in the colour of its type, and names the type once, at the end of the
 * entity's first line. Other columns about the same are drawn on their own cells, and where they disagree, that is said.
 */
export class EntityDecorations implements vscode.Disposable {
  private types: DecorationTypes;
  private painted = new WeakMap<vscode.TextEditor, Set<vscode.TextEditorDecorationType>>();
  private drawn = new WeakMap<vscode.TextEditor, Drawn>();
  private readonly pending = new Map<vscode.TextEditor, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly documents: ParsedDocuments,
    private readonly palette: PaletteOf,
  ) {
    this.types = new DecorationTypes(palette);
    const { window, workspace } = vscode;
    this.subscriptions = vscode.Disposable.from(
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.draw(editor);
        for (const [editor, timer] of this.pending) {
          if (editors.includes(editor)) continue;
          clearTimeout(timer);
          this.pending.delete(editor);
        }
      }),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (!this.isDrawn(textEditor)) this.schedule(textEditor, AFTER_SCROLL_MS);
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.scheduleDocument(document, AFTER_EDIT_MS)),
      this.documents.onDidLearnTypes((document) => this.scheduleDocument(document, 0)),
      // Before others read the document: they take their time with a long one. Until its editor is there nothing else is to do.
      workspace.onDidOpenTextDocument((document) => {
        if (document.languageId === CONLL_LANGUAGE && isReadAhead(document)) this.documents.readAhead(document);
        for (const editor of window.visibleTextEditors) if (editor.document === document) this.draw(editor);
      }),
      workspace.onDidChangeConfiguration((change) => {
        const isAffected = ['conllDistill.entityStyle', ...PALETTE_SETTINGS].some((name) =>
          change.affectsConfiguration(name),
        );
        if (isAffected) this.drawAnew();
      }),
      window.onDidChangeActiveColorTheme(() => this.drawAnew()),
    );
    for (const editor of window.visibleTextEditors) this.draw(editor);
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const timer of this.pending.values()) clearTimeout(timer);
    this.types.dispose();
  }

  private drawAnew(): void {
    this.types.dispose();
    this.types = new DecorationTypes(this.palette);
    this.painted = new WeakMap();
    this.drawn = new WeakMap();
    for (const editor of vscode.window.visibleTextEditors) this.draw(editor);
  }

  private scheduleDocument(document: vscode.TextDocument, delay: number): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      this.drawn.delete(editor);
      this.schedule(editor, delay);
    }
  }

  private schedule(editor: vscode.TextEditor, delay: number): void {
    clearTimeout(this.pending.get(editor));
    this.pending.set(
      editor,
      setTimeout(() => this.draw(editor), delay),
    );
  }

  /** Does all that is visible lie well inside what was drawn of this very text? */
  private isDrawn(editor: vscode.TextEditor): boolean {
    const drawn = this.drawn.get(editor);
    if (!drawn || drawn.parsed.version !== editor.document.version) return false;
    const [first, last] = visibleLines(editor);
    const margin = MARGIN - WORN;
    const isCoveredAbove = drawn.first === 0 || first - drawn.first >= margin;
    const isCoveredBelow = drawn.last >= editor.document.lineCount - 1 || drawn.last - last >= margin;
    return drawn.first <= first && last <= drawn.last && isCoveredAbove && isCoveredBelow;
  }

  private draw(editor: vscode.TextEditor): void {
    const began = performance.now();
    clearTimeout(this.pending.get(editor));
    this.pending.delete(editor);
    const isConll = editor.document.languageId === CONLL_LANGUAGE;
    const painting = isConll ? this.painting(editor) : new Map<vscode.TextEditorDecorationType, Decorations>();
    const before = this.painted.get(editor) ?? new Set();
    for (const type of before) if (!painting.has(type)) editor.setDecorations(type, []);
    for (const [type, decorations] of painting) editor.setDecorations(type, decorations);
    this.painted.set(editor, new Set(painting.keys()));
    if (isConll) decorationTimes.publish(performance.now() - began);
  }

  /** What of each decoration type stands where in the visible lines and around them. */
  private painting(editor: vscode.TextEditor): Map<vscode.TextEditorDecorationType, Decorations> {
    const { document } = editor;
    const parsed = this.documents.get(document);
    const [top, bottom] = visibleLines(editor);
    const [first, last] = [Math.max(0, top - MARGIN), bottom + MARGIN];
    this.drawn.set(editor, { parsed, first, last });
    const painting = new Map<vscode.TextEditorDecorationType, vscode.Range[]>();
    const add = (type: vscode.TextEditorDecorationType, range: vscode.Range) => {
      const known = painting.get(type) ?? [];
      known.push(range);
      painting.set(type, known);
    };
    const { slots } = parsed;
    const slotOf = (type: string): number => slots.get(type) ?? 1;
    const texts: vscode.DecorationOptions[] = [];
    for (const { marks, notes, disagreeing } of marksBetween(parsed, document, first, last)) {
      for (const { stroke, type, beside, ...span } of marks) {
        add(this.types.stroke(stroke, slotOf(type), beside), toRange(span));
      }
      for (const span of disagreeing) add(this.types.disagreeing, toRange(span));
      for (const note of notes) {
        if (note.others.length > 0) texts.push(disagreementNote(note, document, parsed));
        if (note.others.length > 0 || note.type === undefined) continue;
        const [slot, end] = [slotOf(note.type), lineEnd(document, note.line)];
        const name = this.types.name(note.type, slot);
        if (name) add(name, end);
        else texts.push(nameNote(note.type, slot, end));
      }
    }
    if (texts.length === 0) return painting;
    return new Map<vscode.TextEditorDecorationType, Decorations>([...painting, [this.types.notes, texts]]);
  }
}

const toRange = ({ line, start, end }: LineSpan): vscode.Range => new vscode.Range(line, start, line, end);

function marksBetween(
  parsed: ParsedDocument,
  document: vscode.TextDocument,
  first: number,
  last: number,
): SentenceMarks[] {
  const { live } = parsed;
  const columns = parsed.columns(first, last);
  const style = entityStyleSetting(document);
  return live.sentencesBetween(first, last).map((sentence) => sentenceMarks(live, sentence, columns, style));
}

function visibleLines(editor: vscode.TextEditor): [first: number, last: number] {
  const ranges = editor.visibleRanges;
  // An editor that is just being laid out has none yet.
  if (ranges.length === 0) return [0, 0];
  return [Math.min(...ranges.map(({ start }) => start.line)), Math.max(...ranges.map(({ end }) => end.line))];
}
