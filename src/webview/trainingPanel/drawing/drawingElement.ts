import { type Drawing, fontFamily, fontSize } from './drawing';
import { themeInk } from './inks';
import { saveButtons } from './saveButtons';
import { svgShapes } from './svgText';

/** A picture in the theme's colours, with a heading and buttons that save it. */
export class DrawingElement extends HTMLElement {
  #drawing: Drawing | undefined;
  #shown: Drawing | undefined;

  set drawing(drawing: Drawing) {
    this.#drawing = drawing;
    if (this.isConnected) this.#show();
  }

  connectedCallback(): void {
    this.#show();
  }

  #show(): void {
    const drawing = this.#drawing;
    if (!drawing || drawing === this.#shown) return;
    this.#shown = drawing;
    const { title, width, height } = drawing;
    const heading = document.createElement('div');
    heading.className = 'plot-heading';
    const name = document.createElement('h3');
    name.textContent = title;
    heading.append(
      name,
      saveButtons(title, () => drawing),
    );
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('width', String(width));
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', `${title}: its figures stand in the tables`);
    svg.setAttribute('font-family', fontFamily);
    svg.setAttribute('font-size', String(fontSize));
    svg.innerHTML = svgShapes(drawing, themeInk);
    this.replaceChildren(heading, svg);
  }
}

customElements.define('conll-drawing', DrawingElement);

declare global {
  interface HTMLElementTagNameMap {
    'conll-drawing': DrawingElement;
  }
}
