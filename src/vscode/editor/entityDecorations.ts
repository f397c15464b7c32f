import * as vscode from 'vscode';
import { decodeEntities } from '../../dataset';
import { CONLL_LANGUAGE } from '../languageId';
import { type EntityBox, entityBox, type LineSpan } from './entityBoxes';
import type { ParsedDocument, ParsedDocuments } from './parsedDocuments';
import { COLOUR_SLOTS, slotBackground, slotColour } from './typeColours';

/** Lines above and below the visible ones that are decorated too, so that slow scrolling never shows a bare line. */
const MARGIN = 150;
const AFTER_SCROLL_MS = 20;
const AFTER_EDIT_MS = 80;

const BOX_EDGES = { sides: '0 1px', tops: '1px 0 0 0', bottoms: '0 0 1px 0' } as const;
type Edge = keyof typeof BOX_EDGES;
const EDGES: readonly Edge[] = ['sides', 'tops', 'bottoms'];

/**
 * Draws a box around each entity of the visible CoNLL editors, in the colour of its type, and names the type once, at
 * the end of the entity's first line.
 */
export class EntityDecorations implements vscode.Disposable {
  private readonly styles = Array.from({ length: COLOUR_SLOTS }, (_, index) => edgeStyles(index + 1));
  private readonly names = vscode.window.createTextEditorDecorationType({});
  private readonly painted = new WeakMap<vscode.TextEditor, Set<vscode.TextEditorDecorationType>>();
  private readonly pending = new Map<vscode.TextEditor, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly documents: ParsedDocuments) {
    const { window, workspace } = vscode;
    this.subscriptions = vscode.Disposable.from(
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.draw(editor);
      }),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.schedule(textEditor, AFTER_SCROLL_MS)),
      workspace.onDidChangeTextDocument(({ document }) => this.scheduleDocument(document, AFTER_EDIT_MS)),
      this.documents.onDidLearnTypes((document) => this.scheduleDocument(document, 0)),
      // A document is closed and opened again when its language is changed.
      workspace.onDidOpenTextDocument((document) => this.scheduleDocument(document, 0)),
    );
    for (const editor of window.visibleTextEditors) this.draw(editor);
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const timer of this.pending.values()) clearTimeout(timer);
    for (const style of this.styles) for (const edge of EDGES) style[edge].dispose();
    this.names.dispose();
  }

  private scheduleDocument(document: vscode.TextDocument, delay: number): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) this.schedule(editor, delay);
    }
  }

  private schedule(editor: vscode.TextEditor, delay: number): void {
    clearTimeout(this.pending.get(editor));
    this.pending.set(
      editor,
      setTimeout(() => this.draw(editor), delay),
    );
  }

  private draw(editor: vscode.TextEditor): void {
    clearTimeout(this.pending.get(editor));
    this.pending.delete(editor);
    const isConll = editor.document.languageId === CONLL_LANGUAGE;
    const boxes = isConll ? visibleBoxes(this.documents.get(editor.document), editor) : [];
    for (const [index, style] of this.styles.entries()) {
      const ofSlot = boxes.filter(({ slot }) => slot === index + 1);
      for (const edge of EDGES) {
        const ranges = ofSlot.flatMap(({ box }) => box[edge].map(toRange));
        this.paint(editor, style[edge], ranges);
      }
    }
    const names = boxes.map(({ box, slot }) => nameOf(box, slot, editor.document));
    this.paint(editor, this.names, names);
  }

  /** Sets one style's ranges, unless there were none and are none: most styles of most editors. */
  private paint(
    editor: vscode.TextEditor,
    style: vscode.TextEditorDecorationType,
    ranges: readonly vscode.Range[] | readonly vscode.DecorationOptions[],
  ): void {
    const inUse = this.painted.get(editor) ?? new Set();
    if (ranges.length === 0 && !inUse.has(style)) return;
    editor.setDecorations(style, ranges);
    if (ranges.length === 0) inUse.delete(style);
    else inUse.add(style);
    this.painted.set(editor, inUse);
  }
}

interface SlottedBox {
  readonly box: EntityBox;
  readonly slot: number;
}

function visibleBoxes(parsed: ParsedDocument, editor: vscode.TextEditor): SlottedBox[] {
  const windows = editor.visibleRanges.map(({ start, end }) => [start.line - MARGIN, end.line + MARGIN] as const);
  const first = Math.min(...windows.map(([top]) => top));
  const last = Math.max(...windows.map(([, bottom]) => bottom));
  return parsed.live.sentencesBetween(first, last).flatMap((sentence) => {
    const entities = decodeEntities(sentence.tags);
    if (entities.length === 0) return [];
    const tokens = sentence.lines.map((line) => tokenSpan(parsed, line));
    return entities.map((entity) => ({ box: entityBox(entity, tokens), slot: parsed.slots.get(entity.type) ?? 1 }));
  });
}

const toRange = ({ line, start, end }: LineSpan): vscode.Range => new vscode.Range(line, start, line, end);

function nameOf({ type, label }: EntityBox, slot: number, document: vscode.TextDocument): vscode.DecorationOptions {
  const end = document.lineAt(label).range.end;
  return {
    range: new vscode.Range(end, end),
    renderOptions: {
      // Italic, because it is no text of the file.
      after: {
        contentText: type,
        color: new vscode.ThemeColor(slotColour(slot)),
        fontStyle: 'italic',
        margin: '0 0 0 2ch',
      },
    },
  };
}

function edgeStyles(slot: number): Record<Edge, vscode.TextEditorDecorationType> {
  const borderColor = new vscode.ThemeColor(slotColour(slot));
  const style = (edge: Edge): vscode.TextEditorDecorationType =>
    vscode.window.createTextEditorDecorationType({
      borderColor,
      borderStyle: 'solid',
      borderWidth: BOX_EDGES[edge],
      ...(edge === 'sides' ? { backgroundColor: new vscode.ThemeColor(slotBackground(slot)) } : {}),
    });
  return { sides: style('sides'), tops: style('tops'), bottoms: style('bottoms') };
}

function tokenSpan({ live }: ParsedDocument, line: number): LineSpan {
  const cell = live.cells(line)[live.tokenColumn];
  return { line, start: cell?.start ?? 0, end: cell?.end ?? 0 };
}
