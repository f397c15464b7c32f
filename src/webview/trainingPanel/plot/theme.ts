/** Colours and font of VS Code's theme for a canvas, which cannot use CSS variables. */

/** As read last: every curve asks in every drawing, and to be asked makes the browser lay the page out. */
const known = new Map<string, string>();

/** A colour by its name in VS Code's themes (`charts-blue`), or `grid`, which themes do not have. */
export function themeColour(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const style = getComputedStyle(document.body);
  const colour = style.getPropertyValue(name === 'grid' ? '--plot-grid' : `--vscode-${name}`).trim() || style.color;
  known.set(name, colour);
  return colour;
}

/** @param scale pixels of the canvas to one of the page, where the canvas does not scale by itself */
export function themeFont(scale = 1): string {
  return `${11 * scale}px ${getComputedStyle(document.body).fontFamily}`;
}

const listeners = new Set<() => void>();
let watching = false;

/**
 * VS Code writes a new theme into the attributes of `html` and `body`. From the first plot on that is heard, also while none is drawn: the next
 * one must not take the colours of the theme before.
 * @returns ends the listening
 */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!watching) watch();
  return () => listeners.delete(listener);
}

function watch(): void {
  watching = true;
  const observer = new MutationObserver(() => {
    known.clear();
    for (const listener of listeners) listener();
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
