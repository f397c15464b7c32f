import * as vscode from 'vscode';

type Type = vscode.TextEditorDecorationType;
type Decorations = Parameters<vscode.TextEditor['setDecorations']>[1];

/** Stands in for the visible editors: one that notes its decorations, which VS Code tells nobody, and draws none. */
export class NotingEditor {
  /** The decoration types made meanwhile and not disposed of, and how they look. */
  readonly types = new Map<Type, vscode.DecorationRenderOptions>();
  readonly #decorations = new Map<Type, Decorations>();
  readonly #originals = new Map<string, PropertyDescriptor>();

  constructor(
    readonly document: vscode.TextDocument,
    readonly visibleRanges: readonly vscode.Range[] = [new vscode.Range(0, 0, 40, 0)],
  ) {
    const { createTextEditorDecorationType } = vscode.window;
    this.#replace('visibleTextEditors', () => [this]);
    this.#replace('createTextEditorDecorationType', () => (options: vscode.DecorationRenderOptions) => {
      const made = createTextEditorDecorationType(options);
      const type: Type = {
        key: made.key,
        dispose: () => {
          made.dispose();
          this.types.delete(type);
        },
      };
      this.types.set(type, options);
      return type;
    });
  }

  setDecorations(type: Type, decorations: Decorations): void {
    this.#decorations.set(type, decorations);
  }

  /** All that is drawn now with the types made meanwhile: where, and how. */
  get drawn(): { readonly range: vscode.Range; readonly look: vscode.DecorationRenderOptions }[] {
    return [...this.types].flatMap(([type, look]) =>
      (this.#decorations.get(type) ?? []).map((each) =>
        'renderOptions' in each
          ? { range: each.range, look: { ...look, ...each.renderOptions } }
          : { range: each instanceof vscode.Range ? each : each.range, look },
      ),
    );
  }

  dispose(): void {
    for (const [name, original] of this.#originals) Object.defineProperty(vscode.window, name, original);
  }

  #replace(name: keyof typeof vscode.window, get: () => unknown): void {
    const original = Object.getOwnPropertyDescriptor(vscode.window, name);
    if (original) this.#originals.set(name, original);
    Object.defineProperty(vscode.window, name, { get, configurable: true });
  }
}
