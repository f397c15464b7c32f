import type { PlotFile } from '../../../protocol/panel';
import type { Drawing } from './drawing';
import { pngFile } from './pngFile';
import { svgFile } from './svgText';

/** What a plot that is to be saved says to the page, from wherever it stands in it. */
export const savePlotEvent = 'conll-save-plot';

/** Buttons that save a plot. @param draw makes it when it is asked for */
export function saveButtons(title: string, draw: () => Drawing): HTMLElement {
  const group = document.createElement('span');
  group.className = 'plot-save';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', `Save “${title}”`);
  group.append(
    button('svg', () => svgFile(draw())),
    button('png', () => pngFile(draw())),
  );
  return group;

  function button(format: PlotFile['format'], contentOf: () => string): HTMLButtonElement {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'link';
    element.textContent = format.toUpperCase();
    element.title = `Save as ${format.toUpperCase()}, on white for print`;
    element.addEventListener('click', () => {
      const detail: PlotFile = { format, title, content: contentOf() };
      element.dispatchEvent(new CustomEvent(savePlotEvent, { detail, bubbles: true }));
    });
    return element;
  }
}
