import * as vscode from 'vscode';
import type { Stroke } from './entityMarks';
import { gutterIcon } from './gutterIcon';
import type { PaletteOf } from './palette';
import { DISAGREEMENT, slotBackground, slotColour } from './typeColours';

const borders: Partial<Record<Stroke, string>> = {
  whole: '1px',
  sides: '0 1px',
  tops: '1px 0 0 0',
  bottoms: '0 0 1px 0',
  underline: '0 0 2px 0',
};

/** Names that have a decoration type: they stay while the window does, and a data set may name thousands of types. */
const MOST_NAMES = 100;

/** The decoration types in use, made when first needed: VS Code is told of each. Pictures have the colours of the theme then. */
export class DecorationTypes implements vscode.Disposable {
  readonly #made = new Map<string, vscode.TextEditorDecorationType>();
  readonly #names = new Set<string>();

  /** @param colours by their ids */
  constructor(private readonly colours: PaletteOf) {}

  stroke(stroke: Stroke, slot: number, beside: boolean): vscode.TextEditorDecorationType {
    return this.#make(`${stroke} ${slot} ${beside}`, () => this.#strokeOptions(stroke, slot, beside));
  }

  /**
   * An entity type's name after a line. VS Code writes a style sheet for each text that a decoration has of its own, in every
   * editor anew; for a decoration type it does so once.
   * @returns nothing where there are enough of them: then the name is a note
   */
  name(type: string, slot: number): vscode.TextEditorDecorationType | undefined {
    const key = `name ${slot} ${type}`;
    if (!this.#names.has(key) && this.#names.size >= MOST_NAMES) return undefined;
    this.#names.add(key);
    return this.#make(key, () => ({ after: afterLine(type, slotColour(slot)) }));
  }

  /** What stands after a line in a text of each decoration's own. */
  get notes(): vscode.TextEditorDecorationType {
    return this.#make('notes', () => ({}));
  }

  get disagreeing(): vscode.TextEditorDecorationType {
    return this.#make('disagreeing', () => ({
      borderColor: new vscode.ThemeColor(DISAGREEMENT),
      borderStyle: 'dotted',
      borderWidth: '0 0 2px 0',
    }));
  }

  /** Marks beside the scroll bar: entities in its middle, disagreements at its left. @param slot none for disagreements */
  ruler(slot?: number): vscode.TextEditorDecorationType {
    return this.#make(`ruler ${slot}`, () => ({
      overviewRulerColor: new vscode.ThemeColor(slot === undefined ? DISAGREEMENT : slotColour(slot)),
      overviewRulerLane: slot === undefined ? vscode.OverviewRulerLane.Left : vscode.OverviewRulerLane.Center,
    }));
  }

  dispose(): void {
    for (const type of this.#made.values()) type.dispose();
    this.#made.clear();
    this.#names.clear();
  }

  #make(key: string, options: () => vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
    const type = this.#made.get(key) ?? vscode.window.createTextEditorDecorationType(options());
    this.#made.set(key, type);
    return type;
  }

  #strokeOptions(stroke: Stroke, slot: number, beside: boolean): vscode.DecorationRenderOptions {
    const borderWidth = borders[stroke];
    if (borderWidth === undefined) {
      const icon = gutterIcon(stroke, this.colours(slotColour(slot))) ?? '';
      return { gutterIconPath: vscode.Uri.parse(icon, true), gutterIconSize: 'contain' };
    }
    return {
      borderColor: new vscode.ThemeColor(slotColour(slot)),
      borderStyle: beside ? 'dashed' : 'solid',
      borderWidth,
      ...((stroke === 'whole' || stroke === 'sides') &&
        !beside && { backgroundColor: new vscode.ThemeColor(slotBackground(slot)) }),
    };
  }
}

/** Text after a line's end, in italics because it is no text of the file. @param colour a theme colour's id */
export function afterLine(contentText: string, colour: string): vscode.ThemableDecorationAttachmentRenderOptions {
  return { contentText, color: new vscode.ThemeColor(colour), fontStyle: 'italic', margin: '0 0 0 2ch' };
}
