import type { Stroke } from './entityMarks';

/** Brackets of 16 × 16 pixels: an entity's lines as one stroke beside the line numbers, with its ends. */
const paths: Partial<Record<Stroke, string>> = {
  gutterOnly: 'M14 3H9V13H14',
  gutterFirst: 'M14 3H9V16',
  gutterMiddle: 'M9 0V16',
  gutterLast: 'M9 0V13H14',
};

/** An SVG as a data URI; undefined for strokes that are not in the gutter. @param colour of CSS, such as #6cb6ff */
export function gutterIcon(stroke: Stroke, colour: string): string | undefined {
  const path = paths[stroke];
  if (path === undefined) return undefined;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
